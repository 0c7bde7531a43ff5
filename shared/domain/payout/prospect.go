package payout

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Gate says whether a program may pay a partner now, such as after its tax form
// has come. An empty word lets it; anything else says why not.
type Gate interface {
	MayPay(ctx context.Context, p id.Program, o id.Partner) (string, error)
}

// Why a partner is not paid, as stable words.
const (
	NoMethod       = "no_method"
	MethodOnHold   = "method_on_hold"
	RailNotOffered = "rail_not_offered"
	OtherRail      = "other_rail"
	OtherCurrency  = "currency_not_carried"
	LeftOut        = "left_out"
	BelowMinimum   = "below_minimum"
	NothingDue     = "nothing_due"
	FeeTooHigh     = "fee_too_high"
	OwesMoney      = "owes_money"
)

// Prospect is what a run would do for one account.
type Prospect struct {
	Account  ledger.Account
	Rail     string
	Masked   string
	Minor    int64
	FeeMinor int64
	Lines    int64
	Skip     string // why it is not paid; empty when it is
}

// Preview tells what a run by these terms would pay now, and who would wait. It
// claims nothing.
func (r Runner) Preview(ctx context.Context, t Terms) ([]Prospect, error) {
	accounts, err := r.Money.Payable(ctx, t.Program)
	if err != nil {
		return nil, err
	}
	out := make([]Prospect, 0, len(accounts))
	for _, a := range accounts {
		p, err := r.prospect(ctx, t, a)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func (r Runner) prospect(ctx context.Context, t Terms, a ledger.Account) (Prospect, error) {
	out := Prospect{Account: a}
	m, err := r.Methods.Method(ctx, a.Partner)
	if err != nil {
		return out, err
	}
	out.Rail, out.Masked = m.Rail, m.Masked
	d, err := r.due(ctx, a, t.cutoff(r.Clock.Now()))
	if err != nil {
		return out, err
	}
	out.Minor, out.Lines = d.sum, int64(len(d.lines))
	p := Payout{Account: a, Rail: m.Rail, Terms: t.fee(m.Rail), Minor: d.sum}
	if d.sum > 0 {
		if out.FeeMinor, err = p.Terms.Fee.Of(p.Amount()); err != nil {
			return out, err
		}
	}
	b := Batch{Program: t.Program, Rail: m.Rail, Only: t.Only, Except: t.Except, CreatedAt: r.Clock.Now()}
	if _, out.Skip, err = r.payee(ctx, b, a); err != nil || out.Skip != "" {
		return out, err
	}
	if !t.offers(m.Rail) {
		out.Skip = RailNotOffered
		return out, nil
	}
	out.Skip = short(p, d.sum, t.MinimumMinor)
	return out, nil
}

// payee returns how a batch would pay an account, or why it would not.
func (r Runner) payee(ctx context.Context, b Batch, a ledger.Account) (Method, string, error) {
	if slices.Contains(b.Except, a.Partner) || len(b.Only) > 0 && !slices.Contains(b.Only, a.Partner) {
		return Method{}, LeftOut, nil
	}
	m, err := r.Methods.Method(ctx, a.Partner)
	if err != nil {
		return m, "", err
	}
	switch {
	case m.Version == 0:
		return m, NoMethod, nil
	case m.Rail != b.Rail:
		return m, OtherRail, nil
	case !m.Usable(b.CreatedAt):
		return m, MethodOnHold, nil
	case !Carries(m.Rail, a.Currency):
		return m, OtherCurrency, nil
	}
	if skip, err := r.Rails.bars(ctx, m, a); err != nil || skip != "" {
		return m, skip, err
	}
	skip, err := r.gate(ctx, a)
	return m, skip, err
}

func (r Runner) gate(ctx context.Context, a ledger.Account) (string, error) {
	if r.Gate == nil {
		return "", nil
	}
	return r.Gate.MayPay(ctx, a.Program, a.Partner)
}

// short says why a sum is too small to be paid.
func short(p Payout, sum, minimum int64) string {
	p.Minor = sum
	fee, err := p.Terms.Fee.Of(p.Amount())
	p.FeeMinor = fee
	switch {
	case sum <= 0:
		return NothingDue
	case sum < minimum:
		return BelowMinimum
	case err != nil || p.Net().Sign() <= 0:
		return FeeTooHigh
	}
	return ""
}
