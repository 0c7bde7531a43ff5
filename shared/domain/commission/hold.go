package commission

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Acts that move no money, as the log calls them.
const (
	ActHeld      = "commission.hold"
	ActReleased  = "commission.release"
	ActShortened = "commission.shorten"
)

// Hold keeps pending commissions from being approved until somebody releases or
// declines them. The partner is told that they are under review, not why.
func (d Decider) Hold(ctx context.Context, program id.Program, ids []id.Commission, reason, actor string) (Report, error) {
	if err := CheckReason(reason); err != nil {
		return Report{}, err
	}
	return d.decide(ctx, program, ids, change{
		act: ActHeld, actor: actor, reason: reason,
		each: func(c Commission) (Commission, error) {
			if c.Status == Held {
				return c, nil
			}
			n, err := c.move(Held)
			if err != nil {
				return c, err
			}
			n.Reason, n.Version = reason, c.Version+1
			return n, nil
		},
	})
}

// Release ends a hold: the commission waits for the end of its holdback again,
// or is approved when that is past.
func (d Decider) Release(ctx context.Context, program id.Program, ids []id.Commission, actor string) (Report, error) {
	now := d.Clock.Now()
	network, err := d.network(ctx, program)
	if err != nil {
		return Report{}, err
	}
	return d.decide(ctx, program, ids, change{
		act: ActReleased, kind: ledger.Approval, event: event.CommissionApproved, actor: actor,
		each: func(c Commission) (Commission, error) {
			if c.Status == Pending || c.Status == Available || c.Status == Approved {
				return c, nil
			}
			return c.released(now, network)
		},
	})
}

func (c Commission) released(now time.Time, network bool) (Commission, error) {
	if c.Status != Held {
		return c, fault.New(fault.Conflict, "commission.not_held", "Only a commission under review can be released.")
	}
	if err := c.inReview(); err != nil {
		return c, err
	}
	n, err := c.move(Pending)
	if err != nil {
		return c, err
	}
	n.Version = c.Version + 1
	if n.Reason = ""; c.Reversed > 0 {
		n.Reason = "refund"
	}
	if !c.DueAt.IsZero() && !c.DueAt.After(now) {
		if n, err = n.approved(now, network); err != nil {
			return c, err
		}
		n.Version = c.Version + 1
	}
	return n, nil
}

// Let ends the hold of commissions of one account, read with it, as part of a
// larger decision: the merchant is sure now. What is not held is left alone.
func Let(cs []Commission, b ledger.Balance, network bool, now time.Time) (Outcome, error) {
	var quiet, loud []Change
	for _, c := range cs {
		if c.Status != Held {
			continue
		}
		if c.Review != "" { // its case keeps it
			n := c
			n.Reason, n.Version = InReview, c.Version+1
			quiet = append(quiet, Change{c, n})
			continue
		}
		n, err := c.released(now, network)
		if err != nil {
			return Outcome{}, err
		}
		if n.bucket() == c.bucket() {
			quiet = append(quiet, Change{c, n})
		} else {
			loud = append(loud, Change{c, n})
		}
	}
	if len(loud) == 0 {
		return Outcome{Changes: quiet}, nil
	}
	o, err := conclude(b, loud, ledger.Note{Kind: ledger.Approval, Actor: System, At: now}, moves(b, loud), event.CommissionApproved)
	o.Changes = append(o.Changes, quiet...)
	return o, err
}

// Shorten gives pending commissions an earlier end of their holdback: days
// after the event or its arrival, at the program's next midnight. Those that
// end earlier already stay as they are; those that would be due by now are
// approved. Commissions that wait for a decision by hand go on waiting.
func (d Decider) Shorten(ctx context.Context, program id.Program, ids []id.Commission, days int, zone *time.Location, actor string) (Report, error) {
	now := d.Clock.Now()
	network, err := d.network(ctx, program)
	if err != nil {
		return Report{}, err
	}
	return d.decide(ctx, program, ids, change{
		act: ActShortened, kind: ledger.Approval, event: event.CommissionApproved, actor: actor, reason: "holdback_shortened",
		each: func(c Commission) (Commission, error) {
			if c.Status != Pending || c.DueAt.IsZero() {
				return c, nil
			}
			due := dueAfter(c, days, zone)
			if !due.Before(c.DueAt) {
				return c, nil
			}
			n := c
			n.DueAt, n.Version = due, c.Version+1
			if due.After(now) {
				return n, nil
			}
			n, err := n.approved(now, network)
			n.Version = c.Version + 1
			return n, err
		},
	})
}

// dueAfter is when a holdback of some days ends for a commission.
func dueAfter(c Commission, days int, zone *time.Location) time.Time {
	start := c.EventAt
	if c.RecordedAt.After(start) {
		start = c.RecordedAt
	}
	if days == 0 {
		return start
	}
	return clock.NextMidnight(start.AddDate(0, 0, days), zone)
}
