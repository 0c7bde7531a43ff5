package identity

import (
	"context"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Door lets people in and out.
type Door struct {
	Users     Users
	Members   Members
	Sessions  Sessions
	Tokens    Tokens
	Limits    Limits
	Devices   Devices
	Moves     Moves
	Passwords Passwords
	Mail      Mailer
	Clock     clock.Clock
	Entropy   io.Reader
	Origin    string // the public origin, from configuration, never from a request

	Authenticators Authenticators
	Passkeys       Passkeys
	Verifier       Verifier
	Slips          Slips
	Logins         Logins
	Provider       Provider // nil: nobody else signs people in
	Sealer         Sealer   // of what authenticator apps know
	Sites          Sites
}

// Caller is what is known of whoever knocks: the keyed hash of the network
// address, the session that the browser already has, and the browser itself.
type Caller struct {
	Address string
	Session string
	Device  string // what the browser's cookie says
	Visit   string // the same, of a visit to an OpenID provider
	Agent   string // the User-Agent header
	Country string // ISO 3166, empty when not known

	Language string // of [Languages], the one that the browser likes best; empty: none of them
}

// SignIn returns a new session for the right password; Unauthenticated for
// anything else, TooMany when guessing goes on too long. The session that the
// browser had is ended.
func (d Door) SignIn(ctx context.Context, email, password string, by Caller) (string, Principal, error) {
	account := account(email)
	if err := d.Admit(ctx, byPassword, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	u, err := d.known(ctx, account)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.verify(u, password); err != nil {
		return "", Principal{}, err
	}
	if err := d.welcome(ctx, byPassword, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	if err := d.SignOut(ctx, by.Session); err != nil {
		return "", Principal{}, err
	}
	return d.start(ctx, u.ID, d.Clock.Now(), by)
}

// Reauthenticate proves by the password that the signed-in person is there. The
// session is replaced by one that is fresh, and ends when the old one would.
func (d Door) Reauthenticate(ctx context.Context, p Principal, password string, by Caller) (string, Principal, error) {
	users, err := d.Users.Load(ctx, p.User)
	if err != nil {
		return "", Principal{}, err
	}
	if len(users) == 0 {
		return "", Principal{}, errNoSession()
	}
	account := HashEmail(users[0].Email)
	if err := d.Admit(ctx, byPassword, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	if err := d.verify(users[0], password); err != nil {
		return "", Principal{}, err
	}
	old, err := d.Sessions.Get(ctx, p.User, p.Session)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.welcome(ctx, byPassword, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	return d.renew(ctx, old)
}

// account is what an attempt is counted and looked up by; something that is no
// address is an account that nobody has.
func account(email string) string {
	if e, err := ParseEmail(email); err == nil {
		return HashEmail(e)
	}
	return HashEmail("nobody " + strings.ToLower(email))
}

// known returns the account's user, or, for an account that nobody can enter, a
// user who is nobody: the same work follows either way.
func (d Door) known(ctx context.Context, account string) (User, error) {
	u, err := d.Users.ByEmail(ctx, account)
	if err == nil && u.Status == Active {
		return u, nil
	}
	if err != nil && !fault.Is(err, fault.NotFound) {
		return User{}, err
	}
	nobody, err := id.Of[id.User]("nobody", account)
	return User{ID: nobody, Status: Disabled}, err
}

func (d Door) verify(u User, password string) error {
	hash, usable := u.Password, u.Status == Active && u.Password != "" && len(password) <= MaxPassword
	if !usable {
		hash = d.Passwords.Nobody()
	}
	ok, err := d.Passwords.Verify(password[:min(len(password), MaxPassword)], hash)
	if err != nil {
		return fault.Wrap(err, fault.Internal, "password.unreadable", "a stored password hash cannot be read")
	}
	if !ok || !usable {
		return fault.New(fault.Unauthenticated, "auth.wrong_credentials", "That e-mail address and password do not belong together.")
	}
	return nil
}
