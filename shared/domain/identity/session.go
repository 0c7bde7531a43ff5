package identity

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// How long sessions last.
const (
	IdleStaff   = 30 * time.Minute
	IdlePartner = 24 * time.Hour
	Absolute    = 30 * 24 * time.Hour

	touchEvery = 5 * time.Minute
)

// Level says how a session has shown a second factor.
type Level string

// The levels.
const (
	Single     Level = ""         // none was shown, and none is due
	Half       Level = "half"     // one is due: the session opens nothing yet
	ByCode     Level = "totp"     // a code of an authenticator app
	ByRecovery Level = "recovery" // a recovery code
	ByPasskey  Level = "passkey"
)

// Session is a sign-in as it is stored.
type Session struct {
	User      id.User
	Hash      string
	CreatedAt time.Time
	LastSeen  time.Time
	AuthAt    time.Time
	Idle      time.Duration
	Level     Level
	SecondAt  time.Time // when the second factor was last shown; zero: never
}

// EndsAt is when the session ends if nothing happens after at.
func (s Session) EndsAt(at time.Time) time.Time {
	idle, absolute := at.Add(s.Idle), s.CreatedAt.Add(Absolute)
	if absolute.Before(idle) {
		return absolute
	}
	return idle
}

// start makes a session. Whoever acts for a program gets the short idle time.
func (d Door) start(ctx context.Context, u id.User, since time.Time) (string, Principal, error) {
	ms, err := d.Members.OfUser(ctx, u)
	if err != nil {
		return "", Principal{}, err
	}
	raw, hash, err := mint(u, d.Entropy)
	if err != nil {
		return "", Principal{}, err
	}
	now := d.Clock.Now()
	s := Session{User: u, Hash: hash, CreatedAt: since, LastSeen: now, AuthAt: now, Idle: IdlePartner}
	if Staff(ms) {
		s.Idle = IdleStaff
	}
	if err := d.Sessions.Start(ctx, s); err != nil {
		return "", Principal{}, err
	}
	return raw, s.principal(now), nil
}

func (s Session) principal(now time.Time) Principal {
	return Principal{User: s.User, Session: s.Hash, AuthAt: s.AuthAt, Level: s.Level, SecondAt: s.SecondAt, EndsAt: s.EndsAt(now)}
}

// Authenticate returns whose session the text is; Unauthenticated when it is
// nobody's any more.
func (d Door) Authenticate(ctx context.Context, raw string) (Principal, error) {
	u, hash, ok := parse(raw)
	if !ok {
		return Principal{}, errNoSession()
	}
	s, err := d.Sessions.Get(ctx, u, hash)
	if fault.Is(err, fault.NotFound) {
		return Principal{}, errNoSession()
	}
	if err != nil {
		return Principal{}, err
	}
	now := d.Clock.Now()
	if now.After(s.EndsAt(s.LastSeen)) {
		return Principal{}, errNoSession()
	}
	if now.Sub(s.LastSeen) >= touchEvery {
		if err := d.Sessions.Touch(ctx, s, now); err != nil {
			return Principal{}, fmt.Errorf("note that a session is used: %w", err)
		}
	}
	return s.principal(now), nil
}

// SignOut ends the session, if it is one.
func (d Door) SignOut(ctx context.Context, raw string) error {
	u, hash, ok := parse(raw)
	if !ok {
		return nil
	}
	return d.Sessions.End(ctx, u, hash)
}

func errNoSession() error {
	return fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
}
