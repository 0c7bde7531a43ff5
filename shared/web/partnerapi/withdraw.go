package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) withdraw() httpkit.Noun {
	return httpkit.Noun{Name: "Partner withdrawals", Patterns: []string{programBase + "/payout-options", programBase + "/withdrawals"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-payout-options", Method: http.MethodGet, Path: programBase + "/payout-options", Access: admin, KeyScope: payoutsRead,
			Summary: "By which methods a program pays, what each costs, and when",
		}, inProgram(a, a.payoutOptions))
		httpkit.Register(r, httpkit.Op{
			ID: "withdraw", Method: http.MethodPost, Path: programBase + "/withdrawals", Access: admin, Status: http.StatusCreated, Idempotent: true,
			Summary: "Ask for all that is available", Description: "Needs a sign-in within the last 10 minutes. Unless the program decided otherwise, it is approved before it is sent.",
		}, inProgram(a, a.makeWithdrawal))
	}}
}

// PayoutOptions is how and when a program pays, and whether it pays now.
type PayoutOptions struct {
	Rails       []PayoutOption `json:"rails"`
	Schedule    string         `json:"schedule" enum:"weekly,twice_monthly,monthly,manual"`
	Withdrawals bool           `json:"withdrawals" doc:"What is available may be asked for at any time"`
	Approved    bool           `json:"approved_first" doc:"A withdrawal is approved before it is sent"`
	Blocked     string         `json:"blocked,omitempty" doc:"Why nothing can be withdrawn now; empty when it can"`
}

// PayoutOption is one method by which a program pays.
type PayoutOption struct {
	Rail        string         `json:"rail" enum:"manual,wise,paypal_csv,sepa,nacha,paypal,stripe"`
	Flat        httpkit.Money  `json:"flat" doc:"What each payout costs you"`
	BasisPoints int            `json:"basis_points" doc:"And this share, in hundredths of a percent"`
	Cap         *httpkit.Money `json:"cap,omitempty" doc:"At most this much"`
	Currencies  []string       `json:"currencies" doc:"What you can be paid in"`
}

func (a api) payoutOptions(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[PayoutOptions], error) {
	y := m.Program.Payouts
	v := PayoutOptions{Rails: []PayoutOption{}, Schedule: string(y.Schedule), Withdrawals: y.Withdrawals, Approved: !y.AutoWithdraw}
	if v.Schedule == "" {
		v.Schedule = "monthly"
	}
	for _, rail := range y.Offered() {
		o := PayoutOption{Rail: rail, Flat: m.money(0), Currencies: currenciesOf(rail)}
		if fee := y.Fee(rail); y.PartnerPays {
			o.Flat, o.BasisPoints = m.money(fee.FlatMinor), int(fee.BasisPoints)
			if fee.CapMinor > 0 {
				most := m.money(fee.CapMinor)
				o.Cap = &most
			}
		}
		v.Rails = append(v.Rails, o)
	}
	var err error
	v.Blocked, err = a.Runner.Withdrawable(ctx, a.Slots, m.Program, m.Partner)
	return httpkit.OK(v), err
}

func (a api) makeWithdrawal(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[Payout], error) {
	if err := m.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	p, err := a.Runner.Withdraw(ctx, a.Slots, m.Program, m.Partner, m.User)
	return httpkit.OK(payoutOf(p)), err
}

func currenciesOf(rail string) []string {
	out := []string{}
	for _, c := range payout.Currencies(rail) {
		out = append(out, string(c))
	}
	return out
}
