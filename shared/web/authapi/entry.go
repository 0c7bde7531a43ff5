package authapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Applications takes people into programs.
type Applications interface {
	Apply(ctx context.Context, p id.Program, who enrollment.Applicant, org partner.Partner, answers []enrollment.Answer) (enrollment.Enrollment, error)
	Join(ctx context.Context, p id.Program, org partner.Partner, by enrollment.Applicant, answers []enrollment.Answer) (enrollment.Enrollment, error)
}

var _ Applications = enrollment.Desk{}

const entries = "/v1/entries"

// entryNoun is the way in from a merchant's own site (F07).
func (a api) entryNoun() httpkit.Noun {
	return httpkit.Noun{Name: "Entry", Patterns: []string{entries}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "create-entry", Method: http.MethodPost, Path: entries, Access: auth.Merchant, Scope: string(apikey.EntriesWrite), Status: http.StatusCreated,
			Summary:     "Let a person who is signed in at your site into your partner portal",
			Description: "For your server. Send the browser to the url at once: it works once, within five minutes. Whoever is new joins the program, as an application does; whose address has an account already is asked once, signed in, whether your site may let them in.",
		}, a.createEntry)
	}}
}

func (a api) registerEntries(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("use-entry", http.MethodPost, "/entry", "Come in from a merchant's own site, once", auth.Public, http.StatusOK), a.useEntry)
	httpkit.Register(r, op("agree-to-entry", http.MethodPost, "/entry/agree", "Let a merchant's site sign one in from now on", auth.SignedIn, http.StatusNoContent), a.agreeToEntry)
}

// EntryRequest is a person whom the merchant knows.
type EntryRequest struct {
	UserID  string `json:"user_id" minLength:"1" maxLength:"200" doc:"What your system calls the person, for ever" example:"customer-4711"`
	Email   string `json:"email" maxLength:"254" doc:"Verified by you"`
	Name    string `json:"name" minLength:"1" maxLength:"100"`
	Company string `json:"company,omitempty" maxLength:"100" doc:"Of somebody new: the organisation; the person's name when left out"`
	Website string `json:"website,omitempty" maxLength:"300"`
	Country string `json:"country,omitempty" maxLength:"2" doc:"ISO 3166 code" example:"DE"`
}

// EntryTicket is a way in.
type EntryTicket struct {
	URL       string    `json:"url" doc:"Send the browser there; what is behind the # is secret"`
	ExpiresAt time.Time `json:"expires_at"`
}

type entryInput struct{ Body EntryRequest }

func (a api) createEntry(ctx context.Context, in *entryInput) (*httpkit.Body[EntryTicket], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	p, err := a.program(ctx, actor.Program)
	if err != nil {
		return nil, err
	}
	b := in.Body
	org := partner.Partner{Name: b.Company, Website: b.Website, Country: b.Country}
	if org.Name == "" {
		org.Name = b.Name
	}
	if err := org.Validate(); err != nil {
		return nil, err
	}
	token, err := a.Door.Announce(ctx, identity.Entry{
		Program: p.ID, Host: p.PortalHost, Subject: b.UserID, Email: b.Email, Name: b.Name, Company: org.Name, Website: b.Website, Country: b.Country,
	})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(EntryTicket{
		URL: p.Home(a.Door.Origin) + "/enter?program=" + p.Slug + "#token=" + token, ExpiresAt: a.Door.Clock.Now().Add(identity.EntryLasts),
	}), nil
}

func (a api) program(ctx context.Context, pid id.Program) (program.Program, error) {
	ps, err := a.Programs.Load(ctx, pid)
	if err == nil && len(ps) == 0 {
		err = fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	if err != nil {
		return program.Program{}, err
	}
	return ps[0], nil
}

// Entered is what became of an entry.
type Entered struct {
	Session *Session `json:"session,omitempty" doc:"Absent: the address has an account already, whose owner has to agree"`
	Agree   string   `json:"agree,omitempty" doc:"What the owner agrees with, signed in, within fifteen minutes"`
	Email   string   `json:"email" doc:"The address that the merchant gave"`
}

type enteredBy struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      Entered
}

func (a api) useEntry(ctx context.Context, in *tokenInput) (*enteredBy, error) {
	by := auth.CallerOf(ctx)
	e, err := a.Door.TakeEntry(ctx, in.Body.Token, auth.HostOf(ctx))
	if err != nil {
		return nil, err
	}
	u, tied, err := a.Door.EntryUser(ctx, e)
	switch {
	case fault.Is(err, fault.NotFound):
		u, err = a.newcomer(ctx, e)
	case err == nil && !tied:
		agree, err := a.Door.AskConsent(ctx, e, u.ID)
		return &enteredBy{Body: Entered{Agree: agree, Email: e.Email}}, err
	case err == nil:
		err = a.joinBy(ctx, e, u)
	}
	if err != nil {
		return nil, err
	}
	raw, p, err := a.Door.EnterBy(ctx, e, u, by)
	if err != nil {
		return nil, err
	}
	s, err := a.session(ctx, p)
	return &enteredBy{SetCookie: []http.Cookie{a.Cookie.Set(raw)}, Body: Entered{Session: &s, Email: e.Email}}, err
}

// newcomer makes an account without password for somebody new, who applies to
// the program. The merchant's word is tied to it, and reaches no further than
// the program: the address is nobody's until a mail to it was answered.
func (a api) newcomer(ctx context.Context, e identity.Entry) (identity.User, error) {
	u, err := a.Door.NewUser(e.Email, e.Name)
	if err != nil {
		return identity.User{}, err
	}
	org := partner.Partner{Name: e.Company, Website: e.Website, Country: e.Country}
	if _, err := a.Applications.Apply(ctx, e.Program, enrollment.Applicant{User: u, New: true}, org, nil); err != nil {
		return identity.User{}, err
	}
	return u, a.Door.Tie(ctx, e, u, false)
}

// joinBy lets a known person's organisation join the program, unless one of
// theirs is in it already.
func (a api) joinBy(ctx context.Context, e identity.Entry, u identity.User) error {
	ms, err := a.Door.Members.OfUser(ctx, u.ID)
	if err != nil {
		return err
	}
	who := enrollment.Applicant{User: u}
	var own id.Partner
	for _, m := range ms {
		if m.Partner == "" {
			continue
		}
		places, err := a.Enrollments.OfPartner(ctx, m.Partner)
		if err != nil {
			return err
		}
		for _, place := range places {
			if place.Program == e.Program {
				return nil
			}
		}
		who.Of = append(who.Of, m.Partner)
		if m.Role == identity.Admin && own == "" {
			own = m.Partner
		}
	}
	if own == "" {
		_, err := a.Applications.Apply(ctx, e.Program, who, partner.Partner{Name: e.Company, Website: e.Website, Country: e.Country}, nil)
		return err
	}
	org, err := partner.Load(ctx, a.Partners, own)
	if err != nil {
		return err
	}
	_, err = a.Applications.Join(ctx, e.Program, org, who, nil)
	return err
}

func (a api) agreeToEntry(ctx context.Context, in *tokenInput) (*httpkit.None, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	e, err := a.Door.Consent(ctx, actor.Principal, in.Body.Token, auth.HostOf(ctx))
	if err != nil {
		return nil, err
	}
	u, err := a.Door.Account(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.joinBy(ctx, e, u)
}
