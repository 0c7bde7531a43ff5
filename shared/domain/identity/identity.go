package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where a user stands.
type Status string

// The states: active ⇄ disabled.
const (
	Active   Status = "active"
	Disabled Status = "disabled"
)

// User is a person who signs in.
type User struct {
	ID        id.User
	Email     string // as [ParseEmail] writes it
	Name      string
	Password  string // its hash; empty: signs in by link
	Status    Status
	Version   int64
	CreatedAt time.Time
	Contact   string // how else the person is reached, as they say it
	Language  string // of the portal and its mails, as in [Languages]; empty: not chosen
}

// Role is what a member may do.
type Role string

// The roles: of partner organisations, and of programs.
const (
	Admin  Role = "admin"
	Member Role = "user"

	Owner   Role = "owner"
	Manager Role = "manager"
	Finance Role = "finance"
	Viewer  Role = "viewer"
)

// Membership lets a user act for a partner or for a program; the other is empty.
type Membership struct {
	User    id.User
	Partner id.Partner
	Program id.Program
	Role    Role
	Since   time.Time
	SeenAt  time.Time // when the member last was there, a quarter of an hour late at most
}

// Validate refuses a role of the wrong side.
func (m Membership) Validate() error {
	ok := false
	switch m.Role {
	case Admin, Member:
		ok = m.Partner != "" && m.Program == ""
	case Owner, Manager, Finance, Viewer:
		ok = m.Program != "" && m.Partner == ""
	}
	if !ok || m.User == "" {
		return fault.New(fault.Invalid, "membership.invalid", "That role does not exist here.")
	}
	return nil
}

// Staff tells whether any of the memberships is of a program.
func Staff(ms []Membership) bool {
	for _, m := range ms {
		if m.Program != "" {
			return true
		}
	}
	return false
}

// ParseEmail returns the address in the one form that is stored: trimmed and
// in small letters. Anything but a bare address is Invalid.
func ParseEmail(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	a, err := mail.ParseAddress(text)
	at := strings.LastIndexByte(text, '@')
	if err != nil || a.Address != text || len(text) > 254 || at < 1 || strings.ContainsFunc(text, unicode.IsControl) || strings.ContainsAny(text, " \"<>") {
		return "", fault.New(fault.Invalid, "email.invalid", "That is no e-mail address.").
			With(fault.Field{Location: "body.email", Message: "must be an e-mail address"})
	}
	return text, nil
}

// HashEmail returns what an address is looked up and throttled by.
func HashEmail(email string) string {
	sum := sha256.Sum256([]byte(email))
	return hex.EncodeToString(sum[:])
}

// Principal is who makes a request.
type Principal struct {
	User     id.User
	Session  string    // the session's hash
	AuthAt   time.Time // when anything was last shown that proves who it is
	Level    Level     // how a second factor was shown
	SecondAt time.Time // and when; zero: never
	EndsAt   time.Time // when the session ends if nothing happens
	Device   string    // at sign-in: what the browser keeps in a cookie to be known again

	// Of a session at a program's own host: where alone it is good, the only
	// program that it acts for, and the session that it came from.
	Host    string
	Program id.Program
	Parent  string
}

// FreshFor is how long after showing a password, a link or a second factor an
// act may follow that asks for it.
const FreshFor = 10 * time.Minute

// Fresh tells whether the principal has just proved who it is.
func (p Principal) Fresh(now time.Time) bool { return now.Sub(p.AuthAt) <= FreshFor }

// Second tells whether the principal has just shown a second factor.
func (p Principal) Second(now time.Time) bool {
	return p.Level != Single && p.Level != Half && now.Sub(p.SecondAt) <= FreshFor
}
