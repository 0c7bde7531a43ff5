package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) coupons() httpkit.Noun {
	const path = base + "/coupons"
	return httpkit.Noun{Name: "Manager coupons", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-coupons", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Codes that name a partner, newest first",
		}, in(a, a.listCoupons))
		httpkit.Register(r, httpkit.Op{
			ID: "create-coupon", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Give a partner a code", Description: "Make the same code in the shop: Tributary says whose it is, the shop what it saves the customer.",
		}, in(a, a.createCoupon))
		httpkit.Register(r, httpkit.Op{
			ID: "update-coupon", Method: http.MethodPatch, Path: path + "/{code}", Access: manager,
			Summary: "Change a code, or switch it off", Description: "What it earned stays. Whose it is never changes.",
		}, in(a, a.updateCoupon))
	}}
}

type listCouponsInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
	Partner string `query:"partner" maxLength:"40" doc:"Only this partner's"`
}

func (a api) listCoupons(ctx context.Context, s staff, in *listCouponsInput) (*httpkit.Body[httpkit.List[Coupon]], error) {
	var p page.Of[coupon.Coupon]
	var err error
	if in.Partner == "" {
		p, err = a.Coupons.Store.OfProgram(ctx, s.Program.ID, in.In(in.PageQuery))
	} else {
		p, err = a.couponsOf(ctx, s, in.Partner, in.In(in.PageQuery))
	}
	if err != nil {
		return nil, err
	}
	owners := make([]id.Partner, 0, len(p.Data))
	for _, c := range p.Data {
		owners = append(owners, c.Partner)
	}
	names, err := a.names(ctx, owners)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(c coupon.Coupon) Coupon { return s.coupon(c, names[c.Partner]) })), nil
}

func (a api) couponsOf(ctx context.Context, s staff, text string, r page.Request) (page.Of[coupon.Coupon], error) {
	o, err := parse[id.Partner](text, "partner")
	if err != nil {
		return page.Of[coupon.Coupon]{}, err
	}
	return a.Coupons.Store.OfPartner(ctx, s.Program.ID, o, r)
}

type createCouponInput struct {
	ProgramPath
	Body CouponInput
}

func (a api) createCoupon(ctx context.Context, s staff, in *createCouponInput) (*httpkit.Body[Coupon], error) {
	b := in.Body
	o, err := parse[id.Partner](b.Partner, "partner")
	if err != nil {
		return nil, err
	}
	c := coupon.Coupon{Program: s.Program.ID, Partner: o, Code: b.Code, From: b.From, Until: b.Until}
	if c.Offer, err = a.offerOf(ctx, s, b.Offer); err != nil {
		return nil, err
	}
	if c.Rate, c.FlatMinor, err = b.Reward.of(s); err != nil {
		return nil, err
	}
	if c, err = a.Coupons.Create(ctx, c); err != nil {
		return nil, err
	}
	return a.couponOutput(ctx, s, c)
}

// offerOf reads the offer that a code is for; it must be the program's.
func (a api) offerOf(ctx context.Context, s staff, text string) (id.Offer, error) {
	if text == "" {
		return "", nil
	}
	offers, _, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return "", err
	}
	for _, o := range offers {
		if string(o.ID) == text {
			return o.ID, nil
		}
	}
	return "", unknown("offer")
}

// CouponPath is one code.
type CouponPath struct {
	ProgramPath
	Code string `path:"code" maxLength:"200" example:"ANNA10"`
}

type updateCouponInput struct {
	CouponPath
	Body CouponPatch
}

func (a api) updateCoupon(ctx context.Context, s staff, in *updateCouponInput) (*httpkit.Body[Coupon], error) {
	b := in.Body
	rate, flat, err := b.Reward.of(s)
	if err != nil {
		return nil, err
	}
	c, err := a.Coupons.Change(ctx, s.Program.ID, in.Code, b.Version, func(c *coupon.Coupon) {
		if b.Reward != nil {
			c.Rate, c.FlatMinor = rate, flat
		}
		if b.Active != nil {
			c.Status = coupon.Disabled
			if *b.Active {
				c.Status = coupon.Active
			}
		}
		if b.Until != nil {
			c.Until = *b.Until
		}
	})
	if err != nil {
		return nil, err
	}
	return a.couponOutput(ctx, s, c)
}

func (a api) couponOutput(ctx context.Context, s staff, c coupon.Coupon) (*httpkit.Body[Coupon], error) {
	owner, err := a.name(ctx, c.Partner)
	return httpkit.OK(s.coupon(c, owner)), err
}

// Coupon is a code that names a partner.
type Coupon struct {
	Code      string        `json:"code"`
	Partner   PartnerRef    `json:"partner"`
	Status    string        `json:"status" enum:"active,disabled"`
	Offer     string        `json:"offer_id,omitempty" doc:"The only offer that its sales earn by"`
	Reward    *CouponReward `json:"reward,omitempty" doc:"Absent: what the offer pays"`
	From      time.Time     `json:"from,omitzero"`
	Until     time.Time     `json:"until,omitzero"`
	Source    string        `json:"source" doc:"manual, stripe, shopify or import"`
	Version   int64         `json:"version"`
	CreatedAt time.Time     `json:"created_at"`
}

// CouponReward is what a code pays instead of the offer; 0 of both is what the
// offer pays.
type CouponReward struct {
	BasisPoints int64          `json:"basis_points,omitempty" minimum:"0" maximum:"10000" doc:"Hundredths of a percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"In the program's currency"`
}

// CouponInput is a code to be made.
type CouponInput struct {
	Code    string        `json:"code" minLength:"1" maxLength:"64" doc:"Upper and lower case are one"`
	Partner string        `json:"partner_id" maxLength:"40"`
	Offer   string        `json:"offer_id,omitempty" maxLength:"40" doc:"The only offer that its sales earn by; whichever pays when left out"`
	Reward  *CouponReward `json:"reward,omitempty"`
	From    time.Time     `json:"from,omitzero"`
	Until   time.Time     `json:"until,omitzero"`
}

// CouponPatch is what to change; what is left out stays.
type CouponPatch struct {
	Active  *bool         `json:"active,omitempty"`
	Reward  *CouponReward `json:"reward,omitempty"`
	Until   *time.Time    `json:"until,omitempty"`
	Version int64         `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

func (s staff) coupon(c coupon.Coupon, owner PartnerRef) Coupon {
	v := Coupon{
		Code: c.Code, Partner: owner, Status: string(c.Status), Offer: string(c.Offer), From: c.From, Until: c.Until,
		Source: c.Source, Version: c.Version, CreatedAt: c.CreatedAt,
	}
	switch {
	case c.Rate > 0:
		v.Reward = &CouponReward{BasisPoints: int64(c.Rate)}
	case c.FlatMinor > 0:
		flat := s.money(c.FlatMinor)
		v.Reward = &CouponReward{Amount: &flat}
	}
	return v
}

// of reads what a code pays, in the program's currency.
func (r *CouponReward) of(s staff) (money.BasisPoints, int64, error) {
	if r == nil {
		return 0, 0, nil
	}
	if r.Amount == nil {
		return money.BasisPoints(r.BasisPoints), 0, nil
	}
	if r.Amount.Currency != string(s.Program.Currency) {
		return 0, 0, fault.New(fault.Invalid, "coupon.invalid", "The code cannot be kept like this.").
			With(fault.Field{Location: "body.reward.amount", Message: "must be an amount in " + string(s.Program.Currency)})
	}
	return money.BasisPoints(r.BasisPoints), r.Amount.Amount, nil
}
