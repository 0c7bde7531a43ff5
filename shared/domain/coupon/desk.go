package coupon

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps codes.
type Store interface {
	// Create writes a new code; Conflict "coupon.taken" when the program has it.
	Create(ctx context.Context, c Coupon) error
	// Load reads codes of a program consistently; unknown ones are left out.
	Load(ctx context.Context, p id.Program, codes ...string) ([]Coupon, error)
	// Save replaces a code that still is what it was; else Conflict.
	Save(ctx context.Context, before, after Coupon) error
	// OfProgram lists a program's codes, newest first.
	OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[Coupon], error)
	// OfPartner lists a partner's codes, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Coupon], error)
}

// Places tells whether a partner may have codes in a program: NotFound when it
// is not enrolled, Conflict when its enrollment is not active.
type Places interface {
	Earns(ctx context.Context, p id.Program, o id.Partner) error
}

// Desk is where codes are made and changed.
type Desk struct {
	Store  Store
	Places Places
	Clock  clock.Clock
}

// Create binds a code to a partner. Faults: Invalid, Conflict "coupon.taken",
// and what Places says.
func (d Desk) Create(ctx context.Context, c Coupon) (Coupon, error) {
	c.Code, c.Status, c.Version, c.CreatedAt = Fold(c.Code), Active, 1, d.Clock.Now()
	if c.Source == "" {
		c.Source = Manual
	}
	if err := c.check(); err != nil {
		return Coupon{}, err
	}
	if err := d.Places.Earns(ctx, c.Program, c.Partner); err != nil {
		return Coupon{}, err
	}
	return c, d.Store.Create(ctx, c)
}

// Change edits a code's rate, dates or status. Whose it is never changes: what
// it earned was promised to that partner. A version above zero must be the
// stored one.
func (d Desk) Change(ctx context.Context, p id.Program, code string, version int64, edit func(*Coupon)) (Coupon, error) {
	found, err := d.Store.Load(ctx, p, Fold(code))
	if err != nil {
		return Coupon{}, err
	}
	if len(found) == 0 {
		return Coupon{}, fault.New(fault.NotFound, "coupon.unknown", "There is no such code in this program.")
	}
	before := found[0]
	if version > 0 && version != before.Version {
		return Coupon{}, changed()
	}
	after := before
	edit(&after)
	after.Program, after.Code, after.Partner, after.Source = before.Program, before.Code, before.Partner, before.Source
	after.CreatedAt, after.Version = before.CreatedAt, before.Version+1
	if err := after.check(); err != nil {
		return Coupon{}, err
	}
	return after, d.Store.Save(ctx, before, after)
}

// check names what is wrong with a code.
func (c Coupon) check() error {
	if err := CheckCode(c.Code); err != nil {
		return err
	}
	var fields []fault.Field
	wrong := func(bad bool, field, message string) {
		if bad {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	wrong(c.Rate < 0 || c.Rate > money.BasisPoints(10_000), "reward", "must be 0 to 10000 basis points")
	wrong(c.FlatMinor < 0 || c.FlatMinor > maxFlat, "reward", "must be an amount that can be paid")
	wrong(c.Rate != 0 && c.FlatMinor != 0, "reward", "must be a percentage or an amount, not both")
	wrong(!c.From.IsZero() && !c.Until.IsZero() && !c.From.Before(c.Until), "until", "must be after the beginning")
	switch c.Status {
	case Active, Disabled:
	default:
		wrong(true, "status", "must be active or disabled")
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "coupon.invalid", "The code cannot be kept like this.").With(fields...)
	}
	return nil
}

// maxFlat keeps an amount of any currency far from where sums overflow.
const maxFlat = 1_000_000_000_00

func changed() error {
	return fault.New(fault.Conflict, "coupon.changed", "Somebody else changed the code meanwhile. Load it again.")
}
