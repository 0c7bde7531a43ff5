package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Joiner takes applications to programs.
type Joiner interface {
	// Form is the form by which applications come in.
	Form(ctx context.Context, p id.Program, g id.Group) (enrollment.Form, error)
	// Join takes the application of an organisation that is known.
	Join(ctx context.Context, p id.Program, org partner.Partner, by enrollment.Applicant, answers []enrollment.Answer) (enrollment.Enrollment, error)
}

func (a api) market() httpkit.Noun {
	const network, listings = partnerBase + "/network", partnerBase + "/listings"
	return httpkit.Noun{Name: "Marketplace", Patterns: []string{network, listings}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-network", Method: http.MethodGet, Path: network, Access: user,
			Summary: "Where your organisation stands in the network", Description: "NotFound `feature.off` where the installation is no network.",
		}, ofPartner(a.getNetwork))
		httpkit.Register(r, httpkit.Op{
			ID: "apply-to-network", Method: http.MethodPut, Path: network, Access: admin,
			Summary: "Ask to be let into the network, or ask again after a rejection",
		}, ofPartner(a.applyToNetwork))
		httpkit.Register(r, httpkit.Op{
			ID: "browse-listings", Method: http.MethodGet, Path: listings, Access: user,
			Summary:     "Programs that can be joined, the newest first",
			Description: "Forbidden `network.closed` as long as the network has not let you in. A page may be short and have more behind it.",
		}, ofPartner(a.browse))
		httpkit.Register(r, httpkit.Op{
			ID: "get-listing", Method: http.MethodGet, Path: listings + "/{listing}", Access: user,
			Summary: "A program: what it says of itself, what it pays, and what it asks of who applies",
		}, ofPartner(a.getListing))
		httpkit.Register(r, httpkit.Op{
			ID: "join-program", Method: http.MethodPost, Path: listings + "/{listing}/join", Access: admin, Idempotent: true,
			Summary: "Apply to a program of the marketplace", Description: "Programs that let partners in by themselves answer `active`.",
		}, ofPartner(a.joinProgram))
	}}
}

// NetworkStanding is where an organisation stands in the network.
type NetworkStanding struct {
	Status  string   `json:"status" enum:"none,submitted,approved,rejected,suspended"`
	About   string   `json:"about"`
	Website string   `json:"website"`
	Kinds   []string `json:"kinds" doc:"How you work"`
	Tags    []string `json:"tags" doc:"What describes you besides"`
	Reason  string   `json:"reason,omitempty" doc:"Of a rejection or a suspension"`
}

func standingOf(s market.Standing) NetworkStanding {
	v := NetworkStanding{Status: string(s.Status), About: s.About, Website: s.Website, Kinds: httpkit.Texts(s.Kinds), Tags: httpkit.Texts(s.Tags), Reason: s.Reason}
	if s.Status == market.Outside {
		v.Status = "none"
	}
	return v
}

// NetworkApplication is what an organisation tells the network of itself.
type NetworkApplication struct {
	About   string        `json:"about" maxLength:"1000" doc:"Who you are and whom you reach, 20 characters at least"`
	Website string        `json:"website,omitempty" maxLength:"300"`
	Kinds   []market.Kind `json:"kinds" minItems:"1" maxItems:"8"`
	Tags    []string      `json:"tags,omitempty" maxItems:"8"`
}

type applyToNetworkInput struct {
	PartnerPath
	Body NetworkApplication
}

func (a api) getNetwork(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[NetworkStanding], error) {
	if err := a.Market.Need(); err != nil {
		return nil, err
	}
	s, err := a.Market.Store.Standing(ctx, c.Partner)
	return httpkit.OK(standingOf(s)), err
}

func (a api) applyToNetwork(ctx context.Context, c auth.Actor, in *applyToNetworkInput) (*httpkit.Body[NetworkStanding], error) {
	org, err := partner.Load(ctx, a.Partners, c.Partner)
	if err != nil {
		return nil, err
	}
	b := in.Body
	s, err := a.Market.Ask(ctx, market.Standing{Partner: c.Partner, Name: org.Name, About: b.About, Website: b.Website, Kinds: b.Kinds, Tags: b.Tags})
	return httpkit.OK(standingOf(s)), err
}

