package link

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// How long a resolved link is believed, how long its absence is, and how many
// are remembered.
const (
	fresh   = 60 * time.Second
	absent  = 30 * time.Second
	entries = 10_000
)

// Resolver finds the link of a request. It remembers links for a minute and
// unknown keys for half one, and while the store cannot be reached it goes on
// with what it knew: the visitor comes first.
type Resolver struct {
	store Store
	clock clock.Clock

	mu    sync.Mutex
	known map[address]entry
}

type address struct{ host, key string }

type entry struct {
	link  Link
	err   error // NotFound, or nil
	until time.Time
}

// NewResolver returns a Resolver that remembers nothing yet.
func NewResolver(s Store, c clock.Clock) *Resolver {
	return &Resolver{store: s, clock: c, known: map[address]entry{}}
}

// Resolve returns the active link of a host and key. An unknown or inactive
// one is NotFound; an unreachable store is Unavailable, unless the link was
// known before.
func (r *Resolver) Resolve(ctx context.Context, host, key string) (Link, error) {
	now, at := r.clock.Now(), address{host, key}
	r.mu.Lock()
	e, ok := r.known[at]
	r.mu.Unlock()
	if !ok || !now.Before(e.until) {
		l, err := r.store.ByKey(ctx, host, key)
		switch {
		case err == nil:
			e = r.keep(at, entry{link: l, until: now.Add(fresh)}, now)
		case fault.Is(err, fault.NotFound):
			e = r.keep(at, entry{err: err, until: now.Add(absent)}, now)
		case !ok:
			return Link{}, err
		}
	}
	if e.err == nil && e.link.Status != Active {
		return Link{}, NotFound()
	}
	return e.link, e.err
}

func (r *Resolver) keep(at address, e entry, now time.Time) entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= entries {
		r.evict(now)
	}
	r.known[at] = e
	return e
}

// evict makes room: what is out of date goes, and if all is fresh, anything.
func (r *Resolver) evict(now time.Time) {
	for at, e := range r.known {
		if !now.Before(e.until) {
			delete(r.known, at)
		}
	}
	for at := range r.known {
		if len(r.known) < entries {
			return
		}
		delete(r.known, at)
	}
}

// NotFound is the one answer for a link that does not exist, is not active or
// belongs to somebody else.
func NotFound() error {
	return fault.New(fault.NotFound, "link.not_found", "there is no such link")
}
