package payout

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Export makes the file of a running batch of a file rail, and marks its
// payouts exported: the money is not paid by that. Made again, the file is the
// same, byte for byte.
func (r Runner) Export(ctx context.Context, program id.Program, bid id.Batch) (File, error) {
	b, err := r.batch(ctx, program, bid)
	if err != nil {
		return File{}, err
	}
	rail, ok := r.Rails.Files[b.Rail]
	if !ok || b.Status != Running && b.Status != Closed {
		return File{}, fault.New(fault.Conflict, "batch.not_exportable", "Only an approved payout run of a file rail can be exported.")
	}
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return File{}, err
	}
	sort.Slice(payouts, func(i, j int) bool { return payouts[i].ID < payouts[j].ID })
	var lines []Line
	for _, p := range payouts {
		if p.Status == Cancelled {
			continue
		}
		if p.Status == Building {
			return File{}, fault.New(fault.Unavailable, "batch.not_ready", "A payout of this run is still being built; try again in a minute.")
		}
		if stopped, err := r.stop(ctx, p); err != nil {
			return File{}, err
		} else if stopped {
			continue
		}
		line, err := r.line(ctx, b, p)
		if err != nil {
			return File{}, err
		}
		lines = append(lines, line)
	}
	return r.export(ctx, rail, b, payouts, lines)
}

// export makes the file and marks the reserved payouts in it exported.
func (r Runner) export(ctx context.Context, rail FileRail, b Batch, payouts []Payout, lines []Line) (File, error) {
	file, err := rail.Export(ctx, b, lines)
	if err != nil {
		return File{}, err
	}
	for _, p := range payouts {
		if p.Status != Reserved || !slices.ContainsFunc(lines, func(l Line) bool { return l.Payout == p.ID }) {
			continue
		}
		n, err := p.move(Exported)
		if err != nil {
			return File{}, err
		}
		n.SentAt = r.Clock.Now()
		if err := r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p, After: n}}); err != nil && !fault.IsStale(err) {
			return File{}, err
		}
	}
	return file, nil
}

// ExportWithdrawal makes the file of one approved withdrawal of a file rail, as
// a run of its own.
func (r Runner) ExportWithdrawal(ctx context.Context, program id.Program, pid id.Payout) (File, error) {
	p, err := r.withdrawal(ctx, program, pid)
	if err != nil {
		return File{}, err
	}
	rail, ok := r.Rails.Files[p.Rail]
	if !ok || p.Awaiting() || p.Status == Building || p.Status == Cancelled {
		return File{}, fault.New(fault.Conflict, "withdrawal.not_exportable", "Only an approved withdrawal of a file rail can be exported.")
	}
	if stopped, err := r.stop(ctx, p); err != nil {
		return File{}, err
	} else if stopped {
		return File{}, fault.New(fault.Conflict, "withdrawal.stopped", "The partner may not be paid any more: the money is back in its wallet.")
	}
	bid, err := id.Of[id.Batch](string(p.ID), "alone")
	if err != nil {
		return File{}, err
	}
	b := Batch{
		ID: bid, Program: program, Status: Running, Rail: p.Rail, Cutoff: p.CreatedAt, Planned: true, Terms: p.Terms,
		CreatedBy: p.AskedBy, Approval: p.Approval, CreatedAt: p.CreatedAt,
	}
	line, err := r.line(ctx, b, p)
	if err != nil {
		return File{}, err
	}
	return r.export(ctx, rail, b, []Payout{p}, []Line{line})
}

func (r Runner) line(ctx context.Context, b Batch, p Payout) (Line, error) {
	account, err := r.open(ctx, p.Account.Partner, p.Sealed)
	if err != nil {
		return Line{}, err
	}
	return Line{Payout: p.ID, Partner: p.Account.Partner, Payee: p.PayeeName, Account: account, Amount: p.Sent(), Note: "Commissions until " + b.Cutoff.Format("2006-01-02")}, nil
}

// open reads a sealed account; it lives no longer than the call that needs it.
func (r Runner) open(ctx context.Context, p id.Partner, sealed []byte) (Details, error) {
	plain, err := r.Open.Open(ctx, p, sealed)
	if err != nil {
		return Details{}, fmt.Errorf("open the account of %s: %w", p, err)
	}
	return ReadDetails(plain), nil
}

// MarkPaid says that an exported payout was paid, with the bank's reference.
func (r Runner) MarkPaid(ctx context.Context, program id.Program, pid id.Payout, reference string) error {
	if reference == "" || len(reference) > 200 {
		return fault.New(fault.Invalid, "payout.reference_missing", "A reference is needed, of at most 200 characters.").
			With(fault.Field{Location: "body.reference", Message: "must have 1 to 200 characters"})
	}
	p, err := r.exported(ctx, program, pid)
	if err != nil {
		return err
	}
	if p.Status == Paid {
		return r.follow(ctx, p)
	}
	return r.pay(ctx, p, reference, "payout.mark_paid")
}

// MarkFailed says that an exported payout did not go through, or takes one out
// of a run whose file cannot carry it.
func (r Runner) MarkFailed(ctx context.Context, program id.Program, pid id.Payout, reason string) error {
	if err := sentence("reason", reason); err != nil {
		return err
	}
	p, err := r.exported(ctx, program, pid)
	if err != nil {
		return err
	}
	to := Failed
	if p.Status == Reserved { // taken out of a run before its file was made
		to = Cancelled
	}
	if p.Status == Failed || p.Status == Cancelled {
		return r.follow(ctx, p)
	}
	return r.end(ctx, p, to, reason, "payout.mark_failed")
}

func (r Runner) exported(ctx context.Context, program id.Program, pid id.Payout) (Payout, error) {
	p, err := r.of(ctx, program, pid)
	if _, online := r.Rails.Online[p.Rail]; err == nil && online {
		return Payout{}, fault.New(fault.Conflict, "payout.online", "The provider says what becomes of this payout.")
	}
	return p, err
}
