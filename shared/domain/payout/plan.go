package payout

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
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
	Papers       Papers // nil makes no documents
	Open         Opener // of payees' accounts, where money is sent or exported
	Gate         Gate   // nil lets every partner be paid
	SecondFactor bool   // approvers must show one before money leaves by any rail but by hand
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
		if err := r.build(ctx, b, a); err != nil {
			return b, fmt.Errorf("plan the payout of %s: %w", a.Partner, err)
		}
	}
	if err := r.finish(ctx, b); err != nil {
		return b, err
	}
	n := b
	n.Planned = true
	n.Version++
	if err := r.Store.Commit(ctx, Outcome{Batch: &BatchChange{Before: b, After: n}}); err != nil {
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
func (r Runner) build(ctx context.Context, b Batch, a ledger.Account) error {
	pid, err := id.Of[id.Payout](string(b.ID), string(a.Partner), string(a.Currency))
	if err != nil {
		return err
	}
	for range attempts {
		if err = r.buildOnce(ctx, b, a, pid); !fault.IsStale(err) {
			return err
		}
	}
	return err
}

func (r Runner) buildOnce(ctx context.Context, b Batch, a ledger.Account, pid id.Payout) error {
	p, err := r.Store.Payout(ctx, pid)
	if fault.Is(err, fault.NotFound) {
		p, err = r.begin(ctx, b, a, pid)
	}
	if err != nil || p.Status != Building {
		return err
	}
	d, err := r.due(ctx, a, b.Cutoff)
	if err != nil {
		return err
	}
	if p.Version == 0 && short(p, d.sum, b.MinimumMinor) != "" {
		return nil
	}
	if p, err = r.fill(ctx, p, d, nil); err != nil {
		return err
	}
	return r.reserve(ctx, p)
}

// begin returns the payout that a batch makes for an account, not stored yet; an
// empty one where the account is not paid.
func (r Runner) begin(ctx context.Context, b Batch, a ledger.Account, pid id.Payout) (Payout, error) {
	m, skip, err := r.payee(ctx, b, a)
	if err != nil || skip != "" {
		return Payout{}, err
	}
	return Payout{
		ID: pid, Batch: b.ID, Account: a, Status: Building, Rail: m.Rail, PayeeName: m.PayeeName, Masked: m.Masked, Sealed: m.Sealed,
		Terms: b.Terms, Hands: withHand(nil, string(m.ChangedBy)), CreatedAt: r.Clock.Now(),
	}, nil
}

// fill claims what is due into a payout, a chunk a transaction; the first one
// takes the slot, if there is one to take, and the last one says from which
// posting on the next payout must look.
func (r Runner) fill(ctx context.Context, p Payout, d due, slot *Slot) (Payout, error) {
	var err error
	for lines := d.lines; len(lines) > 0; {
		n, from := min(len(lines), commission.ChunkSize), int64(0)
		if n == len(lines) {
			from = d.from
		}
		if p, err = r.claim(ctx, p, lines[:n], slot, from); err != nil {
			return p, err
		}
		lines, slot = lines[n:], nil
	}
	return p, nil
}

// due is what an account has for a payout. From is the number of the first
// posting that names something it leaves behind.
type due struct {
	lines []commission.Commission
	sum   int64
	from  int64
}

// due returns what an account has for a payout, positive lines first, and among
// them the oldest. Clawbacks count whenever they came.
func (r Runner) due(ctx context.Context, a ledger.Account, cutoff time.Time) (due, error) {
	named, err := r.Money.Unclaimed(ctx, a)
	if err != nil {
		return due{}, err
	}
	d := due{from: named.Next}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(named.NamedBy)), 100) {
		found, err := r.Money.Load(ctx, ids)
		if err != nil {
			return due{}, err
		}
		for _, c := range found {
			switch {
			case c.Status != commission.Available || c.Payout != "":
			case c.Net() > 0 && c.ApprovedAt.After(cutoff):
				d.from = min(d.from, named.NamedBy[c.ID])
			default:
				d.lines = append(d.lines, c)
				d.sum += c.Net()
			}
		}
	}
	slices.SortStableFunc(d.lines, func(x, y commission.Commission) int {
		if (x.Net() > 0) != (y.Net() > 0) {
			return cmp.Compare(y.Net(), x.Net())
		}
		return x.ApprovedAt.Compare(y.ApprovedAt)
	})
	return d, nil
}

// claim puts a chunk of commissions into the payout: one transaction.
func (r Runner) claim(ctx context.Context, p Payout, lines []commission.Commission, slot *Slot, from int64) (Payout, error) {
	now := r.Clock.Now()
	claim := Claim{Payout: p.ID, Number: p.Chunks}
	after := p
	var changes []commission.Change
	for _, c := range lines {
		n := c
		n.Payout = p.ID
		n.Version++
		changes = append(changes, commission.Change{Before: c, After: n})
		claim.Commissions = append(claim.Commissions, c.ID)
		claim.Minor += c.Net()
		after.Hands = withHand(after.Hands, c.Basis.By)
	}
	balance, err := r.Money.Balance(ctx, p.Account)
	if err != nil {
		return p, err
	}
	entry, err := balance.Post(ledger.Note{Kind: ledger.Claim, Refs: []string{string(p.ID)}, Actor: commission.System, At: now}, balance.Claim(claim.Minor)...)
	if err != nil {
		return p, err
	}
	entry.After.OpenFrom = max(entry.After.OpenFrom, from)
	after.Minor += claim.Minor
	after.Lines += int64(len(lines))
	after.Chunks++
	after.Version++
	return after, r.Store.Commit(ctx, Outcome{
		Payout: &Change{Before: p, After: after, Todo: true}, Claim: &claim, Slot: slot,
		Money: commission.Outcome{Changes: changes, Entries: []ledger.Entry{entry}},
	})
}

// maxHands bounds who is remembered; more hands than that are nobody's alone.
const maxHands = 10

func withHand(hands []string, by string) []string {
	if by == "" || by == commission.System || slices.Contains(hands, by) || len(hands) >= maxHands {
		return hands
	}
	return append(slices.Clone(hands), by)
}

// reserve freezes the payout's sum and its fee; one that came to nothing is
// cancelled.
func (r Runner) reserve(ctx context.Context, p Payout) error {
	fee, err := p.Terms.Fee.Of(p.Amount())
	if err != nil {
		return err
	}
	p0 := p
	p.FeeMinor = fee
	if p.Minor <= 0 || p.Net().Sign() <= 0 {
		return r.giveBack(ctx, p0, Cancelled, "nothing_to_pay")
	}
	n, err := p.move(Reserved)
	if err != nil {
		return err
	}
	return r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p0, After: n, Todo: !n.Awaiting()}})
}
