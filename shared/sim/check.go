package sim

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// quietly does f without faults.
func (w *world) quietly(f func(context.Context) error) error {
	calm := w.calm
	w.calm = true
	defer func() { w.calm = calm }()
	return f(context.Background())
}

func (w *world) account(i int) ledger.Account {
	return ledger.Account{Program: w.program, Partner: w.partners[i].id, Currency: "EUR"}
}

// check holds every account against its postings (I-1, I-2, I-3, I-9), and the
// wallet against the commissions that no payout holds (I-5).
func (w *world) check() error {
	return w.quietly(func(ctx context.Context) error {
		for i := range w.partners {
			a := w.account(i)
			found, err := store.Ledgers{T: w.table}.Audit(ctx, a)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				return fmt.Errorf("partner %d: the audit found %+v", i, found)
			}
			if err := w.lines(ctx, a); err != nil {
				return fmt.Errorf("partner %d: %w", i, err)
			}
		}
		return nil
	})
}

// lines compares an account with the states of its commissions.
func (w *world) lines(ctx context.Context, a ledger.Account) error {
	b, err := store.Ledgers{T: w.table}.Of(ctx, a)
	if err != nil {
		return err
	}
	all, err := w.commissions(ctx, a.Partner)
	if err != nil {
		return err
	}
	var pending, free int64
	for _, c := range all {
		switch c.Status {
		case commission.Pending, commission.Held:
			pending += c.Net()
		case commission.Available:
			if c.Payout == "" {
				free += c.Net()
			}
		case commission.Approved, commission.Paid, commission.Declined, commission.Reversed:
		}
		if err := w.heldBack(c); err != nil {
			return err
		}
		if c.Reversed < 0 || c.Amount.Sign() > 0 && c.Reversed+c.Clawed > c.Amount.Minor() {
			return fmt.Errorf("commission %s gave back %d and %d of %s", c.ID, c.Reversed, c.Clawed, c.Amount)
		}
	}
	if b.Pending != pending || b.Wallet() != free {
		return fmt.Errorf("pending %d and wallet %d, the commissions say %d and %d", b.Pending, b.Wallet(), pending, free)
	}
	return nil
}

// heldBack holds a commission against the holdback of its sale (I-11): only a
// manager lets it go earlier.
func (w *world) heldBack(c commission.Commission) error {
	if c.Kind == commission.Manual {
		return nil
	}
	over := c.EventAt.Add(w.holdback)
	if !c.DueAt.IsZero() && c.DueAt.Before(over) {
		return fmt.Errorf("commission %s of %s is due at %s", c.ID, c.EventAt, c.DueAt)
	}
	if !c.ApprovedAt.IsZero() && c.ApprovedAt.Before(over) && c.Kind != commission.Clawback && !w.byHand[c.ID] {
		return fmt.Errorf("commission %s of %s was approved at %s", c.ID, c.EventAt, c.ApprovedAt)
	}
	return nil
}

func (w *world) commissions(ctx context.Context, p id.Partner) ([]commission.Commission, error) {
	var ids []id.Commission
	lists := store.CommissionLists{T: w.table, Clock: w.clock}
	for r := (page.Request{Limit: 200}); ; {
		rows, err := lists.OfPartner(ctx, w.program, p, commission.Filter{}, r)
		if err != nil {
			return nil, err
		}
		for _, row := range rows.Data {
			ids = append(ids, row.ID)
		}
		if r.Cursor = rows.Next; r.Cursor == "" {
			break
		}
	}
	var out []commission.Commission
	for start := 0; start < len(ids); start += 100 {
		found, err := store.Commissions{T: w.table}.Load(ctx, ids[start:min(start+100, len(ids))])
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// verdict compares the world at rest with the model and with the provider.
func (w *world) verdict() error {
	return w.quietly(func(ctx context.Context) error {
		if err := w.learn(ctx); err != nil {
			return err
		}
		if err := w.limits(ctx); err != nil {
			return err
		}
		if err := w.spiffs(ctx); err != nil {
			return err
		}
		for i := range w.partners {
			b, err := store.Ledgers{T: w.table}.Of(ctx, w.account(i))
			if err != nil {
				return err
			}
			if got, want := b.Earned-b.Reversed, w.shop.earned(i)+w.awarded(i); got != want {
				return fmt.Errorf("partner %d is left with %d, the model says %d", i, got, want)
			}
			if b.Pending != 0 || b.InTransit != 0 || b.Wallet() > 0 && !w.tooSmall(i, b.Wallet()) {
				return fmt.Errorf("partner %d: something never came through: %+v; payouts %s", i, b, w.states(ctx, i))
			}
			paid, err := w.provided(ctx, i)
			if err != nil {
				return err
			}
			if paid != b.Paid {
				return fmt.Errorf("partner %d: the provider paid %d, the ledger says %d", i, paid, b.Paid)
			}
		}
		return w.countMoney(ctx)
	})
}

// states lists a partner's payouts, for the report of a failure.
func (w *world) states(ctx context.Context, i int) string {
	payouts, err := store.Payouts{T: w.table}.OfPartner(ctx, w.partners[i].id, page.Request{Limit: 100})
	if err != nil {
		return err.Error()
	}
	text := ""
	for _, p := range payouts.Data {
		text += fmt.Sprintf("%s %s %d (%d/%d) ", p.ID, p.Status, p.Minor, p.Followed, p.Chunks)
	}
	return text
}

// provided is what the providers' own books say they paid the partner.
func (w *world) provided(ctx context.Context, i int) (sum int64, err error) {
	all, err := w.payouts(ctx, i)
	if err != nil {
		return 0, err
	}
	for _, p := range all {
		if err := w.sentRight(p); err != nil {
			return 0, err
		}
		sum += w.paid(p)
	}
	return sum, nil
}
