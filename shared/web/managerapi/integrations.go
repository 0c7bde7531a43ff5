package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Integrations is where connections with providers are kept.
type Integrations struct {
	integration.Desk
	integration.Journal
}

func (a api) integrations() httpkit.Noun {
	const path = base + "/integrations"
	return httpkit.Noun{Name: "Manager integrations", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-integrations", Method: http.MethodGet, Path: path, Access: manager,
			Summary: "How the program is joined to Stripe and Shopify, and how that does",
		}, in(a, a.listIntegrations))
		httpkit.Register(r, httpkit.Op{
			ID: "put-integration", Method: http.MethodPut, Path: path + "/{provider}", Access: owner,
			Summary:     "Connect a provider, or change the connection",
			Description: "What is left out stays. A new signing secret works at once; the one before goes on working beside it.",
		}, in(a, a.putIntegration))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-integration", Method: http.MethodDelete, Path: path + "/{provider}", Access: owner,
			Summary: "Disconnect a provider: forget its secrets, refuse its events", Description: "What it reported stays.",
		}, in(a, a.deleteIntegration))
	}}
}

func (a api) listIntegrations(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[IntegrationList], error) {
	out := IntegrationList{Data: []Integration{}}
	for _, of := range []integration.Provider{integration.Stripe, integration.Shopify} {
		c, err := a.Integrations.Load(ctx, s.Program.ID, of)
		if err != nil {
			return nil, err
		}
		v, err := a.integrationOf(ctx, s, of, c)
		if err != nil {
			return nil, err
		}
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}

type putIntegrationInput struct {
	IntegrationPath
	Body IntegrationInput
}

func (a api) putIntegration(ctx context.Context, s staff, in *putIntegrationInput) (*httpkit.Body[Integration], error) {
	of, err := integration.Parse(in.Provider)
	if err != nil {
		return nil, err
	}
	c, err := a.Integrations.Set(ctx, s.Program.ID, of, integration.Setup(in.Body))
	if err != nil {
		return nil, err
	}
	v, err := a.integrationOf(ctx, s, of, c)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(v), nil
}

func (a api) deleteIntegration(ctx context.Context, s staff, in *IntegrationPath) (*httpkit.None, error) {
	of, err := integration.Parse(in.Provider)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Integrations.Disconnect(ctx, s.Program.ID, of)
}

// webhookURL is where a provider sends the program's events.
func (a api) webhookURL(s staff, of integration.Provider) string {
	return a.Origin + webhookRoute + string(of) + "/" + string(s.Program.ID)
}

func (a api) integrationOf(ctx context.Context, s staff, of integration.Provider, c integration.Connection) (Integration, error) {
	h, err := a.Integrations.Health(ctx, s.Program.ID, of)
	if err != nil {
		return Integration{}, err
	}
	order, clicks := c.Names()
	v := Integration{
		Provider: string(of), WebhookURL: a.webhookURL(s, of), Events: of.Events(), Connected: c.Connected(), Account: c.Account,
		Secrets: []IntegrationSecret{}, KeyHint: c.Key.Hint, OrderKey: order, ClickKey: clicks, CountTests: c.CountTests,
		ConnectedAt: c.ConnectedAt, EndedAt: c.EndedAt, EndedBy: string(c.EndedBy),
		LastEventAt: h.LastAt, LastEventType: h.LastType, LastVerdict: string(h.LastWord),
		Counts: countsOf(h), Entries: []IntegrationEntry{},
	}
	for _, one := range c.Secrets {
		v.Secrets = append(v.Secrets, IntegrationSecret{Hint: one.Hint, AddedAt: one.AddedAt})
	}
	for _, e := range h.Entries {
		v.Entries = append(v.Entries, IntegrationEntry{
			EventID: e.Event, Type: e.Type, At: e.At, Verdict: string(e.Word), Reason: e.Reason, ConversionID: string(e.Conversion), Detail: append([]string{}, e.Detail...),
		})
	}
	return v, nil
}

// joined tells whether a provider reports the program's sales.
func (a api) joined(ctx context.Context, p id.Program) (bool, error) {
	for _, of := range []integration.Provider{integration.Stripe, integration.Shopify} {
		c, err := a.Integrations.Load(ctx, p, of)
		if err != nil || c.Connected() {
			return c.Connected(), err
		}
	}
	return false, nil
}
