package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) listing() httpkit.Noun {
	const path = base + "/listing"
	return httpkit.Noun{Name: "Manager listing", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-own-listing", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "How the program presents itself in the marketplace", Description: "NotFound `feature.off` where the installation is no network.",
		}, in(a, a.getListing))
		httpkit.Register(r, httpkit.Op{
			ID: "put-own-listing", Method: http.MethodPut, Path: path, Access: manager,
			Summary: "Change it", Description: "Partners of the network see it while it is published and the program is live.",
		}, in(a, a.putListing))
	}}
}

// ProgramListing is how a program presents itself.
type ProgramListing struct {
	Summary   string   `json:"summary"`
	Text      string   `json:"text"`
	Category  string   `json:"category" doc:"Empty as long as none was chosen"`
	Kinds     []string `json:"kinds"`
	Tags      []string `json:"tags"`
	Published bool     `json:"published"`
	Hidden    bool     `json:"hidden" doc:"An operator of the network has taken it away"`
	Version   int64    `json:"version"`
}

// ProgramListingInput replaces it.
type ProgramListingInput struct {
	Summary   string          `json:"summary,omitempty" maxLength:"160" doc:"One sentence"`
	Text      string          `json:"text,omitempty" maxLength:"4000" doc:"Plain text; its lines stay lines"`
	Category  market.Category `json:"category,omitempty" maxLength:"20"`
	Kinds     []market.Kind   `json:"kinds,omitempty" maxItems:"8" doc:"Of partners that it looks for; none: any"`
	Tags      []string        `json:"tags,omitempty" maxItems:"8"`
	Published bool            `json:"published,omitempty"`
	Version   int64           `json:"version,omitempty" minimum:"0" doc:"That was read"`
}

type putListingInput struct {
	ProgramPath
	Body ProgramListingInput
}

func listingOf(l market.Listing) ProgramListing {
	return ProgramListing{l.Summary, l.Text, string(l.Category), texts(l.Kinds), texts(l.Tags), l.Published, l.Hidden, l.Version}
}

func (a api) getListing(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[ProgramListing], error) {
	if err := a.Market.Need(); err != nil {
		return nil, err
	}
	l, err := a.Market.Store.Listing(ctx, s.Program.ID)
	return httpkit.OK(listingOf(l)), err
}

func (a api) putListing(ctx context.Context, s staff, in *putListingInput) (*httpkit.Body[ProgramListing], error) {
	b := in.Body
	l, err := a.Market.SaveListing(ctx, market.Listing{
		Program: s.Program.ID, Name: s.Program.Name, Summary: b.Summary, Text: b.Text, Category: b.Category, Kinds: b.Kinds, Tags: b.Tags, Published: b.Published,
	}, b.Version)
	return httpkit.OK(listingOf(l)), err
}
