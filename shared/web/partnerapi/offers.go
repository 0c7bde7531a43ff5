package partnerapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/offerview"
)

func (a api) offers() httpkit.Noun {
	const base = programBase + "/offers"
	return httpkit.Noun{Name: "Partner offers", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-program-offers", Method: http.MethodGet, Path: base, Access: user,
			Summary: "What a program pays for now",
		}, inProgram(a, a.listOffers))
	}}
}

func (a api) listOffers(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[OfferList], error) {
	offers, err := a.inForce(ctx, m)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(OfferList{Data: offers}), nil
}

// inForce returns the offers that pay now, oldest first.
func (a api) inForce(ctx context.Context, m member) ([]Offer, error) {
	offers, versions, err := a.Offers.List(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	byOffer := map[id.Offer][]offer.Version{}
	for _, v := range versions {
		byOffer[v.Offer] = append(byOffer[v.Offer], v)
	}
	to := offer.Reader{Partner: m.Partner, Group: m.Enrollment.Group, Tier: m.Enrollment.Tier}
	if slices.ContainsFunc(versions, namesCoupons) {
		codes, err := a.Coupons.OfPartner(ctx, m.Program.ID, m.Partner, page.Request{Limit: codesTold})
		if err != nil {
			return nil, err
		}
		for _, c := range codes.Data {
			to.Coupons = append(to.Coupons, c.Code)
		}
	}
	now := a.Clock.Now()
	out := []Offer{}
	for _, o := range offers {
		if v, ok := offer.InForce(byOffer[o.ID], now); ok && o.Status == offer.Published {
			out = append(out, m.offer(v.ToldTo(to)))
		}
	}
	return out, nil
}

// codesTold is of how many of a partner's codes the offers' rates are told.
const codesTold = 100

func namesCoupons(v offer.Version) bool {
	return slices.ContainsFunc(v.Rules.Rates, func(r offer.Rate) bool { return r.Coupon != "" })
}

// OfferList is all offers in force; it has one page.
type OfferList struct {
	Data       []Offer `json:"data"`
	HasMore    bool    `json:"has_more"`
	NextCursor string  `json:"next_cursor"`
}

// Offer is a promise in force, as it concerns you.
type Offer struct {
	offerview.OfferRules
	ID           string `json:"id"`
	Name         string `json:"name"`
	Action       string `json:"action" enum:"sale,lead,signup,recurring,click,stage,course,referral"`
	Recurring    bool   `json:"recurring" doc:"Pays for a customer's later payments too"`
	Reward       Reward `json:"reward"`
	HoldbackDays int64  `json:"holdback_days"`
}

// Reward is how much an offer pays.
type Reward struct {
	Kind        string         `json:"kind" enum:"percent,flat,nothing"`
	BasisPoints int64          `json:"basis_points,omitempty" doc:"Of percent: hundredths of a percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"Of flat"`
}

func (m member) offer(v offer.Version) Offer {
	days := v.HoldbackDays
	if days < 0 {
		days = int64(m.Program.HoldbackDays)
	}
	reward := Reward{Kind: string(v.Type), BasisPoints: int64(v.Rate)}
	if v.Type == offer.Flat {
		flat := m.money(v.FlatMinor)
		reward.Amount = &flat
	}
	return Offer{OfferRules: offerview.Show(v.Rules, m.Program.Currency), ID: string(v.Offer), Name: v.Name, Action: string(v.Trigger), Recurring: v.Recurring, Reward: reward, HoldbackDays: days}
}
