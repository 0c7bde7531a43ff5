package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) coupons() httpkit.Noun {
	const base = programBase + "/coupons"
	return httpkit.Noun{Name: "Partner coupons", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-own-coupons", Method: http.MethodGet, Path: base, Access: user, KeyScope: linksRead,
			Summary: "Your codes: whoever buys with one is yours, with or without a click",
		}, inProgram(a, needs(program.Coupons, a.listCoupons)))
	}}
}

type listCouponsInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
}

func (a api) listCoupons(ctx context.Context, m member, in *listCouponsInput) (*httpkit.Body[httpkit.List[Coupon]], error) {
	p, err := a.Coupons.OfPartner(ctx, m.Program.ID, m.Partner, in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, m.coupon)), nil
}

// Coupon is a code that customers type at the checkout.
type Coupon struct {
	Code      string    `json:"code"`
	Status    string    `json:"status" enum:"active,disabled"`
	Offer     string    `json:"offer_id,omitempty" doc:"The only offer that its sales earn by"`
	Reward    *Reward   `json:"reward,omitempty" doc:"Absent: what the offer pays"`
	From      time.Time `json:"from,omitzero"`
	Until     time.Time `json:"until,omitzero"`
	CreatedAt time.Time `json:"created_at"`
}

func (m member) coupon(c coupon.Coupon) Coupon {
	v := Coupon{Code: c.Code, Status: string(c.Status), Offer: string(c.Offer), From: c.From, Until: c.Until, CreatedAt: c.CreatedAt}
	switch {
	case c.Rate > 0:
		v.Reward = &Reward{Kind: "percent", BasisPoints: int64(c.Rate)}
	case c.FlatMinor > 0:
		flat := m.money(c.FlatMinor)
		v.Reward = &Reward{Kind: "flat", Amount: &flat}
	}
	return v
}
