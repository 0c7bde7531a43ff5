package partnerapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) offers() httpkit.Noun {
	const base = programBase + "/offers"
	return httpkit.Noun{Name: "Partner offers", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-program-offers", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
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

// offersFor returns what a program would pay a partner that is not in it.
func (a api) offersFor(ctx context.Context, p program.Program) ([]Offer, error) {
	offers, versions, err := a.Offers.List(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	out := []Offer{}
	for _, o := range offers {
		of := slices.DeleteFunc(slices.Clone(versions), func(v offer.Version) bool { return v.Offer != o.ID })
		if v, ok := offer.InForce(of, a.Clock.Now()); ok && o.Status == offer.Published {
			out = append(out, member{Program: p}.offer(v.ToldTo(offer.Reader{})))
		}
	}
	return out, nil
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
		v, ok := offer.InForce(byOffer[o.ID], now)
		if !ok || o.Status != offer.Published {
			continue
		}
		told := m.offer(v.ToldTo(to))
		if told.Volume != nil {
			b, err := a.Accounts.Of(ctx, m.account())
			if err != nil {
				return nil, err
			}
			minor, count := v.SoldBy(offer.Input{At: now, Now: now, Zone: m.Program.Location(), Tallies: b.Tallies})
			told.Sold = &OwnVolume{Amount: m.money(minor), Count: count}
		}
		out = append(out, told)
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
