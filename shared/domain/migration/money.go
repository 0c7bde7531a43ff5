package migration

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// chunk is how many commissions one posting brings in.
const chunk = 10

// rail is how payouts of the source stand here: as done by hand.
const rail = "manual"

// commissions brings the history in: what belongs together, ten at a time.
func (r *run) commissions(ctx context.Context, from, to int) error {
	rows := r.bundle.Commissions[from:to]
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && n < chunk && r.together(rows[0], rows[n]) {
			n++
		}
		if err := r.history(ctx, rows[:n]); err != nil {
			return fmt.Errorf("bring in the commissions from line %d on: %w", rows[0].Line, err)
		}
		rows = rows[n:]
	}
	return nil
}

// together tells whether one posting can tell of both.
func (r *run) together(a, b Commission) bool {
	return a.Partner == b.Partner && a.Status == b.Status && r.payoutRef(a) == r.payoutRef(b) && (a.Status == Paid || (a.Minor < 0) == (b.Minor < 0))
}

// history brings in commissions of one partner and status.
func (r *run) history(ctx context.Context, rows []Commission) error {
	o, why, err := r.partnerOf(ctx, rows[0].Partner)
	if err == nil && why == "" && rows[0].Minor < 0 && rows[0].Status != Paid && rows[0].Status != Due {
		why = Negative
	}
	if err != nil {
		return err
	}
	if why != "" {
		r.tellAll(rows, Refused, why)
		return nil
	}
	for range attempts {
		var left []Commission
		if left, err = r.fresh(ctx, o, rows); err != nil || len(left) == 0 {
			return err
		}
		if r.Dry {
			r.tellAll(left, Added, "")
			return nil
		}
		var x Posting
		if x, why, err = r.posting(ctx, o, left); err != nil {
			return err
		}
		if why != "" {
			r.tellAll(left, Refused, why)
			return nil
		}
		if err = r.Books.Post(ctx, x); err == nil {
			r.tellAll(left, Added, "")
			return nil
		}
		if !fault.IsStale(err) {
			return err
		}
		rows = left
	}
	return fault.Wrap(err, fault.Unavailable, "import.busy", "Somebody else changes the same account; try again.")
}

func (r *run) tellAll(rows []Commission, o Outcome, why Why) {
	for _, c := range rows {
		r.tell(c.Row, Commissions, c.ID, o, why, c.Partner)
	}
}

func (r *run) commissionID(c Commission) (id.Commission, error) {
	return id.Of[id.Commission](r.key("commission", c.ID)...)
}

// fresh leaves out, and tells of, what came in before and what is nothing.
func (r *run) fresh(ctx context.Context, o id.Partner, rows []Commission) ([]Commission, error) {
	ids := make([]id.Commission, len(rows))
	for i, c := range rows {
		var err error
		if ids[i], err = r.commissionID(c); err != nil {
			return nil, err
		}
	}
	found, err := r.Books.Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	here := map[id.Commission]commission.Commission{}
	for _, c := range found {
		here[c.ID] = c
	}
	var left []Commission
	for i, c := range rows {
		was, ok := here[ids[i]]
		switch {
		case !ok && c.Minor == 0:
			r.tell(c.Row, Commissions, c.ID, Skipped, "", "")
		case !ok:
			left = append(left, c)
		case was.Account.Partner != o || was.Amount.Minor() != c.Minor || !still(was, c.Status):
			r.tell(c.Row, Commissions, c.ID, Differs, Changed, string(was.Status)+" "+was.Amount.Decimal())
		default:
			r.tell(c.Row, Commissions, c.ID, Same, "", "")
		}
	}
	return left, nil
}

// still tells whether a commission may have come in with a status: what was
// held back then may have gone on since, here.
func still(c commission.Commission, s Status) bool {
	switch c.Status {
	case commission.Pending, commission.Held:
		return s == Pending
	case commission.Approved, commission.Available:
		return s == Due || s == Pending
	case commission.Paid:
		return s != Void
	case commission.Declined:
		return s == Void || s == Pending
	case commission.Reversed:
		return s != Paid
	}
	return false
}

