package app

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// secretLife is how long a postback secret that was right is taken for right
// without a look: a revoked one may be used so much longer.
const secretLife = 30 * time.Second

// maxSecrets bounds what a process remembers.
const maxSecrets = 1000

// recentSecrets remembers whose secret it is that was right a moment ago. What
// was wrong is looked up each time.
type recentSecrets struct {
	next  trackapi.Secrets
	clock clock.Clock

	mu   sync.Mutex
	kept map[string]recentSecret
}

type recentSecret struct {
	program id.Program
	until   time.Time
}

// Program tells whose secret it is.
func (s *recentSecrets) Program(ctx context.Context, secret string) (id.Program, error) {
	now := s.clock.Now()
	s.mu.Lock()
	k, ok := s.kept[secret]
	s.mu.Unlock()
	if ok && now.Before(k.until) {
		return k.program, nil
	}
	p, err := s.next.Program(ctx, secret)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= maxSecrets {
		clear(s.kept)
	}
	s.kept[secret] = recentSecret{p, now.Add(secretLife)}
	return p, nil
}

var _ trackapi.Secrets = (*recentSecrets)(nil)
