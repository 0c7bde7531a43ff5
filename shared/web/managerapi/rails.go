package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) rails() httpkit.Noun {
	const path = base + "/rails"
	return httpkit.Noun{Name: "Manager payout rails", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-rails", Method: http.MethodGet, Path: path, Access: manager,
			Summary: "How the program pays by PayPal and Stripe", Description: "Secrets are never shown again; of each the last characters are.",
		}, in(a, a.listRails))
		httpkit.Register(r, httpkit.Op{
			ID: "put-rail", Method: http.MethodPut, Path: path + "/{rail}", Access: owner,
			Summary:     "Connect the program with a provider that pays, or change the connection",
			Description: "What is left out stays. Keys are tried at the provider first. Needs a sign-in within the last 10 minutes.",
		}, in(a, a.putRail))
		httpkit.Register(r, httpkit.Op{
			ID: "test-rail", Method: http.MethodPost, Path: path + "/{rail}/test", Access: owner,
			Summary: "Try keys at the provider", Description: "Nothing is kept and nothing is paid.",
		}, in(a, a.testRail))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-rail", Method: http.MethodDelete, Path: path + "/{rail}", Access: owner,
			Summary:     "Disconnect a provider: forget its keys",
			Description: "Payouts that are on their way can no longer be asked after. Needs a sign-in within the last 10 minutes.",
		}, in(a, a.deleteRail))
		a.recall(r)
	}}
}

func (a api) listRails(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[RailList], error) {
	out := RailList{Data: []Rail{}}
	for _, k := range rail.Kinds() {
		c, err := a.Rails.Load(ctx, s.Program.ID, k)
		if err != nil {
			return nil, err
		}
		out.Data = append(out.Data, a.railOf(s, k, c))
	}
	return httpkit.OK(out), nil
}

type putRailInput struct {
	RailPath
	Body RailInput
}

func (a api) putRail(ctx context.Context, s staff, in *putRailInput) (*httpkit.Body[Rail], error) {
	k, err := rail.Parse(in.Rail)
	if err != nil {
		return nil, err
	}
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	c, err := a.Rails.Set(ctx, s.Program.ID, k, in.Body.setup())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(a.railOf(s, k, c)), nil
}

func (a api) testRail(ctx context.Context, s staff, in *putRailInput) (*httpkit.None, error) {
	k, err := rail.Parse(in.Rail)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Rails.Test(ctx, s.Program.ID, k, in.Body.setup())
}

func (a api) deleteRail(ctx context.Context, s staff, in *RailPath) (*httpkit.None, error) {
	k, err := rail.Parse(in.Rail)
	if err != nil {
		return nil, err
	}
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Rails.Disconnect(ctx, s.Program.ID, k)
}

func (a api) railOf(s staff, k rail.Kind, c rail.Connection) Rail {
	v := Rail{
		Rail: string(k), Connected: c.Connected(), Environment: environment(c.Sandbox), ClientID: c.ClientID, KeyHint: c.Key.Hint, OnboardingHint: c.Onboarding.Hint,
		WebhookID: c.Webhook, WebhookURL: a.Origin + webhookRoute + "payouts/" + string(k) + "/" + string(s.Program.ID), Events: k.Events(),
		SigningSecrets: []RailSecret{}, ConnectedAt: c.ConnectedAt, LastEventAt: c.HeardAt,
	}
	for _, one := range c.Signing {
		v.SigningSecrets = append(v.SigningSecrets, RailSecret{Hint: one.Hint, AddedAt: one.AddedAt})
	}
	return v
}
