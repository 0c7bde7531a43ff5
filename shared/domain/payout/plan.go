package payout

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// attempts is how often a step is tried anew after a lost race.
const attempts = 5

// Runner plans, approves, sends and settles payouts.
type Runner struct {
	Store        Store
	Money        Money
	Methods      Methods
	Rails        Rails
	Papers       Papers    // nil makes no documents
	Open         Opener    // of payees' accounts, where money is sent or exported
	Gate         Gate      // nil lets every partner be paid
	SecondFactor bool      // approvers must show one before money leaves by any rail but by hand
	FX           Exchanger // nil knows no rates
	Clock        clock.Clock
}

// act names what somebody does now.
func (r Runner) act(name string) Act {
	if name == "" {
		return Act{}
	}
	return Act{name, r.Clock.Now()}
}

// Terms is what a run pays by.
type Terms struct {
	Program      id.Program
	Rail         string   // of the batch to plan
	Rails        []string // those that the program offers; none: Rail alone
	MinimumMinor int64
	CutoffDays   int
	Cutoff       time.Time // instead of CutoffDays, when it is set
	Fees         []program.Fee
	PartnerPays  bool
	Only         []id.Partner // these alone, where there are some
	Except       []id.Partner
}

// TermsOf are a program's terms for a run by hand, now.
func TermsOf(p program.Program) Terms {
	y := p.Payouts
	return Terms{
		Program: p.ID, Rail: y.Rail, Rails: y.Offered(), MinimumMinor: y.MinimumMinor, CutoffDays: y.CutoffDays, Fees: y.Fees, PartnerPays: y.PartnerPays,
	}
}

// TermsOn are a program's terms for the run of a day: what became available
// before it, less the days that the program keeps back.
func TermsOn(p program.Program, day time.Time) Terms {
	t := TermsOf(p)
	t.Cutoff = day.AddDate(0, 0, -t.CutoffDays)
	return t
}

// offers tells whether the program pays by a rail.
func (t Terms) offers(rail string) bool {
	if len(t.Rails) == 0 {
		return rail == t.Rail
	}
	return slices.Contains(t.Rails, rail)
}

func (t Terms) fee(rail string) FeeTerms {
	return FeeTerms{Fee: program.Payouts{Fees: t.Fees}.Fee(rail), PartnerPays: t.PartnerPays}
}

func (t Terms) cutoff(now time.Time) time.Time {
	if !t.Cutoff.IsZero() {
		return t.Cutoff
	}
	return now.AddDate(0, 0, -t.CutoffDays)
}

// Run plans a run, known by key within the program: a batch for each rail by
// which somebody can be paid. Called again, it goes on where it stopped.
func (r Runner) Run(ctx context.Context, t Terms, key, by string) ([]Batch, error) {
	prospects, err := r.Preview(ctx, t)
	if err != nil {
		return nil, err
	}
	var out []Batch
	for _, rail := range RailNames() {
		due := slices.ContainsFunc(prospects, func(p Prospect) bool { return p.Rail == rail && p.Skip == "" })
		if !due {
			made, err := r.made(ctx, t.Program, key, rail)
			if err != nil || !made {
				if err != nil {
					return out, err
				}
				continue
			}
		}
		t.Rail = rail
		b, err := r.Plan(ctx, t, key, by)
		if err != nil {
			return out, err
		}
		out = append(out, b)
	}
	return out, nil
}

func batchID(p id.Program, key, rail string) (id.Batch, error) {
	return id.Of[id.Batch](string(p), key, rail)
}

func (r Runner) made(ctx context.Context, p id.Program, key, rail string) (bool, error) {
	bid, err := batchID(p, key, rail)
	if err != nil {
		return false, err
	}
	_, err = r.Store.Batch(ctx, bid)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// Plan makes the batch of one rail of a run, and claims for it what is
// available. Called again, it goes on where it stopped, or does nothing: a run
// claims each commission once.
func (r Runner) Plan(ctx context.Context, t Terms, key, by string) (Batch, error) {
	bid, err := batchID(t.Program, key, t.Rail)
	if err != nil {
		return Batch{}, err
	}
	b, err := r.draft(ctx, bid, t, key, by)
	if err != nil {
		return b, err
	}
	return r.Resume(ctx, b)
}

// Resume goes on with a batch whose planning was interrupted.
func (r Runner) Resume(ctx context.Context, b Batch) (Batch, error) {
	if b.Planned || b.Status != Draft {
		return b, nil
	}
	accounts, err := r.Money.Payable(ctx, b.Program)
	if err != nil {
		return b, err
	}
	for _, a := range accounts {
		if b, err = r.build(ctx, b, a); err != nil {
			return b, fmt.Errorf("plan the payout of %s: %w", a.Partner, err)
		}
	}
	if err := r.finishAll(ctx, b); err != nil {
		return b, err
	}
	n := b
	n.Planned = true
	n.Version++
	e, err := event.New(event.PayoutRunPlanned, r.Clock.Now(), b.Program, "", string(b.ID), n.Version)
	if err != nil {
		return b, err
	}
	out := Outcome{Batch: &BatchChange{Before: b, After: n}, Money: commission.Outcome{Events: []event.Event{e}}}
	if err := r.Store.Commit(ctx, out); err != nil {
		return b, err
	}
	return n, nil
}

// finishAll finishes the payouts that an earlier, interrupted planning has begun:
// their accounts may have nothing left that would name them again.
func (r Runner) finishAll(ctx context.Context, b Batch) error {
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return err
	}
	for _, p := range payouts {
		if p.Status != Building {
			continue
		}
		if err := r.finish(ctx, p, b.Cutoff); err != nil && !fault.IsStale(err) {
			return err
		}
	}
	return nil
}

