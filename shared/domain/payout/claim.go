package payout

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
)

// fill claims what is due into a payout, a chunk a transaction; the first one
// takes the slot, if there is one to take, and the last one says from which
// posting on the next payout must look. A payout that debts have outgrown since
// its first chunk is given back: what it holds nets them.
func (r Runner) fill(ctx context.Context, p Payout, d due, slot *Slot) (Payout, error) {
	var err error
	if p.Chunks > 0 && p.Minor+d.sum <= 0 {
		if err = r.giveBack(ctx, p, Cancelled, NothingToPay); err != nil {
			return p, err
		}
		return r.Store.Payout(ctx, p.ID)
	}
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
