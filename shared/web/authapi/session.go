package authapi

import (
	"context"
	"maps"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Session is who is signed in, and for whom they may act.
type Session struct {
	User      SessionUser      `json:"user"`
	Partners  []SessionPartner `json:"partners" doc:"Organisations that the user acts for"`
	Programs  []SessionProgram `json:"programs" doc:"Programs that the user runs"`
	ExpiresAt time.Time        `json:"expires_at" doc:"When the session ends if nothing happens"`
	Network   bool             `json:"network" doc:"The installation is a network, with a marketplace"`
	Operates  bool             `json:"operates" doc:"The user runs the network"`
	Founds    bool             `json:"founds" doc:"The installation has no program yet: this person may make its first"`
	Program   string           `json:"program_id,omitempty" doc:"The only program that the session acts for, where it is one of that program's own host"`
	Level     string           `json:"level" enum:"single,half,totp,recovery,passkey" doc:"How a second factor was shown; half: one is due before anything opens, and nothing else is told"`
}

// SessionUser is the person.
type SessionUser struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`

	Language string `json:"language,omitempty" doc:"Of the portal, as the user chose it" example:"de"`

	HasPassword bool `json:"has_password" doc:"Who has none confirms by a second factor or a mailed code"`
}

// SessionPartner is an organisation with the programs it is in.
type SessionPartner struct {
	ID       string              `json:"id"`
	Name     string              `json:"name"`
	Role     string              `json:"role" enum:"admin,user"`
	LogoURL  string              `json:"logo_url,omitempty"`
	Programs []SessionEnrollment `json:"programs"`
	Viewing  *SessionViewing     `json:"viewing,omitempty" doc:"Whoever is signed in runs the program and sees it as this partner: nothing can be changed"`
}

// SessionEnrollment is a program that an organisation is in.
type SessionEnrollment struct {
	ID       string       `json:"id"`
	Slug     string       `json:"slug"`
	Name     string       `json:"name"`
	Brand    SessionBrand `json:"brand"`
	Currency string       `json:"currency"`
	Zone     string       `json:"zone"`
	Style    string       `json:"summary_style" enum:"affiliate,network,leads" doc:"Which words the program uses"`
	Status   string       `json:"status" enum:"applied,approved,rejected,suspended,banned,left"`

	AgreementDue bool `json:"agreement_due" doc:"Something waits to be signed before anything else opens"`

	Features   SessionFeatures  `json:"features"`
	Navigation []SessionNavLink `json:"navigation" doc:"Pages that the program adds at the foot of its tabs"`
}

// SessionNavLink is a page of somebody else's.
type SessionNavLink struct {
	Label string `json:"label"`
	URL   string `json:"url"`
}

// navigationOf is what the program adds for a partner that it has let in.
func navigationOf(p program.Program, e enrollment.Enrollment) []SessionNavLink {
	out := []SessionNavLink{}
	if e.Status != enrollment.Active {
		return out
	}
	for _, l := range p.Portal.For(e.Group) {
		out = append(out, SessionNavLink{Label: l.Name, URL: l.URL})
	}
	return out
}

// SessionFeatures are the parts of its portal that a program has switched on.
// Without links there are no clicks to show either.
type SessionFeatures struct {
	Links       bool `json:"links"`
	CustomLinks bool `json:"custom_links"`
	DeepLinks   bool `json:"deep_links"`
	Coupons     bool `json:"coupons"`
	Leads       bool `json:"leads"`
	Deals       bool `json:"deals"`
	Claims      bool `json:"claims" doc:"Missing orders can be claimed"`
}

func featuresOf(p program.Program) SessionFeatures {
	return SessionFeatures{
		Links: p.Has(program.Links), CustomLinks: p.Has(program.CustomLinks), DeepLinks: p.Has(program.DeepLinks),
		Coupons: p.Has(program.Coupons), Leads: p.Has(program.Leads), Deals: p.Has(program.Deals), Claims: p.Has(program.Claims),
	}
}

// SessionProgram is a program that the user runs.
type SessionProgram struct {
	ID       string       `json:"id"`
	Slug     string       `json:"slug"`
	Name     string       `json:"name"`
	Brand    SessionBrand `json:"brand"`
	Currency string       `json:"currency"`
	Zone     string       `json:"zone"`
	Role     string       `json:"role" enum:"owner,manager,finance,viewer"`
	// Features are what the program has switched on.
	Features SessionFeatures `json:"features"`
}

// SessionBrand is how a program looks.
type SessionBrand struct {
	Color   string `json:"color" example:"#0f766e"`
	LogoURL string `json:"logo_url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
	Initial string `json:"initial"`

	PartnerTerm  string `json:"partner_term,omitempty" doc:"What a partner is called here" example:"Ambassador"`
	PartnersTerm string `json:"partners_term,omitempty" doc:"What several are called"`
}