// ListingRow is a program that can be joined.
type ListingRow struct {
	ID       string       `json:"id" doc:"Of the program"`
	Name     string       `json:"name"`
	Summary  string       `json:"summary"`
	Category string       `json:"category"`
	Kinds    []string     `json:"kinds" doc:"Of partners that it looks for; empty: any"`
	Tags     []string     `json:"tags"`
	Brand    ListingBrand `json:"brand"`
	Place    string       `json:"place,omitempty" enum:"in_review,active,rejected,suspended,banned,left" doc:"Where you stand with it; absent where you never applied"`
}

// ListingBrand is how a program looks.
type ListingBrand struct {
	Color   string `json:"color" example:"#0f766e"`
	LogoURL string `json:"logo_url,omitempty"`
	Initial string `json:"initial"`
}

type browseInput struct {
	PartnerPath
	Category market.Category `query:"category" maxLength:"20"`
	Kind     market.Kind     `query:"kind" maxLength:"20"`
	Tag      string          `query:"tag" maxLength:"30"`
	Q        string          `query:"q" maxLength:"100" doc:"In name, description or attributes"`
	httpkit.PageQuery
}

func (a api) browse(ctx context.Context, c auth.Actor, in *browseInput) (*httpkit.Body[httpkit.List[ListingRow]], error) {
	if err := a.Market.Admit(ctx, c.Partner); err != nil {
		return nil, err
	}
	r := in.Request()
	r.Search = in.Q
	found, err := a.Market.Store.Browse(ctx, market.Filter{Category: in.Category, Kind: in.Kind, Tag: in.Tag}, r)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Program, len(found.Data))
	for i, l := range found.Data {
		ids[i] = l.Program
	}
	programs, err := a.live(ctx, ids...)
	if err != nil {
		return nil, err
	}
	places, err := a.placesOf(ctx, c.Partner)
	if err != nil {
		return nil, err
	}
	out := httpkit.List[ListingRow]{Data: []ListingRow{}}
	list := httpkit.ListOf(found, func(l market.Listing) ListingRow { return listingRow(l, programs[l.Program], places[l.Program]) })
	for _, row := range list.Data {
		if _, ok := programs[id.Program(row.ID)]; ok {
			out.Data = append(out.Data, row)
		}
	}
	out.HasMore, out.NextCursor = list.HasMore, list.NextCursor
	return httpkit.OK(out), nil
}

// live returns those of the programs that take partners.
func (a api) live(ctx context.Context, ids ...id.Program) (map[id.Program]program.Program, error) {
	out := map[id.Program]program.Program{}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := a.Programs.Load(ctx, ids...)
	for _, p := range found {
		if p.Status == program.Live {
			out[p.ID] = p
		}
	}
	return out, err
}

func (a api) placesOf(ctx context.Context, o id.Partner) (map[id.Program]enrollment.Status, error) {
	es, err := a.Enrollments.OfPartner(ctx, o)
	out := map[id.Program]enrollment.Status{}
	for _, e := range es {
		out[e.Program] = e.Status
	}
	return out, err
}

func listingRow(l market.Listing, p program.Program, s enrollment.Status) ListingRow {
	return ListingRow{
		ID: string(l.Program), Name: p.Name, Summary: l.Summary, Category: string(l.Category), Kinds: httpkit.Texts(l.Kinds), Tags: httpkit.Texts(l.Tags),
		Brand: ListingBrand{p.Brand.Color, p.Brand.LogoURL, p.Brand.Initial}, Place: string(s),
	}
}

// Listing is a program with all that it says of itself.
type Listing struct {
	ListingRow
	Text      string            `json:"text" doc:"Lines apart"`
	Website   string            `json:"website"`
	Currency  string            `json:"currency"`
	Offers    []Offer           `json:"offers"`
	Questions []ListingQuestion `json:"questions" doc:"What it asks of who applies"`
}

