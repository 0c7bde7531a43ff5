package link

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// How long a resolved link is believed, how long its absence is, how long a
// host is known for whose it is or for nobody's, and how many are remembered.
const (
	fresh    = 60 * time.Second
	absent   = 30 * time.Second
	bound    = 10 * time.Minute
	unbound  = 12 * time.Hour
	entries  = 10_000
	maxToken = 100
	maxHost  = 253
)

// Resolver finds the link of a request. It remembers links for a minute and
// unknown keys for half one, and while the store cannot be reached it goes on
// with what it knew: the visitor comes first.
type Resolver struct {
	store Lookup
	clock clock.Clock

	mu    sync.Mutex
	known map[address]entry
	hosts map[string]host
}

type address struct {
	scope Scope
	key   string
}

type entry struct {
	link  Link
	err   error // NotFound, or nil
	until time.Time
}

// host is whose tracking domain a host is; nobody's without a program.
type host struct {
	program id.Program
	until   time.Time
}

// NewResolver returns a Resolver that remembers nothing yet.
func NewResolver(s Lookup, c clock.Clock) *Resolver {
	return &Resolver{store: s, clock: c, known: map[address]entry{}, hosts: map[string]host{}}
}

// Resolve returns the live link of a host and key, or of an old token of the
// host. On a program's tracking domain only the program's links are there, on
// any other host the instance's. One that is unknown, inactive or past its end
// is NotFound; an unreachable store is Unavailable, unless the link was known
// before.
func (r *Resolver) Resolve(ctx context.Context, host, key string) (Link, error) {
	if len(host) > maxHost {
		host = ""
	}
	owner, known := r.owner(host)
	if !known {
		return r.meet(ctx, host, key)
	}
	if owner == "" {
		host = ""
	}
	return r.find(ctx, address{Scope(host), key}, func(ctx context.Context) (Link, error) {
		l, err := r.store.ByKey(ctx, host, key)
		return r.further(ctx, owner, host, key, l, err)
	})
}

// meet resolves on a host that is not known yet: whose it is and the link are
// one read. While nobody can tell, it is what it was.
func (r *Resolver) meet(ctx context.Context, host, key string) (Link, error) {
	owner, l, err := r.store.Meet(ctx, host, key)
	if err == nil || fault.Is(err, fault.NotFound) {
		r.learn(host, owner)
	} else {
		owner = r.was(host)
	}
	if owner == "" {
		host = ""
	}
	return r.find(ctx, address{Scope(host), key}, func(ctx context.Context) (Link, error) {
		return r.further(ctx, owner, host, key, l, err)
	})
}

// ByToken returns the live link that a landing page's parameter (?via=, ?ref=,
// ?fpr=, ?pid=) names on the pages of a program: by a token that was imported,
// or by the key of one of the program's links. Anything else is NotFound.
func (r *Resolver) ByToken(ctx context.Context, program id.Program, token string) (Link, error) {
	token = FoldToken(token)
	if token == "" || len(token) > maxToken {
		return Link{}, NotFound()
	}
	return r.find(ctx, address{Scope(program), token}, func(ctx context.Context) (Link, error) {
		l, err := r.store.ByOld(ctx, Scope(program), token)
		if fault.Is(err, fault.NotFound) {
			return ofProgram(program)(r.store.ByKey(ctx, "", token))
		}
		return l, err
	})
}

// further goes on where the host has no such link: the owner's links of the
// instance, then an old token of the host, then one of the instance's that is the
// owner's.
func (r *Resolver) further(ctx context.Context, owner id.Program, host, key string, l Link, err error) (Link, error) {
	if host != "" && fault.Is(err, fault.NotFound) {
		l, err = ofProgram(owner)(r.store.ByKey(ctx, "", key))
	}
	if fault.Is(err, fault.NotFound) {
		l, err = r.store.ByOld(ctx, Scope(host), key)
	}
	if host != "" && fault.Is(err, fault.NotFound) {
		l, err = ofProgram(owner)(r.store.ByOld(ctx, "", key))
	}
	return l, err
}

// ofProgram takes another program's link for none.
func ofProgram(p id.Program) func(Link, error) (Link, error) {
	return func(l Link, err error) (Link, error) {
		if err == nil && l.Program != p {
			return Link{}, NotFound()
		}
		return l, err
	}
}

// find remembers what look found.
func (r *Resolver) find(ctx context.Context, at address, look func(context.Context) (Link, error)) (Link, error) {
	now := r.clock.Now()
	r.mu.Lock()
	e, ok := r.known[at]
	r.mu.Unlock()
	if !ok || !now.Before(e.until) {
		l, err := look(ctx)
		switch {
		case err == nil:
			e = r.keep(at, entry{link: l, until: now.Add(fresh)}, now)
		case fault.Is(err, fault.NotFound):
			e = r.keep(at, entry{err: err, until: now.Add(absent)}, now)
		case !ok:
			return Link{}, err
		}
	}
	if e.err == nil && !e.link.Live(now) {
		return Link{}, NotFound()
	}
	return e.link, e.err
}

// owner returns whose tracking domain a host is, empty for nobody's; false when
// that is to be asked.
func (r *Resolver) owner(name string) (id.Program, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	h, ok := r.hosts[name]
	return h.program, name == "" || ok && r.clock.Now().Before(h.until)
}

// was returns whose the host was when it was last asked.
func (r *Resolver) was(name string) id.Program {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.hosts[name].program
}

func (r *Resolver) learn(name string, owner id.Program) {
	h := host{owner, r.clock.Now().Add(bound)}
	if owner == "" {
		h.until = r.clock.Now().Add(unbound)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.hosts) >= entries {
		clear(r.hosts)
	}
	r.hosts[name] = h
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
