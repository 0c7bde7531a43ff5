package publicapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// PublicProgram is what anybody may read of a program: its terms in clear.
type PublicProgram struct {
	Branding              Branding      `json:"branding"`
	Currency              string        `json:"currency"`
	Offers                []OfferTerms  `json:"offers" doc:"What is paid for now"`
	HoldbackDays          int64         `json:"holdback_days" doc:"How long a commission waits before it is approved"`
	AttributionWindowDays int64         `json:"attribution_window_days" doc:"How long after a click a sale still counts"`
	AttributionModel      string        `json:"attribution_model" enum:"last,first,split" doc:"Which click earns"`
	MinimumPayout         httpkit.Money `json:"minimum_payout"`
}

// OfferTerms is one promise in force.
type OfferTerms struct {
	ID           string      `json:"id"`
	Name         string      `json:"name"`
	Action       string      `json:"action" enum:"sale,lead,signup,recurring,click,stage,course,referral"`
	Recurring    bool        `json:"recurring" doc:"Pays for a customer's later payments too"`
	Reward       OfferReward `json:"reward"`
	HoldbackDays int64       `json:"holdback_days"`
}

// OfferReward is how much an offer pays.
type OfferReward struct {
	Kind        string         `json:"kind" enum:"percent,flat"`
	BasisPoints int64          `json:"basis_points,omitempty" doc:"Of percent: hundredths of a percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"Of flat"`
}

type programInput struct {
	Slug string `path:"slug" maxLength:"40" example:"acme"`
}

func (a api) getProgram(ctx context.Context, in *programInput) (*httpkit.Body[PublicProgram], error) {
	p, err := a.public(ctx, in.Slug)
	if err != nil {
		return nil, err
	}
	offers, versions, err := a.Offers.List(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(PublicProgram{
		Branding: a.brandingOf(ctx, p), Currency: string(p.Currency), Offers: a.terms(p, offers, versions),
		HoldbackDays: int64(p.HoldbackDays), AttributionWindowDays: int64(p.Attribution.WindowDays), AttributionModel: string(p.Attribution.Model),
		MinimumPayout: moneyOf(p.Payouts.MinimumMinor, p.Currency),
	}), nil
}

// public finds a program that has been live; a draft is nobody's business yet.
func (a api) public(ctx context.Context, slug string) (program.Program, error) {
	p, err := a.Programs.Find(ctx, program.Name{Slug: slug})
	if err == nil && p.Status == program.Draft {
		return program.Program{}, fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	return p, err
}

// terms lists the offers in force, oldest first.
func (a api) terms(p program.Program, offers []offer.Offer, versions []offer.Version) []OfferTerms {
	byOffer := map[id.Offer][]offer.Version{}
	for _, v := range versions {
		byOffer[v.Offer] = append(byOffer[v.Offer], v)
	}
	out := []OfferTerms{}
	for _, o := range offers {
		v, ok := offer.InForce(byOffer[o.ID], a.Clock.Now())
		if !ok || o.Status != offer.Published {
			continue
		}
		v = v.ToldTo(offer.Reader{})
		t := OfferTerms{
			ID: string(o.ID), Name: v.Name, Action: string(v.Trigger), Recurring: v.Recurring, HoldbackDays: v.HoldbackDays,
			Reward: OfferReward{Kind: string(v.Type), BasisPoints: int64(v.Rate)},
		}
		if v.Type == offer.Flat {
			flat := moneyOf(v.FlatMinor, p.Currency)
			t.Reward.Amount = &flat
		}
		if v.HoldbackDays < 0 {
			t.HoldbackDays = int64(p.HoldbackDays)
		}
		out = append(out, t)
	}
	return out
}

func moneyOf(minor int64, c money.Currency) httpkit.Money {
	return httpkit.Money{Amount: minor, Currency: string(c)}
}
