package managerapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) partners() httpkit.Noun {
	const path = base + "/partners"
	return httpkit.Noun{Name: "Manager partners", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-partners", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "The program's partners with their numbers of a period",
		}, in(a, a.listPartners))
		httpkit.Register(r, httpkit.Op{
			ID: "get-partner", Method: http.MethodGet, Path: path + "/{partner}", Access: viewer,
			Summary: "One partner",
		}, in(a, a.getPartner))
		a.registerStanding(r, path)
		a.registerMargin(r, path)
		a.registerRecord(r, path)
		httpkit.Register(r, httpkit.Op{
			ID: "list-partner-moves", Method: http.MethodGet, Path: path + "/{partner}/moves", Access: viewer,
			Summary: "A partner's changes of group and tier, newest first", Description: "Each with its cause and the figures that it was decided on.",
		}, in(a, a.listMoves))
		httpkit.Register(r, httpkit.Op{
			ID: "create-holdout-link", Method: http.MethodPost, Path: path + "/{partner}/holdout-links", Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary:     "Make a link that counts and pays nothing",
			Description: "To compare with the links that pay: agree with the partner where it stands. It is marked as such in their portal, and never becomes another.",
		}, in(a, a.createHoldout))
	}}
}

type listPartnersInput struct {
	ProgramPath
	PeriodQuery
	httpkit.PageQuery
	Status string `query:"status" enum:"in_review,active,rejected,suspended,banned,left"`
	Group  string `query:"group" doc:"Those of this group only"`
	Tier   string `query:"tier" doc:"Those of this tier only"`
	Tag    string `query:"tag" maxLength:"24" doc:"Those with this tag only"`
	Looks  string `query:"engagement" enum:"never,daily,weekly,monthly,seldom" doc:"Those only who look in so often"`
	Search string `query:"q" maxLength:"100" doc:"Only those whose name holds this, or the one with this id. A page may be empty and have more"`
}

func (a api) listPartners(ctx context.Context, s staff, in *listPartnersInput) (*httpkit.Body[httpkit.List[Partner]], error) {
	asked, err := a.asked(s.Program, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	p, err := a.Places.OfProgram(ctx, s.Program.ID, enrollment.Filter{
		Status: enrollment.Status(in.Status), Group: id.Group(in.Group), Tier: id.Tier(in.Tier), Search: strings.TrimSpace(in.Search),
		Tag: in.Tag, Looks: enrollment.Engagement(in.Looks), Today: a.today(),
	}, in.Request())
	if err != nil {
		return nil, err
	}
	shown := make([]id.Partner, len(p.Data))
	for i, r := range p.Data {
		shown[i] = r.Partner
	}
	figures, err := a.Reports.Each(ctx, asked, shown...)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(r enrollment.Row) Partner { return s.partner(r, figures[r.Partner], a.today()) })), nil
}

// today is the day it is for everybody, as partners are seen by.
func (a api) today() string { return clock.Day(a.Clock.Now(), time.UTC) }

type getPartnerInput struct {
	PartnerPath
	PeriodQuery
}

func (a api) getPartner(ctx context.Context, s staff, in *getPartnerInput) (*httpkit.Body[PartnerDetail], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	e, err := a.Enrollments.Store.Load(ctx, s.Program.ID, o)
	if err != nil {
		return nil, err
	}
	asked, err := a.asked(s.Program, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	overview, err := a.Reports.Partner(ctx, asked, o)
	if err != nil {
		return nil, err
	}
	balance, err := a.Accounts.Of(ctx, ledger.Account{Program: s.Program.ID, Partner: o, Currency: s.Program.Currency})
	if err != nil {
		return nil, err
	}
	v := s.partnerDetail(e, overview.Now, balance)
	v.Engagement = string(enrollment.RowOf(e).Engagement(a.today()))
	if err := a.fill(ctx, s, e, &v); err != nil {
		return nil, err
	}
	return httpkit.OK(v), nil
}

// fill reads what is known of the partner beside its numbers.
func (a api) fill(ctx context.Context, s staff, e enrollment.Enrollment, v *PartnerDetail) error {
	asked := []id.Partner{e.Partner}
	if e.Referrer != "" {
		asked = append(asked, e.Referrer)
	}
	orgs, err := a.Partners.Load(ctx, asked...)
	if err != nil {
		return err
	}
	names := map[id.Partner]partner.Partner{}
	for _, o := range orgs {
		names[o.ID] = o
	}
	if o, ok := names[e.Partner]; ok {
		v.Name, v.Website, v.Country = o.Name, o.Website, o.Country
	}
	v.Referrer = referrerOf(e, names)
	people, err := a.Users.Load(ctx, e.Applicant)
	if err != nil {
		return err
	}
	for _, u := range people {
		v.Email = u.Email
	}
	links, err := a.Links.List(ctx, s.Program.ID, e.Partner, page.Request{Limit: page.MaxLimit})
	if err != nil {
		return err
	}
	for _, r := range links.Data {
		if r.Status != link.Archived {
			v.Links = append(v.Links, s.link(a.Origin, r))
		}
	}
	m, err := a.Methods.Method(ctx, e.Partner)
	if err == nil && m.Version > 0 {
		v.PayoutMethod = &PayoutMethod{Rail: m.Rail, Masked: m.Masked, Usable: m.Usable(a.Clock.Now()), UpdatedAt: m.ChangedAt}
	}
	return err
}
