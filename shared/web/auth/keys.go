package auth

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// KeyDoor admits partners' API keys.
type KeyDoor struct {
	Keys   Keys
	Limits Limits
	Clock  clock.Clock
}

// Keys recognises API keys; Unauthenticated when it is none that works.
type Keys interface {
	Authenticate(ctx context.Context, text string) (apikey.Key, error)
}

// Limits counts requests.
type Limits interface {
	Take(ctx context.Context, bucket string, limit int64, window time.Duration, now time.Time) (bool, error)
}

// KeyRate is how many requests a key may make in a minute.
const KeyRate = 300

// admitKey admits a partner's key: it acts with its maker's rights, and for as
// long as its maker has been a member since before it was made.
func (g *Guard) admitKey(ctx context.Context, r *http.Request, op httpkit.Op, stamp audit.Stamp) (context.Context, error) {
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || g.Keys.Keys == nil {
		return nil, fault.New(fault.Unauthenticated, "key.missing", "The request needs an API key as its bearer token.")
	}
	k, err := g.Keys.Keys.Authenticate(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case k.Kind != apikey.Secret || k.Owner.Partner == "" || k.Owner.Program != "":
		return nil, fault.New(fault.Forbidden, "key.kind", "This takes a key that a partner made.")
	case !k.May(apikey.Scope(op.Scope)):
		return nil, fault.New(fault.Forbidden, "key.scope", "The key lacks the scope %s.", op.Scope)
	}
	if err := g.Keys.take(ctx, k); err != nil {
		return nil, err
	}
	actor, err := g.maker(ctx, k)
	if err != nil {
		return nil, err
	}
	if _, allowed := roles(op.Access); !may(actor.Role, allowed) {
		return nil, errRole()
	}
	r.SetPathValue("partner", string(k.Owner.Partner))
	stamp.Actor = string(k.ID)
	return WithActor(audit.With(httpkit.WithCaller(ctx, stamp.Actor), stamp), actor), nil
}

// maker returns the actor that a key stands for.
func (g *Guard) maker(ctx context.Context, k apikey.Key) (Actor, error) {
	a := Actor{Principal: identity.Principal{User: id.User(k.MadeBy)}, Partner: k.Owner.Partner}
	ms, err := g.Memberships.OfUser(ctx, a.User)
	if err != nil {
		return a, err
	}
	for _, m := range ms {
		if m.Partner == a.Partner && !m.Since.After(k.MadeAt) {
			a.Role = m.Role
			return a, nil
		}
	}
	return a, apikey.Unknown()
}

func (d KeyDoor) take(ctx context.Context, k apikey.Key) error {
	now := d.Clock.Now()
	ok, err := d.Limits.Take(ctx, "key/"+string(k.ID), KeyRate, time.Minute, now)
	if err != nil || ok {
		return err
	}
	return slowDownError{
		fault.New(fault.TooMany, "key.too_many", "A key makes %d requests in a minute at most.", KeyRate),
		now.Truncate(time.Minute).Add(time.Minute).Sub(now),
	}
}

// slowDownError is a fault that knows when to come back.
type slowDownError struct {
	error
	after time.Duration
}

// Unwrap returns the fault.
func (s slowDownError) Unwrap() error { return s.error }

// RetryAfter says how long to wait.
func (s slowDownError) RetryAfter() time.Duration { return s.after }