// session gathers what the principal may act for.
func (a api) session(ctx context.Context, p identity.Principal) (Session, error) {
	if p.Level == identity.Half {
		return Session{Partners: []SessionPartner{}, Programs: []SessionProgram{}, ExpiresAt: p.EndsAt, Level: levelOf(p.Level)}, nil
	}
	users, err := a.Door.Users.Load(ctx, p.User)
	if err != nil {
		return Session{}, err
	}
	if len(users) == 0 {
		return Session{}, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
	}
	ms, err := a.Door.Members.OfUser(ctx, p.User)
	if err != nil {
		return Session{}, err
	}
	partners, enrolled, err := a.partners(ctx, ms)
	if err != nil {
		return Session{}, err
	}
	known, err := a.programs(ctx, ms, enrolled)
	if err != nil {
		return Session{}, err
	}
	reach(p, known)
	u := users[0]
	s := Session{
		User:     SessionUser{ID: string(u.ID), Name: u.Name, Email: u.Email, Language: u.Language, HasPassword: u.Password != ""},
		Partners: []SessionPartner{}, Programs: []SessionProgram{}, ExpiresAt: p.EndsAt, Program: string(p.Program), Level: levelOf(p.Level),
	}
	if p.Program == "" {
		s.Network, s.Operates = a.Market.On(), a.Market.Operates(u.Email)
	}
	if len(ms) == 0 {
		if s.Founds, err = a.Founder.Vacant(ctx); err != nil {
			return Session{}, err
		}
	}
	for i, es := range enrolled {
		for _, e := range es {
			if prg, ok := known[e.Program]; ok {
				due, err := a.due(ctx, p, e, partners[i].Role)
				if err != nil {
					return Session{}, err
				}
				shown := enrolledIn(prg, e)
				shown.AgreementDue = due
				partners[i].Programs = append(partners[i].Programs, shown)
			}
		}
	}
	s.Partners = append(s.Partners, partners...)
	if err := a.viewed(ctx, p, ms, &s); err != nil {
		return Session{}, err
	}
	for _, m := range ms {
		if prg, ok := known[m.Program]; ok {
			s.Programs = append(s.Programs, SessionProgram{
				ID: string(prg.ID), Slug: prg.Slug, Name: prg.Name, Brand: brandOf(prg),
				Currency: string(prg.Currency), Zone: prg.Zone, Role: string(m.Role), Features: featuresOf(prg),
			})
		}
	}
	return s, nil
}

// due tells whether a member has something to sign in a program that let the
// organisation in.
func (a api) due(ctx context.Context, p identity.Principal, e enrollment.Enrollment, role string) (bool, error) {
	if !e.Status.Entered() {
		return false, nil
	}
	due, err := a.Agreements.Due(ctx, agreement.Signer{Program: e.Program, Partner: e.Partner, User: p.User, Admin: role == string(identity.Admin), Group: e.Group})
	return len(due) > 0, err
}

// reach leaves a session for one program that program only.
func reach(p identity.Principal, known map[id.Program]program.Program) {
	if p.Program != "" {
		maps.DeleteFunc(known, func(one id.Program, _ program.Program) bool { return one != p.Program })
	}
}

// partners returns the organisations of the memberships, and beside each its
// enrollments.
func (a api) partners(ctx context.Context, ms []identity.Membership) ([]SessionPartner, [][]enrollment.Enrollment, error) {
	var ids []id.Partner
	roles := map[id.Partner]identity.Role{}
	for _, m := range ms {
		if m.Partner != "" {
			ids = append(ids, m.Partner)
			roles[m.Partner] = m.Role
		}
	}
	orgs, err := a.Partners.Load(ctx, ids...)
	if err != nil {
		return nil, nil, err
	}
	views := make([]SessionPartner, len(orgs))
	enrolled := make([][]enrollment.Enrollment, len(orgs))
	for i, o := range orgs {
		views[i] = SessionPartner{ID: string(o.ID), Name: o.Name, Role: string(roles[o.ID]), LogoURL: o.LogoPath(), Programs: []SessionEnrollment{}}
		if enrolled[i], err = a.Enrollments.OfPartner(ctx, o.ID); err != nil {
			return nil, nil, err
		}
	}
	return views, enrolled, nil
}

func (a api) programs(ctx context.Context, ms []identity.Membership, enrolled [][]enrollment.Enrollment) (map[id.Program]program.Program, error) {
	out := map[id.Program]program.Program{}
	var ids []id.Program
	add := func(p id.Program) {
		if _, seen := out[p]; !seen && p != "" {
			out[p] = program.Program{}
			ids = append(ids, p)
		}
	}
	for _, m := range ms {
		add(m.Program)
	}
	for _, es := range enrolled {
		for _, e := range es {
			add(e.Program)
		}
	}
	clear(out)
	if len(ids) == 0 {
		return out, nil
	}
	programs, err := a.Programs.Load(ctx, ids...)
	for _, p := range programs {
		out[p.ID] = p
	}
	return out, err
}

func brandOf(p program.Program) SessionBrand {
	return SessionBrand{
		Color: p.Brand.Color, LogoURL: p.Brand.LogoURL, IconURL: p.Brand.IconURL, Initial: p.Brand.Initial,
		PartnerTerm: p.Texts.Partner, PartnersTerm: p.Texts.Partners,
	}
}

// statusOf is the word that partners and managers read.
func statusOf(s enrollment.Status) string {
	switch s {
	case enrollment.InReview:
		return "applied"
	case enrollment.Active:
		return "approved"
	case enrollment.Rejected:
		return "rejected"
	case enrollment.Suspended:
		return "suspended"
	case enrollment.Banned:
		return "banned"
	case enrollment.Left:
		return "left"
	}
	return string(s)
}
