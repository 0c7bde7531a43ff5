package payout

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
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
	NothingToPay   = "nothing_to_pay" // why a payout was cancelled that came to nothing
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
	Rate     fx.Rate      // of one in another currency
	Sent     money.Amount // what would leave
	Skip     string       // why it is not paid; empty when it is
}

// Preview tells what a run by these terms would pay now, and who would wait. It
// claims nothing.
func (r Runner) Preview(ctx context.Context, t Terms) ([]Prospect, error) {
	accounts, err := r.Money.Payable(ctx, t.Program)
	if err != nil {
		return nil, err
	}
	out := make([]Prospect, 0, len(accounts))
	var rates []fx.Rate // as a batch would freeze them
	for _, a := range accounts {
		p, err := r.prospect(ctx, t, a, rates)
		if err != nil {
			return nil, err
		}
		if exchanged(p.Rate) && !slices.Contains(rates, p.Rate) {
			rates = append(rates, p.Rate)
		}
		out = append(out, p)
	}
	return out, nil
}

func (r Runner) prospect(ctx context.Context, t Terms, a ledger.Account, rates []fx.Rate) (Prospect, error) {
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
	b := Batch{Program: t.Program, Rail: m.Rail, Only: t.Only, Except: t.Except, Rates: rates, CreatedAt: r.Clock.Now()}
	w, skip, err := r.payee(ctx, b, a)
	if out.Skip = skip; err != nil || skip != "" {
		return out, err
	}
	if !t.offers(m.Rail) {
		out.Skip = RailNotOffered
		return out, nil
	}
	p.Rate, p.FeeMinor = w.rate, out.FeeMinor
	if out.Skip = r.short(p, d.sum, t.MinimumMinor); out.Skip != "" {
		return out, nil
	}
	out.Rate = w.rate
	sent, stays, err := r.sent(p)
	out.Sent, out.Minor = sent, out.Minor-stays
	return out, err
}

// payee returns how a batch would pay an account, or why it would not.
func (r Runner) payee(ctx context.Context, b Batch, a ledger.Account) (way, string, error) {
	if slices.Contains(b.Except, a.Partner) || len(b.Only) > 0 && !slices.Contains(b.Only, a.Partner) {
		return way{}, LeftOut, nil
	}
	m, err := r.Methods.Method(ctx, a.Partner)
	w := way{method: m}
	if err != nil {
		return w, "", err
	}
	switch {
	case m.Version == 0:
		return w, NoMethod, nil
	case m.Rail != b.Rail:
		return w, OtherRail, nil
	case !m.Usable(b.CreatedAt):
		return w, MethodOnHold, nil
	case !Carries(m.Rail, m.In(a.Currency)):
		return w, OtherCurrency, nil
	}
	if skip, err := r.Rails.bars(ctx, m, a); err != nil || skip != "" {
		return w, skip, err
	}
	skip, err := r.gate(ctx, a)
	if err != nil || skip != "" {
		return w, skip, err
	}
	w.rate, skip, err = r.rate(ctx, b, a.Currency, m.In(a.Currency))
	return w, skip, err
}

func (r Runner) gate(ctx context.Context, a ledger.Account) (string, error) {
	if r.Gate == nil {
		return "", nil
	}
	return r.Gate.MayPay(ctx, a.Program, a.Partner)
}

// short says why a sum is too small to be paid.
func (r Runner) short(p Payout, sum, minimum int64) string {
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
	if sent, _, err := r.sent(p); err != nil || sent.Sign() <= 0 {
		return TooSmall
	}
	return ""
}
