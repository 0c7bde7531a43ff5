package store

import (
	"context"
	"math"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Unclaimed nominates what an account's postings name since the last payout left
// nothing behind (A13): a claim writes no list of what is unclaimed, because the
// ledger is one.
func (s Commissions) Unclaimed(ctx context.Context, a ledger.Account) (payout.Nominees, error) {
	out := payout.Nominees{NamedBy: map[id.Commission]int64{}}
	balance, err := s.Balance(ctx, a)
	if err != nil {
		return out, err
	}
	out.Next = max(balance.OpenFrom, 1)
	var back map[id.Payout]int64 // payouts that gave back what they held
	err = Ledgers(s).Walk(ctx, a, out.Next, math.MaxInt64, func(p ledger.Posting) error {
		out.Next = p.Seq + 1
		if !opens(p) {
			return nil
		}
		for _, ref := range p.Refs {
			if c, err := id.Parse[id.Commission](ref); err == nil {
				out.NamedBy[c] = p.Seq
			} else if y, err := id.Parse[id.Payout](ref); err == nil {
				back = with(back, y, p.Seq)
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	for y, seq := range back {
		if err := s.held(ctx, y, seq, out.NamedBy); err != nil {
			return out, err
		}
	}
	return out, nil
}

func with(m map[id.Payout]int64, y id.Payout, seq int64) map[id.Payout]int64 {
	if m == nil {
		m = map[id.Payout]int64{}
	}
	m[y] = seq
	return m
}

// opens tells whether a posting may name what can be claimed from then on: what
// became available, came back, or is to be netted.
func opens(p ledger.Posting) bool {
	if p.Kind == ledger.Claim || p.Kind == ledger.Settled {
		return false
	}
	for _, m := range p.Moves {
		if m.From == ledger.Available || m.To == ledger.Available || m.From == ledger.ClawbackDue {
			return true
		}
	}
	return len(p.Moves) == 0
}

// held names what a payout has claimed.
func (s Commissions) held(ctx context.Context, y id.Payout, seq int64, named map[id.Commission]int64) error {
	for from := int64(0); ; {
		claims, err := Payouts(s).Claims(ctx, y, from)
		if err != nil || len(claims) == 0 {
			return err
		}
		for _, c := range claims {
			for _, i := range c.Commissions {
				named[i] = max(named[i], seq)
			}
			from = c.Number + 1
		}
	}
}

var _ payout.Money = Commissions{}
