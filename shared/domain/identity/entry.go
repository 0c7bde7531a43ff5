package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Entry is somebody whom a merchant sends from its own site, where they are
// signed in (F07). The merchant's word is good for its own program only.
type Entry struct {
	Program id.Program
	Host    string // of the program's own portal, empty where it has none
	Subject string // who it is at the merchant's, for ever
	Email   string
	Name    string
	Company string
	Website string
	Country string

	// Link is the user to whom the merchant's word is tied once that user agrees.
	Link id.User
}

// How long an entry may be used.
const (
	EntryLasts   = 5 * time.Minute
	consentLasts = 15 * time.Minute
)

// issuer is by what the merchant's people are told from those of others.
func (e Entry) issuer() string { return "entry:" + string(e.Program) }

func (e Entry) valid() error {
	if n := utf8.RuneCountInString(e.Subject); n < 1 || n > 200 || strings.ContainsFunc(e.Subject, unicode.IsControl) {
		return fault.New(fault.Invalid, "entry.bad_user", "The person is named by 1 to 200 characters.").
			With(fault.Field{Location: "body.user_id", Message: "must have 1 to 200 characters on one line"})
	}
	return nil
}

// Announce keeps an entry and returns the token that lets its person in, once,
// within five minutes. Faults are Invalid.
func (d Door) Announce(ctx context.Context, e Entry) (string, error) {
	if err := e.valid(); err != nil {
		return "", err
	}
	u, err := d.NewUser(e.Email, e.Name)
	if err != nil {
		return "", err
	}
	e.Email, e.Name, e.Link = u.Email, u.Name, ""
	return d.keepEntry(ctx, e, EntryLasts)
}

func (d Door) keepEntry(ctx context.Context, e Entry, life time.Duration) (string, error) {
	token, err := d.random()
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("write an entry: %w", err)
	}
	return token, d.keep(ctx, SlipEntry, token, data, life)
}

// TakeEntry spends a token; Gone when it was spent or is late. The host is where
// the browser is: an entry is good at its program's portal only.
func (d Door) TakeEntry(ctx context.Context, token, host string) (Entry, error) {
	data, err := d.take(ctx, SlipEntry, token)
	if err != nil {
		return Entry{}, err
	}
	var e Entry
	if err := json.Unmarshal(data, &e); err != nil {
		return Entry{}, fmt.Errorf("read an entry: %w", err)
	}
	if e.Host != "" && e.Host != host {
		return Entry{}, fault.New(fault.Forbidden, "crossing.other_host", "This sign-in is for another address. Begin again.")
	}
	return e, nil
}

// EntryUser returns the user to whom the merchant's word is tied, or, with tied
// false, the one who has the address; NotFound when nobody has. Who runs a
// program, this or another, signs in by nobody's word: Forbidden.
func (d Door) EntryUser(ctx context.Context, e Entry) (u User, tied bool, err error) {
	l, err := d.Logins.LoginOf(ctx, e.issuer(), e.Subject)
	switch {
	case err == nil:
		us, err := d.Users.Load(ctx, l.User)
		if err != nil {
			return User{}, false, err
		}
		if len(us) == 0 || us[0].Status != Active {
			return User{}, false, errNoLogin()
		}
		u, tied = us[0], true
	case fault.Is(err, fault.NotFound):
		if u, err = d.Users.ByEmail(ctx, HashEmail(e.Email)); err != nil {
			return User{}, false, err
		}
		if u.Status != Active {
			return User{}, false, errNoLogin()
		}
	default:
		return User{}, false, err
	}
	ms, err := d.Members.OfUser(ctx, u.ID)
	if err == nil && Staff(ms) {
		err = fault.New(fault.Forbidden, "entry.staff", "People who run a program sign in by themselves.")
	}
	return u, tied, err
}

// Tie lets the merchant's word sign a user in from now on, and tells the user.
func (d Door) Tie(ctx context.Context, e Entry, u User, tell bool) error {
	err := d.Logins.Link(ctx, Login{User: u.ID, Issuer: e.issuer(), Subject: e.Subject, Email: e.Email, LinkedAt: d.Clock.Now()})
	if err != nil || !tell {
		return err
	}
	return d.tell(ctx, u, LoginLinked)
}

// AskConsent keeps an entry whose address has an account already, until its
// owner, signed in, agrees.
func (d Door) AskConsent(ctx context.Context, e Entry, u id.User) (string, error) {
	e.Link = u
	return d.keepEntry(ctx, e, consentLasts)
}

// Consent ties an entry to the user who is signed in: the one whom it was kept
// for.
func (d Door) Consent(ctx context.Context, p Principal, token, host string) (Entry, error) {
	e, err := d.TakeEntry(ctx, token, host)
	if err != nil {
		return Entry{}, err
	}
	if e.Link == "" || e.Link != p.User {
		return Entry{}, fault.New(fault.Forbidden, "entry.other_user", "Sign in with the address that the link was made for.")
	}
	u, tied, err := d.EntryUser(ctx, e)
	if err != nil || tied {
		return e, err
	}
	return e, d.Tie(ctx, e, u, true)
}

// EnterBy signs a user in by a merchant's word: for its program only, and never
// fresh. A session that the browser has of the same user stays.
func (d Door) EnterBy(ctx context.Context, e Entry, u User, by Caller) (string, Principal, error) {
	if s, err := d.lookUp(ctx, by.Session); err == nil && s.User == u.ID && s.Level != Half && (s.Program == "" || s.Program == e.Program) {
		return by.Session, s.principal(d.Clock.Now()), nil
	}
	if err := d.SignOut(ctx, by.Session); err != nil {
		return "", Principal{}, err
	}
	raw, hash, err := mint(u.ID, d.Entropy)
	if err != nil {
		return "", Principal{}, err
	}
	now := d.Clock.Now()
	s := Session{
		User: u.ID, Hash: hash, CreatedAt: now, LastSeen: now, Idle: IdlePartner, Browser: browserOf(by.Agent), System: systemOf(by.Agent),
		Country: by.Country, Host: e.Host, Program: e.Program,
	}
	if err := d.due(ctx, &s); err != nil {
		return "", Principal{}, err
	}
	return raw, s.principal(now), d.Sessions.Start(ctx, s)
}
