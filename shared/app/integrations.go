package app

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/stripeapi"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// Integrations is where programs are joined to shops and payment providers.
func (b Backends) Integrations() integration.Desk {
	return integration.Desk{
		Store: b.connections(), Sealer: b.Sealer, Opener: b.Sealer, Prober: stripeapi.API{Caller: b.Caller}, Clock: b.Clock,
	}
}

func (b Backends) connections() store.Integrations {
	return store.Integrations{T: b.Table, Clock: b.Clock}
}

func (b Backends) journal() store.IntegrationJournal {
	return store.IntegrationJournal{T: b.Table, Clock: b.Clock}
}

func (b Backends) stripeEvents(p conversion.Processor) stripehook.Consumer {
	return stripehook.Consumer{
		Decider: p, Connections: b.Integrations(), Memory: b.connections(), Journal: b.journal(), Stripe: stripeapi.API{Caller: b.Caller}, Clock: b.Clock,
	}
}

// signers remembers a provider's signing secrets for a moment, so that an event
// costs no look at the table.
type signers struct {
	desk  integration.Desk
	of    integration.Provider
	clock clock.Clock

	mu   sync.Mutex
	kept map[id.Program]recentSigners
}

type recentSigners struct {
	secrets []string
	until   time.Time
}

func (b Backends) signers(of integration.Provider) *signers {
	return &signers{desk: b.Integrations(), of: of, clock: b.Clock, kept: map[id.Program]recentSigners{}}
}

// Secrets returns a program's signing secrets. Having none is not remembered.
func (s *signers) Secrets(ctx context.Context, p id.Program, fresh bool) ([]string, error) {
	now := s.clock.Now()
	s.mu.Lock()
	k, ok := s.kept[p]
	s.mu.Unlock()
	if ok && !fresh && now.Before(k.until) {
		return k.secrets, nil
	}
	secrets, err := s.desk.Secrets(ctx, p, s.of)
	if err != nil || len(secrets) == 0 {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) >= maxSecrets {
		clear(s.kept)
	}
	s.kept[p] = recentSigners{secrets, now.Add(secretLife)}
	return secrets, nil
}

var (
	_ stripehook.Secrets     = (*signers)(nil)
	_ stripehook.Connections = integration.Desk{}
	_ stripehook.Asker       = stripeapi.API{}
	_ stripehook.Decider     = conversion.Processor{}
)
