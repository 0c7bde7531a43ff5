package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Extracts reads accounts whole, at one version.
type Extracts struct{ T table.Table }

// Of reads an account (A8, A28, A29). What is read is taken only when the
// account's version is the same before and after, and all of it agrees: an
// index that lags is waited for like another writer.
func (s Extracts) Of(ctx context.Context, a ledger.Account, most int) (extract.Extract, error) {
	for range looks {
		e, err := s.read(ctx, a, most)
		if err != nil {
			return e, err
		}
		after, err := Ledgers(s).Of(ctx, a)
		if err != nil {
			return e, err
		}
		if after.Version == e.Balance.Version && e.Check() == nil {
			return e, nil
		}
	}
	return extract.Extract{}, fault.New(fault.Conflict, "extract.busy", "This account is being written to. Try again in a moment.")
}

func (s Extracts) read(ctx context.Context, a ledger.Account, most int) (extract.Extract, error) {
	b, err := Ledgers(s).Of(ctx, a)
	if err != nil {
		return extract.Extract{}, err
	}
	e := extract.Extract{Balance: b}
	tooLong := fault.New(fault.Conflict, "extract.too_long", "This has more than %d lines, too many for one file. Export one partner at a time, or ask the operator for `trib export ledger`.", most)
	if b.Seq > int64(most) {
		return e, tooLong
	}
	if b.Seq > 0 {
		err = Ledgers(s).Walk(ctx, a, 1, b.Seq, func(p ledger.Posting) error { e.Postings = append(e.Postings, p); return nil })
	}
	if err != nil {
		return e, err
	}
	err = Ledgers(s).commissions(ctx, a, func(c commission.Commission) {
		e.Commissions = append(e.Commissions, c)
	})
	if err != nil {
		return e, err
	}
	if err := s.payouts(ctx, a, &e); err != nil {
		return e, err
	}
	if e.Rows() > most {
		return e, tooLong
	}
	return e, nil
}

// payouts reads an account's payouts, oldest first. The index names them, each
// is read itself.
func (s Extracts) payouts(ctx context.Context, a ledger.Account, e *extract.Extract) error {
	items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi1, PK: payeePK(a.Partner), Prefix: payoutPrefix()})
	if err != nil {
		return fmt.Errorf("list an account's payouts: %w", err)
	}
	for _, item := range items {
		p, err := Payouts(s).Payout(ctx, id.Payout(splitKey(item.String("GSI1SK"), 3)[2]))
		if err != nil {
			return err
		}
		if p.Account == a && p.Status != payout.Building {
			e.Payouts = append(e.Payouts, p)
		}
	}
	return nil
}

var _ extract.Reader = Extracts{}
