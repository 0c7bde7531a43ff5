package identity

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// halfLasts is how long a sign-in may wait for its second factor.
const halfLasts = 10 * time.Minute

// due makes a new session a half one where its user has turned two-step sign-in
// on, unless the sign-in itself was both.
func (d Door) due(ctx context.Context, s *Session) error {
	if s.Level != Single {
		return nil
	}
	a, err := d.Authenticators.Authenticator(ctx, s.User)
	if err == nil && a.On {
		s.Level, s.Idle = Half, halfLasts
	}
	return err
}

// lookUp returns the session of the text, half or whole.
func (d Door) lookUp(ctx context.Context, raw string) (Session, error) {
	u, hash, ok := parse(raw)
	if !ok {
		return Session{}, errNoSession()
	}
	s, err := d.alive(ctx, u, hash)
	if err == nil && s.Parent != "" {
		_, err = d.alive(ctx, u, s.Parent)
	}
	if err != nil {
		return Session{}, err
	}
	return s, nil
}

// renew replaces a session by a fresh one, which ends when the old one would.
func (d Door) renew(ctx context.Context, s Session) (string, Principal, error) {
	raw, hash, err := mint(s.User, d.Entropy)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.Sessions.End(ctx, s.User, s.Hash); err != nil {
		return "", Principal{}, err
	}
	now := d.Clock.Now()
	s.Hash, s.LastSeen, s.AuthAt = hash, now, now
	if err := d.Sessions.Start(ctx, s); err != nil {
		return "", Principal{}, err
	}
	return raw, s.principal(now), nil
}

// raise renews a session that has just shown a second factor.
func (d Door) raise(ctx context.Context, p Principal, level Level) (string, Principal, error) {
	s, err := d.Sessions.Get(ctx, p.User, p.Session)
	if err != nil {
		return "", Principal{}, err
	}
	if s.Level == Half {
		ms, err := d.Members.OfUser(ctx, s.User)
		if err != nil {
			return "", Principal{}, err
		}
		s.Idle = idleOf(ms)
	}
	s.Level, s.SecondAt = level, d.Clock.Now()
	return d.renew(ctx, s)
}

func idleOf(ms []Membership) time.Duration {
	if Staff(ms) {
		return IdleStaff
	}
	return IdlePartner
}

// HasSecond tells whether a user has any second factor: who has one shows it
// before another is added or one is taken away.
func (d Door) HasSecond(ctx context.Context, u id.User) (bool, error) {
	a, err := d.Authenticators.Authenticator(ctx, u)
	if err != nil || a.On {
		return a.On, err
	}
	have, err := d.Passkeys.PasskeysOf(ctx, u)
	return len(have) > 0, err
}
