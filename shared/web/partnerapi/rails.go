package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const accountPath = programBase + "/stripe-account"

func (a api) stripeAccount() httpkit.Noun {
	return httpkit.Noun{Name: "Partner Stripe account", Patterns: []string{accountPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-stripe-account", Method: http.MethodGet, Path: accountPath, Access: admin,
			Summary: "Whether this program can pay you by Stripe, and what Stripe still asks of you",
		}, inProgram(a, a.getStripeAccount))
		httpkit.Register(r, httpkit.Op{
			ID: "begin-stripe-account", Method: http.MethodPost, Path: accountPath, Access: admin,
			Summary:     "Go to Stripe to be paid by it",
			Description: "Makes an account when there is none. The address works once and for a few minutes. Needs a sign-in within the last 10 minutes.",
		}, inProgram(a, a.beginStripeAccount))
		httpkit.Register(r, httpkit.Op{
			ID: "choose-stripe-account", Method: http.MethodPost, Path: accountPath + "/use", Access: admin,
			Summary:     "Be paid by Stripe from now on",
			Description: "The account must be ready. Like every change of the payout method it waits 72 hours, and needs a sign-in within the last 10 minutes.",
		}, inProgram(a, a.useStripeAccount))
	}}
}

// StripeAccount is how a partner stands with a program's Stripe.
type StripeAccount struct {
	Offered   bool   `json:"offered" doc:"Whether the program connects accounts"`
	Account   string `json:"account,omitempty" doc:"Stripe's id of yours" example:"acct_1032D82eZvKYlo2C"`
	State     string `json:"state" enum:"none,incomplete,ready,restricted" doc:"none: not begun; incomplete: Stripe asks for more; restricted: Stripe has stopped it"`
	Due       int    `json:"due" doc:"How many things Stripe still asks for"`
	BankError string `json:"bank_error,omitempty" doc:"Why Stripe's last payment to your bank failed"`
}

// StripeAccountLink is where to go on.
type StripeAccountLink struct {
	URL     string        `json:"url" doc:"At Stripe"`
	Account StripeAccount `json:"account"`
}

// BeginStripeAccount is what Stripe is told to begin with.
type BeginStripeAccount struct {
	Country string `json:"country,omitempty" pattern:"^[A-Z]{2}$" doc:"Where you are taxed; it cannot be changed later" example:"DE"`
}

type beginStripeAccountInput struct {
	ProgramPath
	Body BeginStripeAccount
}

func (a api) getStripeAccount(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[StripeAccount], error) {
	offered, err := a.Onboarding.Offered(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	if !offered {
		return httpkit.OK(StripeAccount{State: "none"}), nil
	}
	account, err := a.Onboarding.State(ctx, m.Program.ID, m.Partner)
	return httpkit.OK(stripeAccountOf(account)), err
}

func (a api) beginStripeAccount(ctx context.Context, m member, in *beginStripeAccountInput) (*httpkit.Body[StripeAccountLink], error) {
	if err := m.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	link, account, err := a.Onboarding.Begin(ctx, m.Program.ID, m.Partner, "", in.Body.Country, a.Origin+"/payouts")
	if err != nil {
		return nil, err
	}
	return httpkit.OK(StripeAccountLink{link, stripeAccountOf(account)}), nil
}

// UseStripeAccount is whose account it is.
type UseStripeAccount struct {
	Holder string `json:"holder" minLength:"1" maxLength:"140" doc:"Who owns the account"`
}

type useStripeAccountInput struct {
	ProgramPath
	Body UseStripeAccount
}

func (a api) useStripeAccount(ctx context.Context, m member, in *useStripeAccountInput) (*httpkit.Body[PayoutMethod], error) {
	if err := m.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	account, err := a.Onboarding.State(ctx, m.Program.ID, m.Partner)
	if err != nil {
		return nil, err
	}
	if !account.Payable {
		return nil, fault.New(fault.Conflict, "rail.account_not_ready", "Stripe does not take payouts for you yet: go on there first.")
	}
	to := payout.Details{Holder: in.Body.Holder, StripeAccount: account.ID}
	method, err := a.MethodDesk.SetMethod(ctx, m.Partner, payout.Stripe, to, m.User)
	return httpkit.OK(methodOf(method, a.Clock.Now())), err
}

func stripeAccountOf(a rail.Account) StripeAccount {
	v := StripeAccount{Offered: true, Account: a.ID, State: "incomplete", Due: a.Due, BankError: a.Failed}
	switch {
	case a.ID == "":
		v.State = "none"
	case a.Payable:
		v.State = "ready"
	case a.Submitted && a.Disabled != "":
		v.State = "restricted"
	}
	return v
}
