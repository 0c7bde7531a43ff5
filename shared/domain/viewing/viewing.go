// Package viewing lets those who run a program see it as one of its partners
// does. A view belongs to one session, changes nothing, shows no account, team
// or payout details, and ends by itself; the program's audit log tells of it.
package viewing

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Lasts is how long a view lasts.
const Lasts = 30 * time.Minute

// View says that a session sees a program as a partner does.
type View struct {
	User    id.User
	Session string // its hash
	Program id.Program
	Partner id.Partner
	At      time.Time
	Until   time.Time // good until this moment, it included
}

// Store keeps the view of a session: one at most.
type Store interface {
	// Begin writes a view in place of the session's.
	Begin(ctx context.Context, v View) error
	// Of reads a session's view consistently; NotFound.
	Of(ctx context.Context, u id.User, session string) (View, error)
	// End removes a view.
	End(ctx context.Context, v View) error
}

// Desk is where views begin and end.
type Desk struct {
	Store Store
	Clock clock.Clock
}

// Begin makes a session see a program as a partner does.
func (d Desk) Begin(ctx context.Context, u id.User, session string, p id.Program, o id.Partner) (View, error) {
	now := d.Clock.Now()
	v := View{User: u, Session: session, Program: p, Partner: o, At: now, Until: now.Add(Lasts)}
	return v, d.Store.Begin(ctx, v)
}

// Current returns what a session sees, if it sees with a partner's eyes.
func (d Desk) Current(ctx context.Context, u id.User, session string) (View, bool, error) {
	v, err := d.Store.Of(ctx, u, session)
	if fault.Is(err, fault.NotFound) {
		return View{}, false, nil
	}
	return v, err == nil && !d.Clock.Now().After(v.Until), err
}

// End makes a session see with its own eyes again.
func (d Desk) End(ctx context.Context, u id.User, session string) error {
	v, err := d.Store.Of(ctx, u, session)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.Store.End(ctx, v)
}
