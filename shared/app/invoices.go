package app

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/aws/seal"
	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/provider/bankfile"
	"github.com/tributaryhq/tributary/shared/store"
)

// Bank is where programs say from which account they pay.
func (b Backends) Bank() bank.Desk {
	return bank.Desk{Store: store.BankSources{T: b.Table, Clock: b.Clock}, Sealer: b.PayeeSealer, Clock: b.Clock}
}

// legal is how invoices name programs and partners.
func (b Backends) legal() store.Legal { return store.Legal{T: b.Table, Clock: b.Clock} }

// papers makes the documents of payouts.
type papers struct {
	desk     invoice.Desk
	legal    invoice.Registry
	payouts  store.Payouts
	lines    store.Commissions
	programs store.Programs
	partners store.Partners
}

func (b Backends) papers() papers {
	return papers{
		desk: invoice.Desk{Store: store.Invoices{T: b.Table}, Clock: b.Clock}, legal: b.legal(), payouts: store.Payouts{T: b.Table}, lines: store.Commissions{T: b.Table},
		programs: store.Programs{T: b.Table, Clock: b.Clock}, partners: store.Partners{T: b.Table, Clock: b.Clock},
	}
}

// Ended issues the invoice of a payout that was paid, and voids that of one that
// came back.
func (w papers) Ended(ctx context.Context, p payout.Payout) error {
	switch p.Status {
	case payout.Paid:
		return w.issue(ctx, p)
	case payout.Returned:
		return w.desk.Void(ctx, p.ID, p.Reason)
	case payout.Building, payout.Reserved, payout.Queued, payout.Sending, payout.Processing, payout.Reconciling, payout.Exported, payout.Failed, payout.Cancelled:
	}
	return nil
}

func (w papers) issue(ctx context.Context, p payout.Payout) error {
	found, err := w.programs.Load(ctx, p.Account.Program)
	if err != nil || len(found) == 0 {
		return fmt.Errorf("load the program of %s: %w", p.ID, err)
	}
	d := invoice.Draft{
		Program: p.Account.Program, Partner: p.Account.Partner, Payout: p.ID, PaidAt: p.EndedAt, Zone: found[0].Location(),
		Fee: p.Deducted(), Total: p.Net(), Sent: p.Sent(), Rail: p.Rail, Account: p.Masked, Reference: p.Reference,
	}
	if p.Exchanged() {
		d.Rate, d.RateDay = p.Rate.Decimal(), p.Rate.Day
	}
	if d.Customer, err = w.party(ctx, invoice.Owner{Program: p.Account.Program}, found[0].Name); err != nil {
		return err
	}
	name, err := w.name(ctx, p)
	if err != nil {
		return err
	}
	if d.Supplier, err = w.party(ctx, invoice.Owner{Partner: p.Account.Partner}, name); err != nil {
		return err
	}
	if d.Items, err = w.items(ctx, p); err != nil {
		return err
	}
	if _, err := w.desk.Issue(ctx, d); err != nil {
		return fmt.Errorf("issue the invoice of %s: %w", p.ID, err)
	}
	return nil
}

// party is how somebody is named: by the legal data, or by name alone.
func (w papers) party(ctx context.Context, o invoice.Owner, name string) (invoice.Party, error) {
	l, err := w.legal.Legal(ctx, o)
	if l.Party.Name == "" {
		l.Party.Name = name
	}
	return l.Party, err
}

func (w papers) name(ctx context.Context, p payout.Payout) (string, error) {
	found, err := w.partners.Load(ctx, p.Account.Partner)
	if err != nil || len(found) == 0 {
		return p.PayeeName, err
	}
	return found[0].Name, nil
}

// items reads what a payout pays, claim by claim.
func (w papers) items(ctx context.Context, p payout.Payout) ([]invoice.Item, error) {
	var out []invoice.Item
	for n := int64(0); n < p.Chunks; {
		claims, err := w.payouts.Claims(ctx, p.ID, n)
		if err != nil || len(claims) == 0 {
			return out, err
		}
		for _, c := range claims {
			some, err := w.claimed(ctx, c)
			if err != nil {
				return out, err
			}
			out = append(out, some...)
			n = c.Number + 1
		}
	}
	return out, nil
}

func (w papers) claimed(ctx context.Context, c payout.Claim) ([]invoice.Item, error) {
	found, err := w.lines.Load(ctx, c.Commissions)
	if err != nil {
		return nil, fmt.Errorf("load what %s pays: %w", c.Payout, err)
	}
	out := make([]invoice.Item, 0, len(found))
	for _, x := range found {
		out = append(out, invoice.Item{Kind: string(x.Kind), Text: x.Basis.OfferName, At: x.EventAt, Minor: x.Net()})
	}
	return out, nil
}

var (
	_ payout.Papers    = papers{}
	_ bank.Sealer      = seal.Sealer{}
	_ bankfile.Sources = bank.Desk{}
)
