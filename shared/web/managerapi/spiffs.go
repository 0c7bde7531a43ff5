package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) spiffs() httpkit.Noun {
	const path = base + "/spiffs"
	return httpkit.Noun{Name: "Manager SPIFFs", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-spiffs", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Bonuses for a target within a window, newest first, with what was awarded",
		}, in(a, a.listSpiffs))
		httpkit.Register(r, httpkit.Op{
			ID: "create-spiff", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Promise a bonus for a target", Description: "What partners reach is awarded within the hour, as commissions of the kind spiff.",
		}, in(a, a.createSpiff))
		httpkit.Register(r, httpkit.Op{
			ID: "update-spiff", Method: http.MethodPatch, Path: path + "/{spiff}", Access: manager,
			Summary: "Change a SPIFF that is not over", Description: "Of one that is active, beginning, target and amounts stay.",
		}, in(a, a.updateSpiff))
		httpkit.Register(r, httpkit.Op{
			ID: "end-spiff", Method: http.MethodPost, Path: path + "/{spiff}/end", Access: manager,
			Summary: "Make today the last day of an active SPIFF",
		}, in(a, a.endSpiff))
		httpkit.Register(r, httpkit.Op{
			ID: "cancel-spiff", Method: http.MethodPost, Path: path + "/{spiff}/cancel", Access: manager,
			Summary: "Call a SPIFF off", Description: "Nothing more is awarded; what was awarded stays.",
		}, in(a, a.cancelSpiff))
		httpkit.Register(r, httpkit.Op{
			ID: "list-spiff-partners", Method: http.MethodGet, Path: path + "/{spiff}/partners", Access: viewer,
			Summary: "Who was awarded what of a SPIFF",
		}, in(a, a.listSpiffPartners))
	}}
}

func (a api) listSpiffs(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[httpkit.List[Spiff]], error) {
	all, err := a.Spiffs.Store.All(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out, err := a.withTotals(ctx, s, all)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.List[Spiff]{Data: out}), nil
}

// withTotals shows SPIFFs with what was awarded of them.
func (a api) withTotals(ctx context.Context, s staff, all []spiff.Spiff) ([]Spiff, error) {
	ids := make([]id.Spiff, len(all))
	for i, x := range all {
		ids[i] = x.ID
	}
	totals, err := a.Spiffs.Store.Totals(ctx, ids...)
	if err != nil {
		return nil, err
	}
	of := map[id.Spiff]spiff.Totals{}
	for _, t := range totals {
		of[t.Spiff] = t
	}
	today := clock.Day(a.Clock.Now(), s.Program.Location())
	out := make([]Spiff, len(all))
	for i, x := range all {
		out[i] = s.spiff(x, of[x.ID], today)
	}
	return out, nil
}

func (a api) spiffWithTotals(ctx context.Context, s staff, x spiff.Spiff, err error) (*httpkit.Body[Spiff], error) {
	if err != nil {
		return nil, err
	}
	out, err := a.withTotals(ctx, s, []spiff.Spiff{x})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(out[0]), nil
}

type createSpiffInput struct {
	ProgramPath
	Body SpiffInput
}

func (a api) createSpiff(ctx context.Context, s staff, in *createSpiffInput) (*httpkit.Body[Spiff], error) {
	if err := a.audience(ctx, s, in.Body.Groups, in.Body.Tiers); err != nil {
		return nil, err
	}
	if err := s.inCurrency(map[string]*httpkit.Money{"amount": &in.Body.Amount, "maximum": in.Body.Maximum, "budget": in.Body.Budget}); err != nil {
		return nil, err
	}
	x, err := a.Spiffs.Create(ctx, in.Body.spiff(s.Program.ID))
	return a.spiffWithTotals(ctx, s, x, err)
}

// SpiffPath is one SPIFF.
type SpiffPath struct {
	ProgramPath
	Spiff string `path:"spiff" example:"spf_01JD0000000000000000000000"`
}

type updateSpiffInput struct {
	SpiffPath
	Body SpiffPatch
}

func (a api) updateSpiff(ctx context.Context, s staff, in *updateSpiffInput) (*httpkit.Body[Spiff], error) {
	of, err := parse[id.Spiff](in.Spiff, "spiff")
	if err != nil {
		return nil, err
	}
	b := in.Body
	if err := a.audience(ctx, s, valueOf(b.Groups), valueOf(b.Tiers)); err != nil {
		return nil, err
	}
	if err := s.inCurrency(map[string]*httpkit.Money{"amount": b.Amount, "maximum": b.Maximum, "budget": b.Budget}); err != nil {
		return nil, err
	}
	x, err := a.Spiffs.Change(ctx, s.Program.ID, of, b.Version, b.apply)
	return a.spiffWithTotals(ctx, s, x, err)
}

func (a api) endSpiff(ctx context.Context, s staff, in *SpiffPath) (*httpkit.Body[Spiff], error) {
	of, err := parse[id.Spiff](in.Spiff, "spiff")
	if err != nil {
		return nil, err
	}
	x, err := a.Spiffs.End(ctx, s.Program.ID, of)
	return a.spiffWithTotals(ctx, s, x, err)
}

func (a api) cancelSpiff(ctx context.Context, s staff, in *SpiffPath) (*httpkit.Body[Spiff], error) {
	of, err := parse[id.Spiff](in.Spiff, "spiff")
	if err != nil {
		return nil, err
	}
	x, err := a.Spiffs.Cancel(ctx, s.Program.ID, of)
	return a.spiffWithTotals(ctx, s, x, err)
}

func (a api) listSpiffPartners(ctx context.Context, s staff, in *SpiffPath) (*httpkit.Body[httpkit.List[SpiffPartner]], error) {
	of, err := parse[id.Spiff](in.Spiff, "spiff")
	if err != nil {
		return nil, err
	}
	found, err := a.Spiffs.Find(ctx, s.Program.ID, of)
	if err != nil {
		return nil, err
	}
	all, err := a.Spiffs.Store.Partners(ctx, of)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Partner, len(all))
	for i, x := range all {
		ids[i] = x.Partner
	}
	orgs, err := a.Partners.Load(ctx, ids...)
	if err != nil {
		return nil, err
	}
	names := map[id.Partner]string{}
	for _, o := range orgs {
		names[o.ID] = o.Name
	}
	out := httpkit.List[SpiffPartner]{Data: []SpiffPartner{}}
	for _, x := range all {
		now, undercut, err := a.Spiffs.Undercut(ctx, found, x)
		if err != nil {
			return nil, err
		}
		v := SpiffPartner{
			Partner: string(x.Partner), Name: names[x.Partner], Figure: x.Figure, Awarded: s.money(x.Minor), Awards: x.Awards, LastAt: x.LastAt, Now: x.Figure, Undercut: undercut,
		}
		if undercut {
			v.Now = now
		}
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}
