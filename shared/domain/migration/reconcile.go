package migration

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// payouts holds the source's payouts against the lines that came in for them.
func (r *run) payouts(_ context.Context, from, to int) error {
	sums, lines := map[string]int64{}, map[string]int{}
	for _, c := range r.bundle.Commissions {
		if c.Payout != "" {
			lines[c.Payout]++
		}
		if c.Payout != "" && c.Status == Paid {
			sums[c.Payout] += c.Minor
		}
	}
	for _, p := range r.bundle.Payouts[from:to] {
		sum, known := sums[p.ID]
		switch {
		case !p.Done:
			r.tell(p.Row, Payouts, p.ID, Skipped, NotPaid, "")
		case lines[p.ID] == 0:
			r.tell(p.Row, Payouts, p.ID, Skipped, NoLines, r.amount(p.Minor))
		case !known || sum != p.Minor:
			r.tell(p.Row, Payouts, p.ID, Differs, OtherSum, r.amount(p.Minor)+" ≠ "+r.amount(sum))
		default:
			r.tell(p.Row, Payouts, p.ID, Same, "", "")
		}
	}
	return nil
}

// amount writes minor units as a decimal.
func (r *run) amount(minor int64) string {
	digits := r.program.Currency.Exponent()
	sign, n := "", minor
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%0*d", digits+1, n)
	if digits == 0 {
		return sign + text
	}
	return sign + text[:len(text)-digits] + "." + text[len(text)-digits:]
}

// reconcile adds up what the file says of each partner and status, and what the
// postings of this source say.
func (r *run) reconcile(ctx context.Context) error {
	type place struct {
		ref    string
		status Status
	}
	sums := map[place]*Sum{}
	taken := map[string]int64{} // below zero, by partner
	who := map[string]bool{}
	for _, c := range r.bundle.Commissions {
		at := place{c.Partner, c.Status}
		if sums[at] == nil {
			sums[at] = &Sum{Ref: c.Partner, Status: c.Status}
		}
		if c.Minor < 0 && c.Status == Void {
			continue
		}
		sums[at].Count++
		sums[at].File += c.Minor
		taken[c.Partner] += max(-c.Minor, 0)
		who[c.Partner] = true
	}
	for ref := range who {
		o, _, err := r.partnerOf(ctx, ref)
		if err != nil {
			return err
		}
		here, err := r.posted(ctx, o)
		if err != nil {
			return err
		}
		for _, s := range Statuses() {
			if x := sums[place{ref, s}]; x != nil {
				x.Partner, x.Name, x.Here = o, r.nameOf(ref), standsAt(here, s, taken[ref])
			}
		}
	}
	for _, s := range sums {
		r.report.Sums = append(r.report.Sums, *s)
	}
	slices.SortFunc(r.report.Sums, func(a, b Sum) int {
		return cmp.Or(strings.Compare(a.Ref, b.Ref), cmp.Compare(slices.Index(Statuses(), a.Status), slices.Index(Statuses(), b.Status)))
	})
	return nil
}

func (r *run) nameOf(ref string) string {
	if p := r.rows[refOf(ref)]; p != nil {
		return p.Name
	}
	return ref
}

// posted folds what the source has posted to a partner's account.
func (r *run) posted(ctx context.Context, o id.Partner) (ledger.Balance, error) {
	a := ledger.Account{Program: r.program.ID, Partner: o, Currency: r.program.Currency}
	fold := ledger.NewAuditor(a)
	if o == "" {
		return fold.Folded(), nil
	}
	err := r.Books.Walk(ctx, a, func(p ledger.Posting) error {
		if p.Kind == ledger.Imported && p.Reason == r.origin() {
			fold.Count(p)
		}
		return nil
	})
	return fold.Folded(), err
}

// standsAt is what a fold says of a status. What was taken back is in the sums
// of where it was taken from, and so is not declined.
func standsAt(b ledger.Balance, s Status, taken int64) int64 {
	switch s {
	case Pending:
		return b.Pending
	case Due:
		return b.Approved + b.Wallet()
	case Paid:
		return b.InTransit + b.Paid
	case Void:
	}
	return max(b.Reversed-taken, 0)
}