// finish claims for a payout that is being built what is left, and reserves it.
func (r Runner) finish(ctx context.Context, p Payout, cutoff time.Time) error {
	full, err := r.fillRest(ctx, p, cutoff)
	if err != nil || full.Status != Building {
		return err
	}
	return r.reserve(ctx, full)
}

// draft returns the run's batch, which it makes if there is none yet.
func (r Runner) draft(ctx context.Context, bid id.Batch, t Terms, key, by string) (Batch, error) {
	b, err := r.Store.Batch(ctx, bid)
	for try := 0; try < attempts && fault.Is(err, fault.NotFound); try++ {
		now := r.Clock.Now()
		b = Batch{
			ID: bid, Program: t.Program, Status: Draft, Rail: t.Rail, Cutoff: t.cutoff(now), Key: key, MinimumMinor: t.MinimumMinor, Terms: t.fee(t.Rail),
			Only: t.Only, Except: t.Except, CreatedBy: by, CreatedAt: now, Version: 1,
		}
		if err = r.Store.Commit(ctx, Outcome{Batch: &BatchChange{After: b, Act: r.act("payout_run.plan")}}); fault.IsStale(err) {
			b, err = r.Store.Batch(ctx, bid)
		}
	}
	return b, err
}

// build claims an account's commissions into the batch's payout, chunk by chunk.
// It returns the batch, which keeps the rates that it pays by.
func (r Runner) build(ctx context.Context, b Batch, a ledger.Account) (Batch, error) {
	pid, err := id.Of[id.Payout](string(b.ID), string(a.Partner), string(a.Currency))
	if err != nil {
		return b, err
	}
	for range attempts {
		n, err := r.buildOnce(ctx, b, a, pid)
		if !fault.IsStale(err) {
			return n, err
		}
		if b, err = r.Store.Batch(ctx, b.ID); err != nil {
			return b, err
		}
	}
	return b, fault.Stale(fmt.Errorf("the account of %s is busy", a.Partner))
}

func (r Runner) buildOnce(ctx context.Context, b Batch, a ledger.Account, pid id.Payout) (Batch, error) {
	p, err := r.Store.Payout(ctx, pid)
	if fault.Is(err, fault.NotFound) {
		p, err = r.begin(ctx, b, a, pid)
	}
	if err != nil || p.Status != Building {
		return b, err
	}
	if p.Version > 0 {
		return b, r.finish(ctx, p, b.Cutoff)
	}
	d, err := r.due(ctx, a, b.Cutoff)
	if err != nil || r.short(p, d.sum, b.MinimumMinor) != "" {
		return b, err
	}
	if b, err = r.freeze(ctx, b, p.Rate); err != nil {
		return b, err
	}
	if p, err = r.fill(ctx, p, d, nil); err != nil {
		return b, err
	}
	return b, r.reserve(ctx, p)
}

// begin returns the payout that a batch makes for an account, not stored yet; an
// empty one where the account is not paid.
func (r Runner) begin(ctx context.Context, b Batch, a ledger.Account, pid id.Payout) (Payout, error) {
	w, skip, err := r.payee(ctx, b, a)
	if err != nil || skip != "" {
		return Payout{}, err
	}
	m := w.method
	return Payout{
		ID: pid, Batch: b.ID, Account: a, Status: Building, Rail: m.Rail, PayeeName: m.PayeeName, Masked: m.Masked, Sealed: m.Sealed,
		Terms: b.Terms, Rate: w.rate, Hands: withHand(nil, string(m.ChangedBy)), CreatedAt: r.Clock.Now(),
	}, nil
}

// reserve freezes the payout's sum, its fee and what leaves; one that came to
// nothing is cancelled.
func (r Runner) reserve(ctx context.Context, p Payout) error {
	fee, err := p.Terms.Fee.Of(p.Amount())
	if err != nil {
		return err
	}
	p0 := p
	p.FeeMinor = fee
	if p.Minor <= 0 || p.Net().Sign() <= 0 {
		return r.giveBack(ctx, p0, Cancelled, NothingToPay)
	}
	sent, stays, err := r.sent(p)
	if err != nil {
		return err
	}
	if sent.Sign() <= 0 {
		return r.giveBack(ctx, p0, Cancelled, TooSmall)
	}
	if p.Exchanged() {
		p.SentMinor = sent.Minor()
	}
	n, err := p.move(Reserved)
	if err != nil {
		return err
	}
	out := Outcome{Payout: &Change{Before: p0, After: n}}
	if stays > 0 {
		balance, err := r.Money.Balance(ctx, p.Account)
		if err != nil {
			return err
		}
		if err := carry(&out, balance, stays, r.Clock.Now()); err != nil {
			return err
		}
	}
	if out.Payout.Todo = !n.Awaiting(); n.Withdrawal() && n.Awaiting() {
		e, err := told(out.Payout.After, event.WithdrawalAsked, r.Clock.Now())
		if err != nil {
			return err
		}
		out.Money.Events = []event.Event{e}
	}
	return r.Store.Commit(ctx, out)
}
