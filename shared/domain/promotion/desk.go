package promotion

import (
	"context"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps sales.
type Store interface {
	Create(ctx context.Context, p Promotion) error
	// Save replaces a sale that still is what it was; else Conflict.
	Save(ctx context.Context, before, after Promotion) error
	// Since reads a program's sales that begin at that time or later,
	// consistently, in the order in which they begin.
	Since(ctx context.Context, p id.Program, from time.Time) ([]Promotion, error)
	// OfProgram lists a program's sales, the one that begins last first.
	OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[Promotion], error)
}

// Pages knows which pages a program's links may lead to.
type Pages interface {
	// Landing returns the page as browsers write it, the program's website for
	// none; Invalid where links may not lead there.
	Landing(ctx context.Context, p id.Program, page string) (string, error)
}

// Desk is where sales are announced, changed and called off.
type Desk struct {
	Store   Store
	Pages   Pages
	Clock   clock.Clock
	Entropy io.Reader
}

// Create announces a sale. Faults: Invalid, Conflict "promotion.too_many", and
// what Pages says.
func (d Desk) Create(ctx context.Context, p Promotion) (Promotion, error) {
	now := d.Clock.Now()
	open, err := d.Open(ctx, p.Program)
	if err != nil {
		return Promotion{}, err
	}
	if len(open) >= MaxOpen {
		return Promotion{}, fault.New(fault.Conflict, "promotion.too_many", "A program has at most 50 sales that are not over.")
	}
	if p, err = d.ready(ctx, p); err != nil {
		return Promotion{}, err
	}
	if p.ID, err = id.New[id.Promotion](now, d.Entropy); err != nil {
		return Promotion{}, err
	}
	p.Cancelled, p.Version, p.CreatedAt = false, 1, now
	return p, d.Store.Create(ctx, p)
}

// Change edits a sale that is not over; the beginning of one that is live
// stays. A version above zero must be the stored one.
func (d Desk) Change(ctx context.Context, p id.Program, of id.Promotion, version int64, edit func(*Promotion)) (Promotion, error) {
	before, err := d.find(ctx, p, of)
	if err != nil {
		return Promotion{}, err
	}
	if version > 0 && version != before.Version {
		return Promotion{}, changed()
	}
	after := before
	edit(&after)
	after.ID, after.Program, after.Cancelled, after.CreatedAt = before.ID, before.Program, false, before.CreatedAt
	after.Version = before.Version + 1
	if after, err = d.ready(ctx, after); err != nil {
		return Promotion{}, err
	}
	if before.At(d.Clock.Now()) == Live && !after.Starts.Equal(before.Starts) {
		return Promotion{}, invalid(fault.Field{Location: "body.starts_at", Message: "has passed: the sale is live"})
	}
	return after, d.Store.Save(ctx, before, after)
}

// Cancel calls a sale off that is not over: partners do not see it any more.
func (d Desk) Cancel(ctx context.Context, p id.Program, of id.Promotion) (Promotion, error) {
	before, err := d.find(ctx, p, of)
	if err != nil {
		return Promotion{}, err
	}
	after := before
	after.Cancelled, after.Version = true, before.Version+1
	return after, d.Store.Save(ctx, before, after)
}

// Open lists what partners may know of: scheduled and live sales, in the order
// in which they begin.
func (d Desk) Open(ctx context.Context, p id.Program) ([]Promotion, error) {
	now := d.Clock.Now()
	all, err := d.Store.Since(ctx, p, now.Add(-longest))
	if err != nil {
		return nil, err
	}
	var open []Promotion
	for _, x := range all {
		if x.Open(now) {
			open = append(open, x)
		}
	}
	return open, nil
}

// List lists all sales of a program, the one that begins last first.
func (d Desk) List(ctx context.Context, p id.Program, r page.Request) (page.Of[Promotion], error) {
	return d.Store.OfProgram(ctx, p, r)
}

// find reads a sale that can still be changed: NotFound, or Conflict
// "promotion.over".
func (d Desk) find(ctx context.Context, p id.Program, of id.Promotion) (Promotion, error) {
	now := d.Clock.Now()
	all, err := d.Store.Since(ctx, p, now.Add(-2*longest))
	if err != nil {
		return Promotion{}, err
	}
	for _, x := range all {
		switch {
		case x.ID != of:
		case x.Open(now):
			return x, nil
		default:
			return Promotion{}, fault.New(fault.Conflict, "promotion.over", "The sale has ended or was cancelled.")
		}
	}
	return Promotion{}, fault.New(fault.NotFound, "promotion.unknown", "There is no such sale in this program.")
}

// ready returns the sale as it is kept, or says what is wrong with it.
func (d Desk) ready(ctx context.Context, p Promotion) (Promotion, error) {
	p.tidy()
	if err := p.check(d.Clock.Now()); err != nil {
		return p, err
	}
	var err error
	p.Destination, err = d.Pages.Landing(ctx, p.Program, p.Destination)
	return p, err
}

func changed() error {
	return fault.New(fault.Conflict, "promotion.changed", "Somebody else changed the sale meanwhile. Load it again.")
}
