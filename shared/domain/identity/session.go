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
	Browser   string // as the User-Agent header names it; empty: unknown
	System    string
	Country   string // ISO 3166, empty when unknown
	Level     Level
	SecondAt  time.Time // when the second factor was last shown; zero: never

	// Of a session at a program's own host, all three; see [Door.Cross].
	Host    string
	Program id.Program // the only one that it acts for
	Parent  string     // hash of the session at the main origin, with which it ends
}

// EndsAt is when the session ends if nothing happens after at.
func (s Session) EndsAt(at time.Time) time.Time {
	idle, absolute := at.Add(s.Idle), s.CreatedAt.Add(Absolute)
	if absolute.Before(idle) {
		return absolute
	}
	return idle
}

// start makes a session in the caller's browser. Whoever acts for a program
// gets the short idle time.
func (d Door) start(ctx context.Context, u id.User, since time.Time, by Caller) (string, Principal, error) {
	ms, err := d.Members.OfUser(ctx, u)
	if err != nil {
		return "", Principal{}, err
	}
	device, err := d.meet(ctx, u, by)
	if err != nil {
		return "", Principal{}, err
	}
	raw, hash, err := mint(u, d.Entropy)
	if err != nil {
		return "", Principal{}, err
	}
	now := d.Clock.Now()
	s := Session{User: u, Hash: hash, CreatedAt: since, LastSeen: now, AuthAt: now, Idle: idleOf(ms), Browser: browserOf(by.Agent), System: systemOf(by.Agent), Country: by.Country}
	if err := d.due(ctx, &s); err != nil {
		return "", Principal{}, err
	}
	if err := d.Sessions.Start(ctx, s); err != nil {
		return "", Principal{}, err
	}
	p := s.principal(now)
	p.Device = device
	return raw, p, nil
}

func (s Session) principal(now time.Time) Principal {
	return Principal{User: s.User, Session: s.Hash, AuthAt: s.AuthAt, Level: s.Level, SecondAt: s.SecondAt, EndsAt: s.EndsAt(now), Host: s.Host, Program: s.Program, Parent: s.Parent}
}

// Authenticate returns whose session the text is; Unauthenticated when it is
// nobody's any more, or still lacks a second factor.
func (d Door) Authenticate(ctx context.Context, raw string) (Principal, error) {
	s, err := d.lookUp(ctx, raw)
	if err != nil {
		return Principal{}, err
	}
	if s.Level == Half {
		return Principal{}, fault.New(fault.Unauthenticated, "second_factor.due", "Finish signing in with your second factor.")
	}
	now := d.Clock.Now()
	if now.Sub(s.LastSeen) >= touchEvery {
		if err := d.Sessions.Touch(ctx, s, now); err != nil {
			return Principal{}, fmt.Errorf("note that a session is used: %w", err)
		}
		if s.Parent != "" {
			if err := d.Sessions.Touch(ctx, Session{User: s.User, Hash: s.Parent}, now); err != nil {
				return Principal{}, fmt.Errorf("note that a session is used: %w", err)
			}
		}
	}
	return s.principal(now), nil
}

// SignOut ends the session, if it is one, and that which it came from.
func (d Door) SignOut(ctx context.Context, raw string) error {
	u, hash, ok := parse(raw)
	if !ok {
		return nil
	}
	s, err := d.Sessions.Get(ctx, u, hash)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if s.Parent != "" {
		if err := d.Sessions.End(ctx, u, s.Parent); err != nil {
			return err
		}
	}
	return d.Sessions.End(ctx, u, hash)
}

func errNoSession() error {
	return fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
}
