package click

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// saltLife is how long after its day's beginning a salt exists.
const saltLife = 48 * time.Hour

// saltRetry is how long a missing salt is not asked for again.
const saltRetry = 30 * time.Second

// SaltStore keeps the salts of UTC days (yyyy-mm-dd).
type SaltStore interface {
	// Salts returns the salts of the days in their order, nil for a missing one.
	Salts(ctx context.Context, days ...string) ([][]byte, error)
	// AddSalt keeps a day's salt until it expires, unless the day has one.
	AddSalt(ctx context.Context, day string, salt []byte, expires time.Time) error
}

// EnsureSalts makes the salts of today and tomorrow where they are missing.
// Housekeeping runs it daily; running it again changes nothing.
func EnsureSalts(ctx context.Context, s SaltStore, entropy io.Reader, now time.Time) error {
	for _, t := range [...]time.Time{now, now.AddDate(0, 0, 1)} {
		salt := make([]byte, 32)
		if _, err := io.ReadFull(entropy, salt); err != nil {
			return fmt.Errorf("reading randomness for a salt: %w", err)
		}
		start := t.UTC().Truncate(24 * time.Hour)
		if err := s.AddSalt(ctx, clock.Day(start, time.UTC), salt, start.Add(saltLife)); err != nil {
			return err
		}
	}
	return nil
}

// Salt is one day's salt, ready for use.
type Salt struct{ mac *mac }

// Salts remembers the salts of today and tomorrow, so that a click reads none.
type Salts struct {
	store SaltStore
	keys  *Keys

	mu    sync.Mutex
	known map[string]Salt
	retry time.Time
}

// NewSalts returns Salts that know none yet.
func NewSalts(s SaltStore, k *Keys) *Salts { return &Salts{store: s, keys: k} }

// Of returns the salt of the UTC day of t. A day without one, or a store that
// cannot be reached, gets a substitute that all instances share: the visitor
// does not wait, and clicks are still counted once.
func (s *Salts) Of(ctx context.Context, t time.Time) Salt {
	today := clock.Day(t, time.UTC)
	s.mu.Lock()
	salt, ok := s.known[today]
	wait := t.Before(s.retry)
	s.mu.Unlock()
	if !ok && !wait {
		salt, ok = s.load(ctx, t, today)
	}
	if !ok {
		salt = Salt{newMAC(s.keys.seal("salt", today, ""))}
	}
	return salt
}

func (s *Salts) load(ctx context.Context, t time.Time, today string) (Salt, bool) {
	tomorrow := clock.Day(t.AddDate(0, 0, 1), time.UTC)
	got, err := s.store.Salts(ctx, today, tomorrow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || got[0] == nil {
		s.retry = t.Add(saltRetry)
		return Salt{}, false
	}
	s.known = map[string]Salt{today: {newMAC(got[0])}}
	if got[1] != nil {
		s.known[tomorrow] = Salt{newMAC(got[1])}
	}
	return s.known[today], true
}
