package managerapi

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/offerview"
)

func (a api) offers() httpkit.Noun {
	const path = base + "/offers"
	return httpkit.Noun{Name: "Manager offers", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-offers", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "What the program pays for, with all versions",
		}, in(a, a.listOffers))
		httpkit.Register(r, httpkit.Op{
			ID: "create-offer", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Publish an offer",
		}, in(a, a.createOffer))
		httpkit.Register(r, httpkit.Op{
			ID: "create-offer-version", Method: http.MethodPost, Path: path + "/{offer}/versions", Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Publish another version of an offer", Description: "What was earned before stays as it is: each event earns by the version in force at its time.",
		}, in(a, a.createVersion))
		httpkit.Register(r, httpkit.Op{
			ID: "retire-offer", Method: http.MethodPost, Path: path + "/{offer}/retire", Access: manager,
			Summary: "Stop an offer; what was earned stays",
		}, in(a, a.retireOffer))
		httpkit.Register(r, httpkit.Op{
			ID: "simulate-offers", Method: http.MethodPost, Path: path + "/simulate", Access: manager,
			Summary: "What would this order earn, and why?", Description: "Evaluates an order by the function that decides reports, under the offers as they stand or a draft. It changes nothing.",
		}, in(a, a.simulateOffers))
	}}
}

func (a api) listOffers(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[OfferList], error) {
	offers, versions, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	budgets, err := a.budgets(ctx, s, offers, versions)
	if err != nil {
		return nil, err
	}
	out := OfferList{Data: []Offer{}}
	for _, o := range offers {
		v := s.offer(o, versions, a.Clock.Now())
		v.Budgets = budgets[v.ID]
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}

type createOfferInput struct {
	ProgramPath
	Body OfferInput
}

func (a api) createOffer(ctx context.Context, s staff, in *createOfferInput) (*httpkit.Body[Offer], error) {
	v, err := in.Body.version(s)
	if err != nil {
		return nil, err
	}
	o, err := a.Offers.Create(ctx, s.Program.ID, v)
	if err != nil {
		return nil, err
	}
	return a.reread(ctx, s, o.ID)
}

// OfferPath is one offer.
type OfferPath struct {
	ProgramPath
	Offer string `path:"offer" example:"off_01JD0000000000000000000000"`
}

type createVersionInput struct {
	OfferPath
	Body OfferInput
}

func (a api) createVersion(ctx context.Context, s staff, in *createVersionInput) (*httpkit.Body[Offer], error) {
	o, err := parse[id.Offer](in.Offer, "offer")
	if err != nil {
		return nil, err
	}
	v, err := in.Body.version(s)
	if err != nil {
		return nil, err
	}
	if _, err := a.Offers.Revise(ctx, s.Program.ID, o, v); err != nil {
		return nil, err
	}
	return a.reread(ctx, s, o)
}

// reread shows an offer as it is stored now.
func (a api) reread(ctx context.Context, s staff, o id.Offer) (*httpkit.Body[Offer], error) {
	offers, versions, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	for _, x := range offers {
		if x.ID == o {
			return httpkit.OK(s.offer(x, versions, a.Clock.Now())), nil
		}
	}
	return nil, unknown("offer")
}

func (a api) retireOffer(ctx context.Context, s staff, in *OfferPath) (*httpkit.None, error) {
	o, err := parse[id.Offer](in.Offer, "offer")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Offers.Retire(ctx, s.Program.ID, o)
}

// OfferList is all offers; it has one page.
type OfferList struct {
	Data       []Offer `json:"data"`
	HasMore    bool    `json:"has_more"`
	NextCursor string  `json:"next_cursor"`
}

// Offer is a promise to partners, with its versions.
type Offer struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Status    string         `json:"status" enum:"published,retired"`
	Current   *OfferVersion  `json:"current,omitempty" doc:"The version in force now"`
	Versions  []OfferVersion `json:"versions" doc:"Newest first"`
	Budgets   []OfferBudget  `json:"budgets,omitempty" doc:"Of the version in force, in a list"`
	CreatedAt time.Time      `json:"created_at"`
}

