package lead

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Arrival is what a conversion tells of a customer: who, and whose.
type Arrival struct {
	Partner    id.Partner
	Conversion id.Conversion
	Known      []customer.Identity
	Masked     string
	Minor      int64 // of a sale
	At         time.Time
}

// SignedUp makes a lead of somebody who signed up by a partner's link, where the
// program wants that (F32). One whom the partner has named before stays that
// lead; telling again changes nothing.
func (d Desk) SignedUp(ctx context.Context, p program.Program, a Arrival) error {
	all, err := d.Forms.Forms(ctx, p.ID)
	if err != nil || len(a.Known) == 0 || !FormOf(all, p.ID, "").Signups {
		return err
	}
	l := Lead{Program: p.ID, Partner: a.Partner, Source: FromLink, Status: Approved, Name: a.Masked, Known: a.Known, Conversion: a.Conversion}
	_, err = d.create(ctx, p, l, Step{}, event.LeadSubmitted, "")
	if fault.CodeOf(err) == "lead.duplicate" {
		return nil
	}
	return err
}

// Bought marks the partner's approved lead of that customer as won by a sale
// that was reported: the sale itself has paid for it.
func (d Desk) Bought(ctx context.Context, p program.Program, a Arrival) error {
	same, err := d.Store.Same(ctx, p.ID, a.Known)
	if err != nil {
		return err
	}
	for _, ref := range same {
		if ref.Partner != a.Partner {
			continue
		}
		l, err := d.Store.Load(ctx, p.ID, ref.Lead)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || l.Status != Approved {
			continue
		}
		after, err := l.end(true, Step{At: d.Clock.Now()})
		if err != nil {
			return err
		}
		after.Minor, after.Conversion = a.Minor, a.Conversion
		if _, err = d.save(ctx, p, l, after, event.LeadWon); err != nil && fault.CodeOf(err) != "lead.changed" {
			return err
		}
	}
	return nil
}
