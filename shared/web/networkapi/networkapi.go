// Package networkapi serves the operators of a network: they let partners in,
// and look after the marketplace (F82, F83).
package networkapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// People reads users; unknown ones are left out.
type People interface {
	Load(ctx context.Context, ids ...id.User) ([]identity.User, error)
}

// Deps is what the operators' API works with.
type Deps struct {
	Market market.Desk
	People People
}

const base = "/api/network"

type api struct{ Deps }

// Nouns returns everything that is served under /api/network.
func Nouns(d Deps) []httpkit.Noun {
	a := api{d}
	return []httpkit.Noun{{Name: "Network", Patterns: []string{base + "/partners", base + "/listings"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-network-partners", Method: http.MethodGet, Path: base + "/partners", Access: auth.SignedIn,
			Summary: "Partners that stand so in the network, the one that asked last first", Description: "For operators; others are Forbidden.",
		}, operators(a, a.listPartners))
		httpkit.Register(r, httpkit.Op{
			ID: "decide-network-partner", Method: http.MethodPost, Path: base + "/partners/{partner}/decide", Access: auth.SignedIn, Idempotent: true,
			Summary: "Let a partner in, turn it away, or suspend it", Description: "The partner is told by mail. One that is suspended keeps the programs that it is in.",
		}, operators(a, a.decide))
		httpkit.Register(r, httpkit.Op{
			ID: "list-network-listings", Method: http.MethodGet, Path: base + "/listings", Access: auth.SignedIn,
			Summary: "Every program's listing, the newest program's first",
		}, operators(a, a.listListings))
		httpkit.Register(r, httpkit.Op{
			ID: "hide-listing", Method: http.MethodPost, Path: base + "/listings/{listing}/hide", Access: auth.SignedIn,
			Summary: "Take a listing from the marketplace, or show it again",
		}, operators(a, a.hide))
	}}}
}

// operators hands a request to h when an operator makes it, at the
// installation's own door.
func operators[I, O any](a api, h func(context.Context, auth.Actor, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		actor, err := auth.ActorOf(ctx)
		if err != nil {
			return nil, err
		}
		if err := a.Market.Need(); err != nil {
			return nil, err
		}
		users, err := a.People.Load(ctx, actor.User)
		if err != nil {
			return nil, err
		}
		if len(users) == 0 || !a.Market.Operates(users[0].Email) || actor.Principal.Program != "" {
			return nil, fault.New(fault.Forbidden, "auth.role", "Your role does not allow this.")
		}
		return h(ctx, actor, in)
	}
}

// NetworkPartner is a partner that asked to be let in.
type NetworkPartner struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Status  string    `json:"status" enum:"submitted,approved,rejected,suspended"`
	About   string    `json:"about"`
	Website string    `json:"website"`
	Kinds   []string  `json:"kinds"`
	Tags    []string  `json:"tags"`
	Reason  string    `json:"reason,omitempty"`
	AskedAt time.Time `json:"asked_at"`
}

func partnerOf(s market.Standing) NetworkPartner {
	return NetworkPartner{
		ID: string(s.Partner), Name: s.Name, Status: string(s.Status), About: s.About, Website: s.Website,
		Kinds: httpkit.Texts(s.Kinds), Tags: httpkit.Texts(s.Tags), Reason: s.Reason, AskedAt: s.AskedAt,
	}
}

type listPartnersInput struct {
	Status market.Status `query:"status" enum:"submitted,approved,rejected,suspended" default:"submitted"`
	Q      string        `query:"q" maxLength:"100" doc:"In name, description or website"`
	httpkit.PageQuery
}

func (a api) listPartners(ctx context.Context, _ auth.Actor, in *listPartnersInput) (*httpkit.Body[httpkit.List[NetworkPartner]], error) {
	r := in.Request()
	r.Search = in.Q
	found, err := a.Market.Store.Standings(ctx, in.Status, r)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, partnerOf)), nil
}

// Decision is what an operator decides on a partner.
type Decision struct {
	Status market.Status `json:"status" enum:"approved,rejected,suspended"`
	Reason string        `json:"reason,omitempty" maxLength:"500" doc:"The partner reads it; needed unless it is let in"`
}

type decideInput struct {
	Partner string `path:"partner" example:"ptr_01JD0000000000000000000000"`
	Body    Decision
}

func (a api) decide(ctx context.Context, by auth.Actor, in *decideInput) (*httpkit.Body[NetworkPartner], error) {
	o, err := id.Parse[id.Partner](in.Partner)
	if err != nil {
		return nil, fault.New(fault.NotFound, "network.unknown", "This partner has not asked to be let in.")
	}
	s, err := a.Market.Decide(ctx, o, in.Body.Status, in.Body.Reason, by.User)
	return httpkit.OK(partnerOf(s)), err
}

// NetworkListing is how a program presents itself.
type NetworkListing struct {
	ID        string   `json:"id" doc:"Of the program"`
	Name      string   `json:"name"`
	Summary   string   `json:"summary"`
	Text      string   `json:"text"`
	Category  string   `json:"category"`
	Kinds     []string `json:"kinds"`
	Tags      []string `json:"tags"`
	Published bool     `json:"published" doc:"By the program"`
	Hidden    bool     `json:"hidden" doc:"By an operator"`
}

func listingOf(l market.Listing) NetworkListing {
	return NetworkListing{string(l.Program), l.Name, l.Summary, l.Text, string(l.Category), httpkit.Texts(l.Kinds), httpkit.Texts(l.Tags), l.Published, l.Hidden}
}

type listListingsInput struct {
	Q string `query:"q" maxLength:"100"`
	httpkit.PageQuery
}

func (a api) listListings(ctx context.Context, _ auth.Actor, in *listListingsInput) (*httpkit.Body[httpkit.List[NetworkListing]], error) {
	r := in.Request()
	r.Search = in.Q
	found, err := a.Market.Store.Browse(ctx, market.Filter{All: true}, r)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, listingOf)), nil
}

// Visibility says whether partners see a listing.
type Visibility struct {
	Hidden bool `json:"hidden"`
}

type hideInput struct {
	Listing string `path:"listing" example:"prg_01JD0000000000000000000000"`
	Body    Visibility
}

func (a api) hide(ctx context.Context, _ auth.Actor, in *hideInput) (*httpkit.Body[NetworkListing], error) {
	p, err := id.Parse[id.Program](in.Listing)
	if err != nil {
		return nil, fault.New(fault.NotFound, "listing.unknown", "There is no such listing.")
	}
	l, err := a.Market.Hide(ctx, p, in.Body.Hidden)
	return httpkit.OK(listingOf(l)), err
}
