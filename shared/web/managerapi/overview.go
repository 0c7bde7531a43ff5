package managerapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) overview() httpkit.Noun {
	return httpkit.Noun{Name: "Manager overview", Patterns: []string{base + "/setup", base + "/summary", base + "/activity"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-setup", Method: http.MethodGet, Path: base + "/setup", Access: viewer,
			Summary: "What is left to do before the program is live",
		}, in(a, a.getSetup))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-summary", Method: http.MethodGet, Path: base + "/summary", Access: viewer,
			Summary: "The program at a glance, beside the period before",
		}, in(a, a.getSummary))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-activity", Method: http.MethodGet, Path: base + "/activity", Access: viewer,
			Summary: "What happened lately, newest first",
		}, in(a, a.listActivity))
	}}
}

func (a api) getSetup(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Setup], error) {
	offers, _, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	secret, err := a.Secrets.Current(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	joined, err := a.joined(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	partners, err := a.Places.OfProgram(ctx, s.Program.ID, enrollment.Filter{Status: enrollment.Active}, page.Request{Limit: 1})
	if err != nil {
		return nil, err
	}
	asked, err := a.asked(s.Program, PeriodQuery{})
	if err != nil {
		return nil, err
	}
	recent, err := a.Reports.Whole(ctx, asked)
	if err != nil {
		return nil, err
	}
	published := slices.ContainsFunc(offers, func(o offer.Offer) bool { return o.Status == offer.Published })
	return httpkit.OK(a.setup(s.Program, map[string]bool{
		"brand": s.Program.Brand.LogoURL != "" || s.Program.Brand.Color != defaultColor,
		"offer": published, "live": s.Program.Status != program.Draft, "partner": len(partners.Data) > 0,
		"integration": secret.Hash != "" || joined, "test": s.Program.PostbackSet || recent.Now.Conversions > 0,
	})), nil
}

// defaultColor is what a program has whose brand nobody has chosen.
const defaultColor = "#0f766e"

func (a api) setup(p program.Program, done map[string]bool) Setup {
	v := Setup{Steps: []SetupStep{}, Complete: true, Status: string(p.Status), ApplyURL: a.applyURL(p), PostbackURL: a.Origin + postbackRoute}
	for _, key := range []string{"brand", "offer", "integration", "live", "partner", "test"} {
		v.Steps = append(v.Steps, SetupStep{Key: key, Done: done[key]})
		v.Complete = v.Complete && done[key]
	}
	return v
}

type summaryInput struct {
	ProgramPath
	PeriodQuery
}

func (a api) getSummary(ctx context.Context, s staff, in *summaryInput) (*httpkit.Body[Summary], error) {
	asked, err := a.asked(s.Program, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	m, err := a.Reports.Whole(ctx, asked)
	if err != nil {
		return nil, err
	}
	waiting, err := a.Places.Waiting(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(s.summary(m, len(waiting))), nil
}

type activityInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listActivity(ctx context.Context, s staff, in *activityInput) (*httpkit.Body[httpkit.List[Activity]], error) {
	p, err := a.Activity.Recent(ctx, s.Program.ID, "", in.Request())
	if err != nil {
		return nil, err
	}
	var ids []id.Partner
	for _, e := range p.Data {
		ids = append(ids, e.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(e event.Event) Activity { return activityOf(e, names) })), nil
}
