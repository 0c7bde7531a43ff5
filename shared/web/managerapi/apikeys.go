package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) apiKeys() httpkit.Noun {
	const path = base + "/api-keys"
	return httpkit.Noun{Name: "Manager API keys", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-api-keys", Method: http.MethodGet, Path: path, Access: manager,
			Summary: "The program's API keys, oldest first",
		}, in(a, a.listAPIKeys))
		httpkit.Register(r, httpkit.Op{
			ID: "create-api-key", Method: http.MethodPost, Path: path, Access: owner, Status: http.StatusCreated,
			Summary: "Make an API key", Description: "A secret key is for servers and is shown in this answer only; a publishable one is for the pages of the shop.",
		}, in(a, a.createAPIKey))
		httpkit.Register(r, httpkit.Op{
			ID: "revoke-api-key", Method: http.MethodDelete, Path: path + "/{key}", Access: owner,
			Summary: "End an API key", Description: "Within half a minute nothing takes it any more.",
		}, in(a, a.revokeAPIKey))
	}}
}

func (s staff) keyOwner() apikey.Owner { return apikey.Owner{Program: s.Program.ID} }

func (a api) listAPIKeys(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[APIKeys], error) {
	keys, err := a.Keys.List(ctx, s.keyOwner())
	if err != nil {
		return nil, err
	}
	out := APIKeys{Data: []APIKey{}}
	for _, k := range keys {
		out.Data = append(out.Data, a.apiKeyOf(k))
	}
	return httpkit.OK(out), nil
}

type createAPIKeyInput struct {
	ProgramPath
	Body APIKeyInput
}

func (a api) createAPIKey(ctx context.Context, s staff, in *createAPIKeyInput) (*httpkit.Body[NewAPIKey], error) {
	draft := apikey.Draft{Kind: apikey.Kind(in.Body.Kind), Name: in.Body.Name, ExpiresAt: in.Body.ExpiresAt}
	for _, scope := range in.Body.Scopes {
		draft.Scopes = append(draft.Scopes, apikey.Scope(scope))
	}
	k, text, err := a.Keys.Make(ctx, s.keyOwner(), draft, string(s.User))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(NewAPIKey{Key: text, APIKey: a.apiKeyOf(k)}), nil
}

type apiKeyPath struct {
	ProgramPath
	Key string `path:"key" example:"key_01JD0000000000000000000000"`
}

func (a api) revokeAPIKey(ctx context.Context, s staff, in *apiKeyPath) (*httpkit.None, error) {
	kid, err := parse[id.Key](in.Key, "key")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Keys.Revoke(ctx, s.keyOwner(), kid)
}

// APIKeys are a program's keys, all of them: there are few.
type APIKeys struct {
	Data []APIKey `json:"data"`
}

// APIKeyInput is what the maker of a key decides.
type APIKeyInput struct {
	Name      string    `json:"name" minLength:"1" maxLength:"60" doc:"What it is for, for people"`
	Kind      string    `json:"kind" enum:"secret,publishable"`
	Scopes    []string  `json:"scopes,omitempty" maxItems:"10" enum:"conversions:write,orders:write,clicks:write,entries:write" doc:"What a secret key may do"`
	ExpiresAt time.Time `json:"expires_at,omitzero" doc:"Never when left out"`
}

// APIKey is what is known of a key.
type APIKey struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind" enum:"secret,publishable"`
	Scopes     []string  `json:"scopes"`
	Hint       string    `json:"hint" doc:"Its first characters"`
	Text       string    `json:"text,omitempty" doc:"The whole key, of a publishable one"`
	Status     string    `json:"status" enum:"active,expired,revoked"`
	CreatedAt  time.Time `json:"created_at"`
	ExpiresAt  time.Time `json:"expires_at,omitzero"`
	RevokedAt  time.Time `json:"revoked_at,omitzero"`
	LastUsedAt time.Time `json:"last_used_at,omitzero" doc:"Up to five minutes late"`
}

// NewAPIKey is a key with its text.
type NewAPIKey struct {
	Key    string `json:"key" doc:"Shown this once, when it is secret"`
	APIKey APIKey `json:"api_key"`
}

func (a api) apiKeyOf(k apikey.Key) APIKey {
	v := APIKey{
		ID: string(k.ID), Name: k.Name, Kind: string(k.Kind), Scopes: []string{}, Hint: k.Hint, Text: k.Text, Status: string(k.Status(a.Clock.Now())),
		CreatedAt: k.MadeAt, ExpiresAt: k.ExpiresAt, RevokedAt: k.RevokedAt, LastUsedAt: k.LastUsed,
	}
	for _, s := range k.Scopes {
		v.Scopes = append(v.Scopes, string(s))
	}
	return v
}
