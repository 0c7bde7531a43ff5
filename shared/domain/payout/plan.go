package payout

import (
	"context"
	"fmt"
	"sort"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// attempts is how often a step is tried anew after a lost race.
const attempts = 5

// Runner plans, approves, sends and settles payouts.
type Runner struct {
	Store   Store
	Money   Money
	Methods Methods
	Rails   Rails
	Open    Opener // of payees' accounts, where money is sent or exported
	Clock   clock.Clock
}

// Terms is what a program pays by.
type Terms struct {
	Program      id.Program
	Rail         string
	MinimumMinor int64
	CutoffDays   int
}

// Plan makes the batch of a run, known by key within the program, and claims
// for it what is available. Called again, it goes on where it stopped, or does
// nothing: a run claims each commission once.
func (r Runner) Plan(ctx context.Context, t Terms, key, by string) (Batch, error) {
	bid, err := id.Of[id.Batch](string(t.Program), key)
	if err != nil {
		return Batch{}, err
	}
	b, err := r.draft(ctx, bid, t, by)
	if err != nil || b.Planned || b.Status != Draft {
		return b, err
	}
	accounts, err := r.Money.Payable(ctx, t.Program)
	if err != nil {
		return b, err
	}
	for _, a := range accounts {
		if err := r.build(ctx, b, a, t.MinimumMinor); err != nil {
			return b, fmt.Errorf("plan the payout of %s: %w", a.Partner, err)
		}
	}
	if err := r.finish(ctx, b); err != nil {
		return b, err
	}
	n := b
	n.Planned = true
	n.Version++
	if err := r.Store.Commit(ctx, Outcome{Batch: &BatchChange{b, n}}); err != nil {
		return b, err
	}
	return n, nil
}

// finish reserves the payouts that an earlier, interrupted planning has built:
// their accounts may have nothing left that would name them again.
func (r Runner) finish(ctx context.Context, b Batch) error {
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return err
	}
	for _, p := range payouts {
		if p.Status != Building {
			continue
		}
		if err := r.reserve(ctx, p); err != nil && !fault.IsStale(err) {
			return err
		}
	}
	return nil
}

// draft returns the run's batch, which it makes if there is none yet.
func (r Runner) draft(ctx context.Context, bid id.Batch, t Terms, by string) (Batch, error) {
	b, err := r.Store.Batch(ctx, bid)
	for try := 0; try < attempts && fault.Is(err, fault.NotFound); try++ {
		now := r.Clock.Now()
		b = Batch{ID: bid, Program: t.Program, Status: Draft, Rail: t.Rail, Cutoff: now.AddDate(0, 0, -t.CutoffDays), CreatedBy: by, CreatedAt: now, Version: 1}
		if err = r.Store.Commit(ctx, Outcome{Batch: &BatchChange{After: b}}); fault.IsStale(err) {
			b, err = r.Store.Batch(ctx, bid)
		}
	}
	return b, err
}

// build claims an account's commissions into the batch's payout, chunk by chunk.
func (r Runner) build(ctx context.Context, b Batch, a ledger.Account, minimum int64) error {
	pid, err := id.Of[id.Payout](string(b.ID), string(a.Partner), string(a.Currency))
	if err != nil {
		return err
	}
	for range attempts {
		if err = r.buildOnce(ctx, b, a, pid, minimum); !fault.IsStale(err) {
			return err
		}
	}
	return err
}

func (r Runner) buildOnce(ctx context.Context, b Batch, a ledger.Account, pid id.Payout, minimum int64) error {
	p, err := r.Store.Payout(ctx, pid)
	switch {
	case fault.Is(err, fault.NotFound):
		m, err := r.Methods.Method(ctx, a.Partner)
		if err != nil {
			return err
		}
		if m.Rail != b.Rail || !m.Usable(b.CreatedAt) {
			return nil
		}
		p = Payout{ID: pid, Batch: b.ID, Account: a, Status: Building, Rail: b.Rail, PayeeName: m.PayeeName, Masked: m.Masked, Sealed: m.Sealed, CreatedAt: r.Clock.Now()}
	case err != nil:
		return err
	case p.Status != Building:
		return nil
	}
	lines, sum, err := r.lines(ctx, a, b.Cutoff)
	if err != nil {
		return err
	}
	if p.Version == 0 && (sum <= 0 || sum < minimum) {
		return nil
	}
	for len(lines) > 0 {
		n := min(len(lines), commission.ChunkSize)
		if p, err = r.claim(ctx, p, lines[:n]); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return r.reserve(ctx, p)
}

// lines returns what an account has for a payout, positive lines first, and
// their sum. Clawbacks count whenever they came.
func (r Runner) lines(ctx context.Context, a ledger.Account, cutoff time.Time) ([]commission.Commission, int64, error) {
	ids, err := r.Money.Unclaimed(ctx, a)
	if err != nil {
		return nil, 0, err
	}
	var lines []commission.Commission
	var sum int64
	for start := 0; start < len(ids); start += 100 {
		found, err := r.Money.Load(ctx, ids[start:min(start+100, len(ids))])
		if err != nil {
			return nil, 0, err
		}
		for _, c := range found {
			if c.Status != commission.Available || c.Payout != "" || c.Net() > 0 && c.ApprovedAt.After(cutoff) {
				continue
			}
			lines = append(lines, c)
			sum += c.Net()
		}
	}
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].Net() > 0 && lines[j].Net() <= 0 })
	return lines, sum, nil
}

// claim puts a chunk of commissions into the payout: one transaction.
func (r Runner) claim(ctx context.Context, p Payout, lines []commission.Commission) (Payout, error) {
	now := r.Clock.Now()
	claim := Claim{Payout: p.ID, Number: p.Chunks}
	var changes []commission.Change
	for _, c := range lines {
		n := c
		n.Payout = p.ID
		n.Version++
		changes = append(changes, commission.Change{Before: c, After: n})
		claim.Commissions = append(claim.Commissions, c.ID)
		claim.Minor += c.Net()
	}
	balance, err := r.Money.Balance(ctx, p.Account)
	if err != nil {
		return p, err
	}
	entry, err := balance.Post(ledger.Note{Kind: ledger.Claim, Refs: []string{string(p.ID)}, Actor: commission.System, At: now}, balance.Claim(claim.Minor)...)
	if err != nil {
		return p, err
	}
	after := p
	after.Minor += claim.Minor
	after.Lines += int64(len(lines))
	after.Chunks++
	after.Version++
	return after, r.Store.Commit(ctx, Outcome{
		Payout: &Change{p, after, true}, Claim: &claim,
		Money: commission.Outcome{Changes: changes, Entries: []ledger.Entry{entry}},
	})
}

// reserve freezes the payout's sum; one that came to nothing is cancelled.
func (r Runner) reserve(ctx context.Context, p Payout) error {
	if p.Minor <= 0 {
		return r.giveBack(ctx, p, Cancelled, "nothing_to_pay")
	}
	n, err := p.move(Reserved)
	if err != nil {
		return err
	}
	return r.Store.Commit(ctx, Outcome{Payout: &Change{p, n, true}})
}
