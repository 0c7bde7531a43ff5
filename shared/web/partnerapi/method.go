package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const methodPath = partnerBase + "/payout-method"

func (a api) method() httpkit.Noun {
	return httpkit.Noun{Name: "Partner payout method", Patterns: []string{methodPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-payout-method", Method: http.MethodGet, Path: methodPath, Access: admin,
			Summary: "How you are paid; account numbers are masked",
		}, ofPartner(a.getMethod))
		httpkit.Register(r, httpkit.Op{
			ID: "put-payout-method", Method: http.MethodPut, Path: methodPath, Access: admin,
			Summary: "Say how you want to be paid", Description: "Needs a sign-in within the last 10 minutes. A changed method waits 72 hours before it is used; the addresses of the old and the new account are told.",
		}, ofPartner(a.putMethod))
	}}
}

func (a api) getMethod(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[PayoutMethod], error) {
	m, err := a.Methods.Method(ctx, c.Partner)
	return httpkit.OK(methodOf(m, a.Clock.Now())), err
}

type putMethodInput struct {
	PartnerPath
	Body PayoutMethodInput
}

func (a api) putMethod(ctx context.Context, c auth.Actor, in *putMethodInput) (*httpkit.Body[PayoutMethod], error) {
	if err := c.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	m, err := a.MethodDesk.SetMethodIn(ctx, c.Partner, in.Body.Rail, money.Currency(in.Body.Currency), in.Body.details(), c.User)
	return httpkit.OK(methodOf(m, a.Clock.Now())), err
}

// PayoutMethod is how a partner is paid, as far as it is shown again.
type PayoutMethod struct {
	Set        bool      `json:"set"`
	Rail       string    `json:"rail" enum:"manual,wise,paypal_csv,sepa,nacha,paypal,stripe"`
	Currency   string    `json:"currency,omitempty" doc:"What you are paid in; empty is each program's own"`
	PayeeName  string    `json:"payee_name,omitempty"`
	Masked     string    `json:"masked,omitempty" doc:"The last four characters" example:"•••• 4821"`
	Usable     bool      `json:"usable" doc:"False after a change, for 72 hours: nothing is paid meanwhile"`
	UsableFrom time.Time `json:"usable_from,omitzero"`
	UpdatedAt  time.Time `json:"updated_at,omitzero"`
}

// PayoutMethodInput is a payout method; the account is sealed on arrival. Each
// method takes fields of its own. Stripe's accounts are connected at Stripe.
type PayoutMethodInput struct {
	Rail          string   `json:"rail" enum:"manual,wise,paypal_csv,sepa,nacha,paypal"`
	Currency      string   `json:"currency,omitempty" pattern:"^[A-Z]{3}$" doc:"What you want to be paid in; left out, each program's own. Other currencies are converted by the program's rate of the day on which the payout is planned" example:"USD"`
	Holder        string   `json:"holder" minLength:"1" maxLength:"140" doc:"Who owns the account"`
	Email         string   `json:"email,omitempty" maxLength:"254" doc:"paypal, paypal_csv; wise if there is one"`
	IBAN          string   `json:"iban,omitempty" maxLength:"50" doc:"sepa; wise where there are IBANs"`
	BIC           string   `json:"bic,omitempty" maxLength:"20" doc:"sepa and wise, if known"`
	AccountNumber string   `json:"account_number,omitempty" maxLength:"50" doc:"nacha; wise where there is no IBAN"`
	RoutingNumber string   `json:"routing_number,omitempty" maxLength:"40" doc:"nacha: the ABA number; wise: the bank's code"`
	AccountType   string   `json:"account_type,omitempty" enum:"checking,savings" doc:"nacha, and wise in the US"`
	Country       string   `json:"country,omitempty" maxLength:"2" doc:"Two letters; wise where there is no IBAN"`
	Address       []string `json:"address,omitempty" maxItems:"4" doc:"Lines of the owner's address"`
	FreeText      string   `json:"free_text,omitempty" maxLength:"200" doc:"manual: the account as a person reads it"`
}

func (in PayoutMethodInput) details() payout.Details {
	return payout.Details{
		Holder: in.Holder, Email: in.Email, IBAN: in.IBAN, BIC: in.BIC, AccountNumber: in.AccountNumber, RoutingNumber: in.RoutingNumber,
		AccountType: in.AccountType, Country: in.Country, Address: in.Address, FreeText: in.FreeText,
	}
}

func methodOf(m payout.Method, now time.Time) PayoutMethod {
	v := PayoutMethod{Set: m.Version > 0, Rail: payout.Manual, PayeeName: m.PayeeName, Masked: m.Masked, Usable: m.Usable(now), UpdatedAt: m.ChangedAt}
	if v.Set {
		v.Rail, v.UsableFrom, v.Currency = m.Rail, m.UsableFrom(), string(m.Currency)
	}
	return v
}
