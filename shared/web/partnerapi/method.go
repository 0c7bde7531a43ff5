package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
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
			Summary: "Say how you want to be paid", Description: "Needs a sign-in within the last 10 minutes. A changed method waits 72 hours before it is used.",
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
	m, err := a.MethodDesk.SetMethod(ctx, c.Partner, payout.Manual, payout.Details{Holder: in.Body.PayeeName, FreeText: in.Body.Account}, c.User)
	return httpkit.OK(methodOf(m, a.Clock.Now())), err
}

// PayoutMethod is how a partner is paid, as far as it is shown again.
type PayoutMethod struct {
	Set       bool      `json:"set"`
	Rail      string    `json:"rail" enum:"manual"`
	PayeeName string    `json:"payee_name,omitempty"`
	Masked    string    `json:"masked,omitempty" doc:"The last four characters" example:"•••• 4821"`
	Usable    bool      `json:"usable" doc:"False after a change, for 72 hours: nothing is paid meanwhile"`
	UpdatedAt time.Time `json:"updated_at,omitzero"`
}

// PayoutMethodInput is a payout method; the account is sealed on arrival.
type PayoutMethodInput struct {
	PayeeName string `json:"payee_name" minLength:"1" maxLength:"140"`
	Account   string `json:"account" minLength:"4" maxLength:"200" doc:"IBAN, account number, or an e-mail address"`
}

func methodOf(m payout.Method, now time.Time) PayoutMethod {
	v := PayoutMethod{Set: m.Version > 0, Rail: payout.Manual, PayeeName: m.PayeeName, Masked: m.Masked, Usable: m.Usable(now), UpdatedAt: m.ChangedAt}
	if v.Set {
		v.Rail = m.Rail
	}
	return v
}
