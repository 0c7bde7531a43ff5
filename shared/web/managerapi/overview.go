package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
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
