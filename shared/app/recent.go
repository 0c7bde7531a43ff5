package app

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// recentLife is how long a secret or key that was right is taken for right
// without a look: a revoked one may be used so much longer.
const recentLife = 30 * time.Second

// maxRecent bounds what a process remembers.
const maxRecent = 1000

// recent remembers what was found a moment ago. What was not found is looked up
// each time.
type recent[K comparable, V any] struct {
	look  func(ctx context.Context, what K) (V, error)
	clock clock.Clock

	mu   sync.Mutex
	kept map[K]recentValue[V]
}

type recentValue[V any] struct {
	value V
	until time.Time
}

func newRecent[K comparable, V any](c clock.Clock, look func(context.Context, K) (V, error)) *recent[K, V] {
	return &recent[K, V]{look: look, clock: c, kept: map[K]recentValue[V]{}}
}

func (s *recent[K, V]) of(ctx context.Context, what K) (V, error) {
	now := s.clock.Now()
	s.mu.Lock()
	k, ok := s.kept[what]
	s.mu.Unlock()
	if ok && now.Before(k.until) {
		return k.value, nil
	}
	v, err := s.look(ctx, what)
	if err != nil {
		return v, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= maxRecent {
		clear(s.kept)
	}
	s.kept[what] = recentValue[V]{v, now.Add(recentLife)}
	return v, nil
}

// forget has the next look see what is so now.
func (s *recent[K, V]) forget(what K) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, what)
}

// recentSecrets remembers whose postback secret it is.
type recentSecrets struct{ *recent[string, id.Program] }

// Program tells whose secret it is.
func (s recentSecrets) Program(ctx context.Context, secret string) (id.Program, error) {
	return s.of(ctx, secret)
}

// recentKeys remembers API keys.
type recentKeys struct{ *recent[string, apikey.Key] }

// Authenticate returns the key with that text.
func (s recentKeys) Authenticate(ctx context.Context, text string) (apikey.Key, error) {
	return s.of(ctx, text)
}

// recentSignatures remembers with what programs sign.
type recentSignatures struct{ *recent[id.Program, [][]byte] }

// Secrets gives the secrets with which a program signs.
func (s recentSignatures) Secrets(ctx context.Context, p id.Program) ([][]byte, error) {
	return s.of(ctx, p)
}

var (
	_ trackapi.Secrets    = recentSecrets{}
	_ trackapi.Keys       = recentKeys{}
	_ trackapi.Signatures = recentSignatures{}
)