// OfferVersion is what an offer says from a moment on.
type OfferVersion struct {
	offerview.OfferRules
	Version      int64     `json:"version"`
	Name         string    `json:"name"`
	Action       string    `json:"action" enum:"sale,lead,signup,recurring,click,stage,course,referral"`
	Recurring    bool      `json:"recurring"`
	Reward       Reward    `json:"reward"`
	HoldbackDays *int64    `json:"holdback_days,omitempty" doc:"Absent: the program's"`
	EffectiveAt  time.Time `json:"effective_at"`
	CreatedAt    time.Time `json:"created_at"`
	CreatedBy    string    `json:"created_by" doc:"Id of a user"`
}

// Reward is how much an offer pays.
type Reward struct {
	Kind        string         `json:"kind" enum:"percent,flat"`
	BasisPoints int64          `json:"basis_points,omitempty" minimum:"1" maximum:"10000" doc:"Of percent: hundredths of a percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"Of flat, in the program's currency"`
}

// OfferInput is what an offer or its next version is to say.
type OfferInput struct {
	offerview.OfferRules
	Name         string    `json:"name" minLength:"1" maxLength:"120"`
	Action       string    `json:"action" enum:"sale,lead,signup,recurring,click,stage,course,referral"`
	Recurring    bool      `json:"recurring,omitempty" doc:"Of sale: pays for a customer's later payments too"`
	Reward       Reward    `json:"reward"`
	HoldbackDays *int64    `json:"holdback_days,omitempty" minimum:"0" maximum:"365" doc:"Left out: the program's"`
	EffectiveAt  time.Time `json:"effective_at,omitzero" doc:"Left out: at once; never in the past"`
}

// version is what the input says, to be published by the actor.
func (in OfferInput) version(s staff) (offer.Version, error) {
	v := offer.Version{
		Name: strings.TrimSpace(in.Name), EffectiveFrom: in.EffectiveAt, Trigger: offer.Trigger(in.Action), Type: offer.Type(in.Reward.Kind),
		Rate: money.BasisPoints(in.Reward.BasisPoints), Recurring: in.Recurring, HoldbackDays: -1, CreatedBy: string(s.User),
	}
	if in.HoldbackDays != nil {
		v.HoldbackDays = *in.HoldbackDays
	}
	r := reading{staff: s}
	if v.Rules = rulesOf(in.OfferRules, &r); v.Type == offer.Flat {
		v.Rate, v.FlatMinor = 0, r.minor(in.Reward.Amount, "reward.amount")
	}
	if len(r.fields) > 0 {
		return v, fault.New(fault.Invalid, "offer.invalid", "The offer cannot be published like this.").With(r.fields...)
	}
	return v, nil
}

func (s staff) offer(o offer.Offer, all []offer.Version, now time.Time) Offer {
	v := Offer{ID: string(o.ID), Name: o.Name, Status: string(o.Status), Versions: []OfferVersion{}, CreatedAt: o.CreatedAt}
	own := ownVersions(o, all)
	slices.SortFunc(own, func(x, y offer.Version) int { return cmp.Compare(y.Number, x.Number) })
	for _, x := range own {
		v.Versions = append(v.Versions, s.version(x))
	}
	if x, ok := offer.InForce(own, now); ok {
		current := s.version(x)
		v.Current = &current
	}
	return v
}

func (s staff) version(x offer.Version) OfferVersion {
	v := OfferVersion{
		Version: x.Number, Name: x.Name, Action: string(x.Trigger), Recurring: x.Recurring, Reward: s.reward(x.Type, x.Rate, x.FlatMinor),
		OfferRules: offerview.Show(x.Rules, s.Program.Currency), EffectiveAt: x.EffectiveFrom, CreatedAt: x.CreatedAt, CreatedBy: x.CreatedBy,
	}
	if x.HoldbackDays >= 0 {
		v.HoldbackDays = &x.HoldbackDays
	}
	return v
}

func (s staff) reward(t offer.Type, r money.BasisPoints, flat int64) Reward {
	if t == offer.Flat {
		amount := s.money(flat)
		return Reward{Kind: string(t), Amount: &amount}
	}
	return Reward{Kind: string(t), BasisPoints: int64(r)}
}
