package app

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

// How long a partner's name is remembered, and how many are.
const (
	namesLast = time.Minute
	namesMost = 10_000
)

// knownPartners remembers what partners are called: every list of the manager's
// says it of every row.
type knownPartners struct {
	store.Partners
	clock clock.Clock

	mu    *sync.Mutex
	names map[id.Partner]knownName
}

type knownName struct {
	name  string
	until time.Time
}

func newKnownPartners(s store.Partners, c clock.Clock) knownPartners {
	return knownPartners{Partners: s, clock: c, mu: &sync.Mutex{}, names: map[id.Partner]knownName{}}
}

// Names reads those that are not remembered.
func (k knownPartners) Names(ctx context.Context, ids ...id.Partner) (map[id.Partner]string, error) {
	out, unknown := k.remembered(ids)
	if len(unknown) == 0 {
		return out, nil
	}
	found, err := k.Partners.Names(ctx, unknown...)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.names)+len(found) > namesMost {
		clear(k.names)
	}
	until := k.clock.Now().Add(namesLast)
	for p, name := range found {
		out[p], k.names[p] = name, knownName{name, until}
	}
	return out, nil
}

func (k knownPartners) remembered(ids []id.Partner) (known map[id.Partner]string, unknown []id.Partner) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.clock.Now()
	known = make(map[id.Partner]string, len(ids))
	for _, p := range ids {
		if n, ok := k.names[p]; ok && now.Before(n.until) {
			known[p] = n.name
		} else {
			unknown = append(unknown, p)
		}
	}
	return known, unknown
}

var _ managerapi.Partners = knownPartners{}
