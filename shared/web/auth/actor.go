package auth

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Actor is who makes a request, and for whom. Partner or Program is that of the
// path; both are empty where the path names neither.
type Actor struct {
	identity.Principal
	Partner id.Partner
	Program id.Program
	Role    identity.Role
	Viewing bool // runs the program, and sees it with the partner's eyes
}

type (
	actorKey  struct{}
	callerKey struct{}
	hostKey   struct{}
)

// ActorOf returns who the guard let in; Unauthenticated where the operation is
// public.
func ActorOf(ctx context.Context) (Actor, error) {
	if a, ok := ctx.Value(actorKey{}).(Actor); ok {
		return a, nil
	}
	return Actor{}, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
}

// WithActor returns a context in which the actor is let in; for tests.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// CallerOf returns what is known of the browser, signed in or not.
func CallerOf(ctx context.Context) identity.Caller {
	c, _ := ctx.Value(callerKey{}).(identity.Caller)
	return c
}

// NeedFresh refuses an actor who has not just shown a password or link:
// Forbidden "auth.reauthenticate", upon which the portal asks for the password.
func (a Actor) NeedFresh(now time.Time) error {
	if a.Fresh(now) {
		return nil
	}
	return fault.New(fault.Forbidden, "auth.reauthenticate", "Please confirm that it is you.")
}

// NeedSecond refuses an actor who has not just shown a second factor: Forbidden
// "second_factor.required", upon which the portal asks for one.
func (a Actor) NeedSecond(now time.Time) error {
	if a.Second(now) {
		return nil
	}
	return fault.New(fault.Forbidden, "second_factor.required", "Please confirm with your second factor that it is you.")
}

// HostOf returns the host that was asked for, without port, to know whose
// portal it is.
func HostOf(ctx context.Context) string {
	h, _ := ctx.Value(hostKey{}).(string)
	return h
}