// ListingQuestion is a question of a program's form.
type ListingQuestion struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind" enum:"text,long_text,choice,checkbox,country,link"`
	Label    string   `json:"label"`
	Hint     string   `json:"hint,omitempty"`
	Required bool     `json:"required"`
	Choices  []string `json:"choices"`
}

// ListingPath is a program of the marketplace.
type ListingPath struct {
	PartnerPath
	Listing string `path:"listing" doc:"Id of the program" example:"prg_01JD0000000000000000000000"`
}

// listed finds a program that is shown to the partner.
func (a api) listed(ctx context.Context, c auth.Actor, text string) (market.Listing, program.Program, error) {
	unknown := fault.New(fault.NotFound, "listing.unknown", "There is no such program in the marketplace.")
	p, err := parse[id.Program](text, "listing")
	if err == nil {
		err = a.Market.Admit(ctx, c.Partner)
	}
	if err != nil {
		return market.Listing{}, program.Program{}, err
	}
	l, err := a.Market.Store.Listing(ctx, p)
	if err == nil && !l.Shown() {
		err = unknown
	}
	if err != nil {
		return l, program.Program{}, err
	}
	live, err := a.live(ctx, p)
	if err == nil && len(live) == 0 {
		err = unknown
	}
	return l, live[p], err
}

func (a api) getListing(ctx context.Context, c auth.Actor, in *ListingPath) (*httpkit.Body[Listing], error) {
	l, prg, err := a.listed(ctx, c, in.Listing)
	if err != nil {
		return nil, err
	}
	form, err := a.Joiner.Form(ctx, prg.ID, "")
	if err != nil {
		return nil, err
	}
	places, err := a.placesOf(ctx, c.Partner)
	if err != nil {
		return nil, err
	}
	v := Listing{ListingRow: listingRow(l, prg, places[prg.ID]), Text: l.Text, Website: prg.Website, Currency: string(prg.Currency), Questions: []ListingQuestion{}}
	for _, q := range form.Questions {
		v.Questions = append(v.Questions, ListingQuestion{q.ID, string(q.Kind), q.Label, q.Hint, q.Required, httpkit.Texts(q.Choices)})
	}
	v.Offers, err = a.offersFor(ctx, prg)
	return httpkit.OK(v), err
}

// ProgramApplication is what an organisation answers to a program's questions.
type ProgramApplication struct {
	Answers map[string]string `json:"answers,omitempty" doc:"By the questions' ids"`
	Country string            `json:"country,omitempty" maxLength:"2" doc:"ISO 3166 code; the organisation's own when left out" example:"DE"`
}

// ProgramPlace is what became of an application.
type ProgramPlace struct {
	Status string `json:"status" enum:"in_review,active,rejected,suspended,banned,left"`
}

type joinProgramInput struct {
	ListingPath
	Body ProgramApplication
}

func (a api) joinProgram(ctx context.Context, c auth.Actor, in *joinProgramInput) (*httpkit.Body[ProgramPlace], error) {
	_, prg, err := a.listed(ctx, c, in.Listing)
	if err != nil {
		return nil, err
	}
	form, err := a.Joiner.Form(ctx, prg.ID, "")
	if err != nil {
		return nil, err
	}
	answers, err := form.Read(in.Body.Answers)
	if err != nil {
		return nil, err
	}
	org, err := partner.Load(ctx, a.Partners, c.Partner)
	if err != nil {
		return nil, err
	}
	users, err := a.People.Load(ctx, c.User)
	if err != nil || len(users) == 0 {
		return nil, err
	}
	e, err := a.Joiner.Join(ctx, prg.ID, org, applicantOf(users[0], org, in.Body.Country, form), answers)
	return httpkit.OK(ProgramPlace{string(e.Status)}), err
}

func applicantOf(u identity.User, org partner.Partner, country string, f enrollment.Form) enrollment.Applicant {
	if country == "" {
		country = org.Country
	}
	return enrollment.Applicant{User: u, Of: []id.Partner{org.ID}, Form: &f, Country: country}
}
