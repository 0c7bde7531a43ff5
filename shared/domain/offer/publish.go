package offer

import (
	"context"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Store keeps offers.
type Store interface {
	// Publish writes the offer and its new version; Conflict if another version
	// of the same number was published meanwhile.
	Publish(ctx context.Context, o Offer, v Version) error
	// Retire ends a published offer at that time; one that is retired stays as it
	// is. NotFound if there is none.
	Retire(ctx context.Context, program id.Program, offer id.Offer, at time.Time) error
	// List returns all offers of a program and all their versions.
	List(ctx context.Context, program id.Program) ([]Offer, []Version, error)
}

// Publisher is the use case of publishing and retiring offers.
type Publisher struct {
	Store   Store
	Clock   clock.Clock
	Entropy io.Reader
}

// Create publishes a new offer's first version. A version without a date is in
// force at once.
func (p Publisher) Create(ctx context.Context, program id.Program, v Version) (Offer, error) {
	now := p.Clock.Now()
	oid, err := id.New[id.Offer](now, p.Entropy)
	if err != nil {
		return Offer{}, err
	}
	o := Offer{ID: oid, Program: program, Name: v.Name, Status: Published, Versions: 1, CreatedAt: now}
	return o, p.publish(ctx, o, v, now)
}

// Revise publishes another version of an offer. It cannot reach into the past:
// what was earned was earned under the version in force then.
func (p Publisher) Revise(ctx context.Context, program id.Program, offer id.Offer, v Version) (Offer, error) {
	offers, _, err := p.Store.List(ctx, program)
	if err != nil {
		return Offer{}, err
	}
	for _, o := range offers {
		if o.ID != offer {
			continue
		}
		if o.Status == Retired {
			return Offer{}, fault.New(fault.Conflict, "offer.retired", "A retired offer cannot get a new version.")
		}
		o.Versions++
		o.Name = v.Name
		return o, p.publish(ctx, o, v, p.Clock.Now())
	}
	return Offer{}, fault.New(fault.NotFound, "offer.unknown", "There is no such offer in this program.")
}

// Retire stops an offer: it pays for nothing that happens from now on. What
// happened before is paid by the version in force then, however late it is told.
func (p Publisher) Retire(ctx context.Context, program id.Program, offer id.Offer) error {
	return p.Store.Retire(ctx, program, offer, p.Clock.Now())
}

func (p Publisher) publish(ctx context.Context, o Offer, v Version, now time.Time) error {
	v.Offer, v.Number, v.CreatedAt = o.ID, o.Versions, now
	if v.EffectiveFrom.IsZero() {
		v.EffectiveFrom = now
	}
	if err := v.Validate(); err != nil {
		return err
	}
	if v.EffectiveFrom.Before(now) {
		return fault.New(fault.Invalid, "offer.in_the_past", "A version cannot take effect in the past.").
			With(fault.Field{Location: "body.effective_from", Message: "must be now or later"})
	}
	return p.Store.Publish(ctx, o, v)
}