// commissionOf is a commission as it comes in.
func (r *run) commissionOf(c Commission, a ledger.Account, p id.Payout) (commission.Commission, error) {
	cid, err := r.commissionID(c)
	if err != nil {
		return commission.Commission{}, err
	}
	amount, err := money.New(c.Minor, a.Currency)
	if err != nil {
		return commission.Commission{}, err
	}
	out := commission.Commission{
		ID: cid, Account: a, Kind: commission.Sale, Amount: amount, Order: c.Order, Day: clock.Day(c.EarnedAt, r.zone), EventAt: c.EarnedAt, RecordedAt: r.now, Version: 1,
		Basis: commission.Basis{OfferName: r.origin(), Type: commission.Awarded, BaseMinor: c.Sale, By: "import", Why: r.bundle.Source.Name() + " " + c.ID},
	}
	if c.Opening {
		out.Kind = commission.Manual
	}
	if c.Minor < 0 {
		out.Kind, out.Reason = commission.Clawback, r.origin()
	}
	if who, ok := r.people[c.Customer]; ok {
		out.Masked = customer.MaskEmail(who.Email)
		if out.Customer, err = customer.IDOf(a.Program, identities(who)[0]); err != nil {
			return out, err
		}
	}
	switch c.Status {
	case Pending:
		out.Status, out.DueAt = commission.Pending, r.due(c)
	case Due:
		out.Status, out.ApprovedAt = commission.Available, r.now
		if r.network() && c.Minor > 0 {
			out.Status = commission.Approved
		}
	case Paid:
		out.Status, out.ApprovedAt, out.PaidAt, out.Payout = commission.Paid, c.EarnedAt, r.paidAt(c), p
	case Void:
		out.Status, out.EndedAt, out.Reason = commission.Declined, r.now, "Declined in "+r.bundle.Source.Name()
		if c.Reason != "" {
			out.Reason += ": " + c.Reason
		}
	}
	return out, nil
}

func (r *run) network() bool { return r.program.Approval.Funding == program.Network }

// due is when what is held back is approved: never before the next midnight.
func (r *run) due(c Commission) (at time.Time) {
	if r.program.ManualReview {
		return at
	}
	end := c.DueAt
	if end.IsZero() {
		end = c.EarnedAt.AddDate(0, 0, r.program.HoldbackDays)
	}
	if end.Before(r.now) {
		end = r.now
	}
	return clock.NextMidnight(end, r.zone)
}

func (r *run) paidAt(c Commission) time.Time {
	if c.PaidAt.IsZero() || c.PaidAt.After(r.now) {
		return c.EarnedAt
	}
	return c.PaidAt
}

// payoutOf takes lines into the payout in which they were paid.
func (r *run) payoutOf(ctx context.Context, a ledger.Account, rows []Commission, sum int64) (*PayoutChange, error) {
	ref := r.payoutRef(rows[0])
	if ref == "" {
		return nil, nil //nolint:nilnil // no payout is an answer
	}
	pid, err := id.Of[id.Payout](r.key("payout", string(a.Partner), ref)...)
	if err != nil {
		return nil, err
	}
	before, err := r.Books.Payout(ctx, pid)
	if fault.Is(err, fault.NotFound) {
		before, err = payout.Payout{}, nil
	}
	if err != nil {
		return nil, err
	}
	after := before
	if before.Version == 0 {
		run, err := r.openRun(ctx)
		if err != nil {
			return nil, err
		}
		at := r.paidAt(rows[0])
		after = payout.Payout{
			ID: pid, Batch: run, Account: a, Status: payout.Paid, Rail: rail, Reference: r.origin() + ": " + ref,
			CreatedAt: at, SentAt: at, EndedAt: at,
		}
	}
	after.Minor, after.Lines, after.Chunks = after.Minor+sum, after.Lines+int64(len(rows)), after.Chunks+1
	after.Followed, after.Version = after.Chunks, after.Version+1
	return &PayoutChange{Before: before, After: after, Claim: payout.Claim{Payout: pid, Number: after.Chunks, Minor: sum}}, nil
}

// openRun keeps the run of all payouts of the source.
func (r *run) openRun(ctx context.Context) (id.Batch, error) {
	bid, err := id.Of[id.Batch](r.key("run")...)
	if err != nil {
		return "", err
	}
	return bid, r.Books.OpenRun(ctx, payout.Batch{
		ID: bid, Program: r.program.ID, Status: payout.Closed, Rail: rail, Cutoff: r.now, Planned: true, Key: "import " + string(r.bundle.Source),
		CreatedBy: r.Actor, CreatedAt: r.now, ClosedAt: r.now, Version: 1,
	})
}
