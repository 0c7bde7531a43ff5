package partnerapi

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) promotions() httpkit.Noun {
	const base = programBase + "/promotions"
	return httpkit.Noun{Name: "Partner promotions", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-upcoming-sales", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
			Summary:     "Sales that only partners announce, scheduled and live, in the order in which they begin",
			Description: "Each with your link to its page.",
		}, inProgram(a, a.listPromotions))
	}}
}

func (a api) listPromotions(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[httpkit.List[Promotion]], error) {
	if m.Enrollment.Status != enrollment.Active {
		return nil, fault.New(fault.Forbidden, "enrollment.not_active", "Upcoming sales are for active partners of the program.")
	}
	open, err := a.Promotions.Open(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	open = slices.DeleteFunc(open, func(p promotion.Promotion) bool { return !p.For(m.Enrollment.Group) })
	out := httpkit.List[Promotion]{Data: []Promotion{}}
	if len(open) == 0 {
		return httpkit.OK(out), nil
	}
	own, err := a.ownLink(ctx, m)
	if err != nil {
		return nil, err
	}
	for _, p := range open {
		out.Data = append(out.Data, a.promotion(m, p, own))
	}
	return httpkit.OK(out), nil
}

// ownLink is the default link, nil where the program has no links.
func (a api) ownLink(ctx context.Context, m member) (*link.Link, error) {
	if !m.Program.Has(program.Links) {
		return nil, nil //nolint:nilnil // no link is an answer here
	}
	l, err := a.defaultLink(ctx, m)
	if fault.Is(err, fault.NotFound) {
		return nil, nil //nolint:nilnil // as above
	}
	return &l, err
}

// Promotion is a sale that only partners announce.
type Promotion struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Text        string    `json:"text"`
	CouponHint  string    `json:"coupon_hint" doc:"What customers type at the checkout, empty for nothing"`
	Destination string    `json:"destination" doc:"The page of the sale"`
	URL         string    `json:"url,omitempty" doc:"What to share: your link to the page of the sale, or your default link where the program has no deep links; absent where it has no links"`
	StartsAt    time.Time `json:"starts_at"`
	EndsAt      time.Time `json:"ends_at" doc:"The first moment after it"`
	Status      string    `json:"status" enum:"scheduled,live"`
}

func (a api) promotion(m member, p promotion.Promotion, own *link.Link) Promotion {
	v := Promotion{
		ID: string(p.ID), Name: p.Name, Text: p.Text, CouponHint: p.CouponHint, Destination: p.Destination,
		StartsAt: p.Starts, EndsAt: p.Ends, Status: string(p.At(a.Clock.Now())),
	}
	if own == nil {
		return v
	}
	v.URL = m.linkURL(a.Origin, own.Host, own.Key)
	if target, err := deepLink(*own, p.Destination); err == nil {
		v.URL += "?" + url.Values{"to": {target.String()}}.Encode()
	}
	return v
}
