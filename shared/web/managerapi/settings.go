package managerapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) settings() httpkit.Noun {
	const path = base + "/settings"
	return httpkit.Noun{Name: "Manager settings", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-settings", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "The program's settings",
		}, in(a, a.getSettings))
		httpkit.Register(r, httpkit.Op{
			ID: "update-settings", Method: http.MethodPatch, Path: path, Access: owner,
			Summary: "Change settings", Description: "Currency and time zone only while the program is a draft. A changed holdback is for new commissions.",
		}, in(a, a.updateSettings))
		httpkit.Register(r, httpkit.Op{
			ID: "publish-program", Method: http.MethodPost, Path: path + "/publish", Access: owner,
			Summary: "Make a draft or paused program live",
		}, in(a, a.publish))
	}}
}

type settingsOutput struct {
	ETag string `header:"ETag"`
	Body Settings
}

func (a api) getSettings(ctx context.Context, s staff, _ *ProgramPath) (*settingsOutput, error) {
	return a.show(ctx, s.Program)
}

// show reads what is known of the program's secrets beside its settings.
func (a api) show(ctx context.Context, p program.Program) (*settingsOutput, error) {
	secret, err := a.Secrets.Current(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	return &settingsOutput{ETag: etag(p.Version), Body: a.settingsOf(p, secret)}, nil
}

func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

type updateSettingsInput struct {
	ProgramPath
	IfMatch string `header:"If-Match" doc:"ETag of what you saw; refused when it has changed since"`
	Body    SettingsPatch
}

func (a api) updateSettings(ctx context.Context, s staff, in *updateSettingsInput) (*settingsOutput, error) {
	if in.IfMatch != "" && in.IfMatch != etag(s.Program.Version) {
		return nil, fault.New(fault.Conflict, "program.changed", "Somebody else changed the program meanwhile. Load it again.")
	}
	currency := s.Program.Currency
	if in.Body.Currency != nil {
		currency = money.Currency(*in.Body.Currency)
	}
	for location, m := range map[string]*httpkit.Money{"body.minimum_payout": in.Body.MinimumPayout, "body.adjustment_limit": in.Body.AdjustLimit} {
		if m != nil && m.Currency != string(currency) {
			return nil, fault.New(fault.Invalid, "program.invalid", "The program cannot be saved like this.").
				With(fault.Field{Location: location, Message: "must be in " + string(currency)})
		}
	}
	if err := a.audience(ctx, s, in.Body.Portal.groups(), nil); err != nil {
		return nil, err
	}
	p, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, in.Body.apply)
	if err != nil {
		return nil, err
	}
	if in.Body.reachesLinks() {
		if err := a.renewLinks(ctx, p); err != nil {
			return nil, err
		}
	}
	return a.show(ctx, p)
}

// renewLinks gives every partner's links the program's present terms. Saving
// the same settings again does it again.
func (a api) renewLinks(ctx context.Context, p program.Program) error {
	for cursor := ""; ; {
		places, err := a.Places.OfProgram(ctx, p.ID, enrollment.Filter{Status: enrollment.Active}, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return err
		}
		for _, r := range places.Data {
			terms, err := a.Enrollments.LinkTerms(ctx, p.ID, r.Partner)
			if err != nil {
				return err
			}
			if err := a.Links.Renew(ctx, p.ID, r.Partner, terms); err != nil {
				return err
			}
		}
		if cursor = places.Next; cursor == "" {
			return nil
		}
	}
}

func (a api) publish(ctx context.Context, s staff, _ *ProgramPath) (*settingsOutput, error) {
	p, err := a.Programs.Publish(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return a.show(ctx, p)
}
