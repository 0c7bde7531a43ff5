package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) promotions() httpkit.Noun {
	const path = base + "/promotions"
	return httpkit.Noun{Name: "Manager promotions", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-promotions", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Sales that only partners announce, the one that begins last first",
		}, in(a, a.listPromotions))
		httpkit.Register(r, httpkit.Op{
			ID: "create-promotion", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Announce a sale to partners", Description: "They see it at once, with a link of their own to its page, until it ends.",
		}, in(a, a.createPromotion))
		httpkit.Register(r, httpkit.Op{
			ID: "update-promotion", Method: http.MethodPatch, Path: path + "/{promotion}", Access: manager,
			Summary: "Change a sale that is not over", Description: "The beginning of one that is live stays.",
		}, in(a, a.updatePromotion))
		httpkit.Register(r, httpkit.Op{
			ID: "cancel-promotion", Method: http.MethodPost, Path: path + "/{promotion}/cancel", Access: manager,
			Summary: "Call a sale off", Description: "Partners do not see it any more. What their links earned stays.",
		}, in(a, a.cancelPromotion))
	}}
}

type listPromotionsInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listPromotions(ctx context.Context, s staff, in *listPromotionsInput) (*httpkit.Body[httpkit.List[Promotion]], error) {
	p, err := a.Promotions.List(ctx, s.Program.ID, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, a.promotion)), nil
}

type createPromotionInput struct {
	ProgramPath
	Body PromotionInput
}

func (a api) createPromotion(ctx context.Context, s staff, in *createPromotionInput) (*httpkit.Body[Promotion], error) {
	b := in.Body
	if err := a.audience(ctx, s, b.Groups, nil); err != nil {
		return nil, err
	}
	p, err := a.Promotions.Create(ctx, promotion.Promotion{
		Program: s.Program.ID, Groups: named[id.Group](b.Groups), Name: b.Name, Text: b.Text, CouponHint: b.CouponHint, Destination: b.Destination, Starts: b.StartsAt, Ends: b.EndsAt,
	})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(a.promotion(p)), nil
}

// PromotionPath is one sale.
type PromotionPath struct {
	ProgramPath
	Promotion string `path:"promotion" example:"prm_01JD0000000000000000000000"`
}

type updatePromotionInput struct {
	PromotionPath
	Body PromotionPatch
}

func (a api) updatePromotion(ctx context.Context, s staff, in *updatePromotionInput) (*httpkit.Body[Promotion], error) {
	of, err := parse[id.Promotion](in.Promotion, "promotion")
	if err != nil {
		return nil, err
	}
	if err := a.audience(ctx, s, valueOf(in.Body.Groups), nil); err != nil {
		return nil, err
	}
	p, err := a.Promotions.Change(ctx, s.Program.ID, of, in.Body.Version, in.Body.apply)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(a.promotion(p)), nil
}

func (a api) cancelPromotion(ctx context.Context, s staff, in *PromotionPath) (*httpkit.Body[Promotion], error) {
	of, err := parse[id.Promotion](in.Promotion, "promotion")
	if err != nil {
		return nil, err
	}
	p, err := a.Promotions.Cancel(ctx, s.Program.ID, of)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(a.promotion(p)), nil
}

// Promotion is a sale that only partners announce.
type Promotion struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Text        string    `json:"text"`
	CouponHint  string    `json:"coupon_hint" doc:"What customers type at the checkout, empty for nothing"`
	Destination string    `json:"destination" doc:"The page to which partners' links lead"`
	StartsAt    time.Time `json:"starts_at"`
	EndsAt      time.Time `json:"ends_at" doc:"The first moment after it"`
	Groups      []string  `json:"groups" doc:"Whose partners see it; empty: everybody's"`
	Status      string    `json:"status" enum:"scheduled,live,ended,cancelled"`
	Version     int64     `json:"version"`
	CreatedAt   time.Time `json:"created_at"`
}

// PromotionInput is a sale to be announced.
type PromotionInput struct {
	Name        string    `json:"name" minLength:"1" maxLength:"120"`
	Text        string    `json:"text,omitempty" maxLength:"2000" doc:"Plain text; its lines stay lines"`
	CouponHint  string    `json:"coupon_hint,omitempty" maxLength:"64" doc:"What customers type at the checkout"`
	Destination string    `json:"destination,omitempty" maxLength:"2048" doc:"On one of the program's hosts; its website when left out"`
	StartsAt    time.Time `json:"starts_at"`
	EndsAt      time.Time `json:"ends_at" doc:"The first moment after it; at most 366 days later"`
	Groups      []string  `json:"groups,omitempty" maxItems:"50" doc:"Whose partners see it; everybody's when left out"`
}

// PromotionPatch is what to change; what is left out stays.
type PromotionPatch struct {
	Name        *string    `json:"name,omitempty" minLength:"1" maxLength:"120"`
	Text        *string    `json:"text,omitempty" maxLength:"2000"`
	CouponHint  *string    `json:"coupon_hint,omitempty" maxLength:"64"`
	Destination *string    `json:"destination,omitempty" maxLength:"2048" doc:"Empty: the program's website"`
	StartsAt    *time.Time `json:"starts_at,omitempty"`
	EndsAt      *time.Time `json:"ends_at,omitempty"`
	Groups      *[]string  `json:"groups,omitempty" maxItems:"50" doc:"Empty: everybody's"`
	Version     int64      `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

func (b PromotionPatch) apply(p *promotion.Promotion) {
	replace(&p.Name, b.Name)
	replace(&p.Text, b.Text)
	replace(&p.CouponHint, b.CouponHint)
	replace(&p.Destination, b.Destination)
	replace(&p.Starts, b.StartsAt)
	replace(&p.Ends, b.EndsAt)
	if b.Groups != nil {
		p.Groups = named[id.Group](*b.Groups)
	}
}

// replace changes what a patch says anything of.
func replace[T any](what, by *T) {
	if by != nil {
		*what = *by
	}
}

func (a api) promotion(p promotion.Promotion) Promotion {
	return Promotion{
		ID: string(p.ID), Name: p.Name, Text: p.Text, CouponHint: p.CouponHint, Destination: p.Destination, StartsAt: p.Starts, EndsAt: p.Ends,
		Groups: texts(p.Groups), Status: string(p.At(a.Clock.Now())), Version: p.Version, CreatedAt: p.CreatedAt,
	}
}
