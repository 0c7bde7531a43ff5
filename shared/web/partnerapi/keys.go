package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Keyring makes and ends API keys.
type Keyring interface {
	Make(ctx context.Context, o apikey.Owner, draft apikey.Draft, by string) (apikey.Key, string, error)
	List(ctx context.Context, o apikey.Owner) ([]apikey.Key, error)
	Rotate(ctx context.Context, o apikey.Owner, k id.Key, overlap time.Duration, by string) (apikey.Key, string, error)
	Revoke(ctx context.Context, o apikey.Owner, k id.Key) error
}

var _ Keyring = apikey.Desk{}

func (a api) keys() httpkit.Noun {
	const path = partnerBase + "/api-keys"
	return httpkit.Noun{Name: "Partner API keys", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-own-keys", Method: http.MethodGet, Path: path, Access: user,
			Summary: "The API keys that you made; for admins, all of the organisation's",
		}, ofPartner(a.listKeys))
		httpkit.Register(r, httpkit.Op{
			ID: "create-own-key", Method: http.MethodPost, Path: path, Access: user, Status: http.StatusCreated,
			Summary: "Make an API key", Description: "It is shown in this answer only. It acts with your rights and ends when you leave the organisation.",
		}, ofPartner(a.createKey))
		httpkit.Register(r, httpkit.Op{
			ID: "rotate-own-key", Method: http.MethodPost, Path: path + "/{key}/rotate", Access: user, Status: http.StatusCreated,
			Summary: "Replace an API key that you made", Description: "The new one is shown in this answer only; the old one works along for the overlap.",
		}, ofPartner(a.rotateKey))
		httpkit.Register(r, httpkit.Op{
			ID: "revoke-own-key", Method: http.MethodDelete, Path: path + "/{key}", Access: user,
			Summary: "End an API key at once", Description: "Admins end anybody's.",
		}, ofPartner(a.revokeKey))
	}}
}

// Keys are an organisation's API keys, all of them: there are few.
type Keys struct {
	Data []Key `json:"data"`
}

// KeyInput is what the maker of a key decides.
type KeyInput struct {
	Name      string    `json:"name" minLength:"1" maxLength:"60" doc:"What it is for, for people"`
	Scopes    []string  `json:"scopes" minItems:"1" maxItems:"10" enum:"reports:read,links:read,links:write,commissions:read,customers:read,payouts:read" doc:"What the key may do, as far as its maker may"`
	ExpiresAt time.Time `json:"expires_at,omitzero" doc:"Never when left out"`
}

// KeyRotation is how a key is replaced.
type KeyRotation struct {
	OverlapHours int `json:"overlap_hours" minimum:"0" maximum:"168" default:"24" doc:"How long the old key works along"`
}

// Key is what is known of a key.
type Key struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Scopes     []string  `json:"scopes"`
	Hint       string    `json:"hint" doc:"Its first characters"`
	Status     string    `json:"status" enum:"active,expired,revoked"`
	Maker      string    `json:"maker,omitempty" doc:"Who made it; absent when they left"`
	Yours      bool      `json:"yours"`
	CreatedAt  time.Time `json:"created_at"`
	ExpiresAt  time.Time `json:"expires_at,omitzero"`
	RevokedAt  time.Time `json:"revoked_at,omitzero"`
	LastUsedAt time.Time `json:"last_used_at,omitzero" doc:"Up to five minutes late"`
}

// NewKey is a key with its text.
type NewKey struct {
	Key    string `json:"key" doc:"Shown this once"`
	APIKey Key    `json:"api_key"`
}

// KeyPath is one key.
type KeyPath struct {
	PartnerPath
	Key string `path:"key" example:"key_01JD0000000000000000000000"`
}

type (
	createKeyInput struct {
		PartnerPath
		Body KeyInput
	}
	rotateKeyInput struct {
		KeyPath
		Body KeyRotation
	}
)

func ownerOf(c auth.Actor) apikey.Owner { return apikey.Owner{Partner: c.Partner} }

func (a api) listKeys(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[Keys], error) {
	keys, err := a.Keys.List(ctx, ownerOf(c))
	if err != nil {
		return nil, err
	}
	t, err := a.Team.Of(ctx, team.Owner{Partner: c.Partner})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, m := range t.Members {
		names[string(m.User)] = m.Name
	}
	out := Keys{Data: []Key{}}
	for _, k := range keys {
		if mayReach(c, k) {
			out.Data = append(out.Data, a.keyOf(k, names[k.MadeBy], c))
		}
	}
	return httpkit.OK(out), nil
}

// mayReach tells whether a key is the actor's business: their own, or, for an
// admin, anybody's.
func mayReach(c auth.Actor, k apikey.Key) bool {
	return c.Role == identity.Admin || k.MadeBy == string(c.User)
}

func (a api) createKey(ctx context.Context, c auth.Actor, in *createKeyInput) (*httpkit.Body[NewKey], error) {
	draft := apikey.Draft{Kind: apikey.Secret, Name: in.Body.Name, ExpiresAt: in.Body.ExpiresAt}
	for _, s := range in.Body.Scopes {
		draft.Scopes = append(draft.Scopes, apikey.Scope(s))
	}
	k, text, err := a.Keys.Make(ctx, ownerOf(c), draft, string(c.User))
	return httpkit.OK(NewKey{Key: text, APIKey: a.keyOf(k, "", c)}), err
}

func (a api) rotateKey(ctx context.Context, c auth.Actor, in *rotateKeyInput) (*httpkit.Body[NewKey], error) {
	kid, err := a.reach(ctx, c, in.Key)
	if err != nil {
		return nil, err
	}
	k, text, err := a.Keys.Rotate(ctx, ownerOf(c), kid, time.Duration(in.Body.OverlapHours)*time.Hour, string(c.User))
	return httpkit.OK(NewKey{Key: text, APIKey: a.keyOf(k, "", c)}), err
}

func (a api) revokeKey(ctx context.Context, c auth.Actor, in *KeyPath) (*httpkit.None, error) {
	kid, err := a.reach(ctx, c, in.Key)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Keys.Revoke(ctx, ownerOf(c), kid)
}

// reach returns the id of a key that is the actor's business; others do not
// exist.
func (a api) reach(ctx context.Context, c auth.Actor, text string) (id.Key, error) {
	kid, err := parse[id.Key](text, "key")
	if err != nil {
		return "", err
	}
	keys, err := a.Keys.List(ctx, ownerOf(c))
	if err != nil {
		return "", err
	}
	if !slices.ContainsFunc(keys, func(k apikey.Key) bool { return k.ID == kid && mayReach(c, k) }) {
		return "", fault.New(fault.NotFound, "key.not_found", "There is no such key.")
	}
	return kid, nil
}

func (a api) keyOf(k apikey.Key, maker string, c auth.Actor) Key {
	v := Key{
		ID: string(k.ID), Name: k.Name, Scopes: []string{}, Hint: k.Hint, Status: string(k.Status(a.Clock.Now())), Maker: maker, Yours: k.MadeBy == string(c.User),
		CreatedAt: k.MadeAt, ExpiresAt: k.ExpiresAt, RevokedAt: k.RevokedAt, LastUsedAt: k.LastUsed,
	}
	for _, s := range k.Scopes {
		v.Scopes = append(v.Scopes, string(s))
	}
	return v
}
