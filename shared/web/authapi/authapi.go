package authapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Deps is what signing in works with.
type Deps struct {
	Door         identity.Door
	Applications Applications
	Partners     partner.Store
	Enrollments  Enrollments
	Programs     Programs
	Agreements   Agreements
	Views        Views
	Cookie       auth.Cookie
	Teams        Teams
	QR           QR
	Inbox        notice.Store
	Farewell     notice.Farewell
	Bounces      Bounces
	Persons      Persons
	Market       market.Desk
	Founder      Founder
}

// Bounces knows which addresses refused a mail lately.
type Bounces interface {
	RefusedAt(ctx context.Context, email string) (time.Time, error)
}

// Agreements knows what somebody has to sign before anything else.
type Agreements interface {
	Due(ctx context.Context, by agreement.Signer) ([]agreement.Agreement, error)
}

var _ Agreements = agreement.Desk{}

// Enrollments lists the programs of a partner.
type Enrollments interface {
	OfPartner(ctx context.Context, o id.Partner) ([]enrollment.Enrollment, error)
}

// Programs reads programs; unknown ones are left out.
type Programs interface {
	Load(ctx context.Context, ids ...id.Program) ([]program.Program, error)
}

type api struct{ Deps }

const base = "/api/auth"

// Nouns returns everything that is served under /api/auth.
func Nouns(d Deps) []httpkit.Noun {
	a := api{d}
	return []httpkit.Noun{a.entryNoun(), {Name: "Sign-in", Patterns: []string{base}, Register: func(r *httpkit.API) {
		op := operation
		httpkit.Register(r, op("sign-in", http.MethodPost, "/login", "Sign in by password", auth.Public, http.StatusOK), a.signIn)
		httpkit.Register(r, op("request-magic-link", http.MethodPost, "/magic", "Mail a link that signs in", auth.Public, http.StatusAccepted), a.requestMagic)
		httpkit.Register(r, op("consume-magic-link", http.MethodPost, "/magic/consume", "Sign in by a mailed link, once", auth.Public, http.StatusOK), a.consumeMagic)
		httpkit.Register(r, op("request-reset", http.MethodPost, "/reset", "Mail a link to a new password", auth.Public, http.StatusAccepted), a.requestReset)
		httpkit.Register(r, op("complete-reset", http.MethodPost, "/reset/consume", "Set a new password by a mailed link, once", auth.Public, http.StatusOK), a.completeReset)
		httpkit.Register(r, op("sign-out", http.MethodPost, "/logout", "End the session", auth.Public, http.StatusNoContent), a.signOut)
		httpkit.Register(r, op("get-session", http.MethodGet, "/session", "Who is signed in, and for whom they may act", auth.SignedIn, http.StatusOK), a.getSession)
		httpkit.Register(r, op("reauthenticate", http.MethodPost, "/reauthenticate", "Confirm the password, for what needs a fresh sign-in", auth.SignedIn, http.StatusOK), a.reauthenticate)
		a.registerFactors(r)
		a.registerPasskeys(r)
		a.registerLogins(r)
		a.registerCrossings(r)
		a.registerEntries(r)
		a.join(r)
		a.views(r)
		a.account(r)
		a.person(r)
		a.notices(r)
		a.preferences(r)
		a.found(r)
	}}}
}

func operation(id, method, path, summary string, access httpkit.Access, status int) httpkit.Op {
	return httpkit.Op{ID: id, Method: method, Path: base + path, Summary: summary, Access: access, Status: status}
}

type signInInput struct {
	Body struct {
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"1024"`
	}
}

// entered is a session that begins: who it is, and its cookie.
type entered struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      Session
}

func (a api) enter(ctx context.Context, raw string, p identity.Principal, err error) (*entered, error) {
	if err != nil {
		return nil, err
	}
	s, err := a.session(ctx, p)
	if err != nil {
		return nil, err
	}
	cookies := []http.Cookie{a.Cookie.Set(raw)}
	if p.Device != "" {
		cookies = append(cookies, a.Cookie.Known(p.Device))
	}
	return &entered{SetCookie: cookies, Body: s}, nil
}

func (a api) signIn(ctx context.Context, in *signInInput) (*entered, error) {
	raw, p, err := a.Door.SignIn(ctx, in.Body.Email, in.Body.Password, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

type linkInput struct {
	Body struct {
		Email   string `json:"email" maxLength:"254"`
		Program string `json:"program,omitempty" maxLength:"40" doc:"Slug of the program whose brand the mail bears"`
	}
}

func (a api) requestMagic(ctx context.Context, in *linkInput) (*httpkit.None, error) {
	return &httpkit.None{}, a.Door.RequestLink(ctx, identity.Magic, in.Body.Email, in.Body.Program, auth.CallerOf(ctx))
}

func (a api) requestReset(ctx context.Context, in *linkInput) (*httpkit.None, error) {
	return &httpkit.None{}, a.Door.RequestLink(ctx, identity.Reset, in.Body.Email, in.Body.Program, auth.CallerOf(ctx))
}

type tokenInput struct {
	Body struct {
		Token string `json:"token" maxLength:"200"`
	}
}

func (a api) consumeMagic(ctx context.Context, in *tokenInput) (*entered, error) {
	raw, p, err := a.Door.ConsumeLink(ctx, in.Body.Token, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

type resetInput struct {
	Body struct {
		Token    string `json:"token" maxLength:"200"`
		Password string `json:"password" maxLength:"1024" doc:"15 to 256 characters, none that guessers try first"`
	}
}

func (a api) completeReset(ctx context.Context, in *resetInput) (*entered, error) {
	raw, p, err := a.Door.CompleteReset(ctx, in.Body.Token, in.Body.Password, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

// left is a session that ended.
type left struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (a api) signOut(ctx context.Context, _ *struct{}) (*left, error) {
	return &left{SetCookie: a.Cookie.Clear()}, a.Door.SignOut(ctx, auth.CallerOf(ctx).Session)
}

type passwordInput struct {
	Body struct {
		Password string `json:"password" maxLength:"1024"`
	}
}

func (a api) reauthenticate(ctx context.Context, in *passwordInput) (*entered, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	raw, p, err := a.Door.Reauthenticate(ctx, actor.Principal, in.Body.Password, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

func (a api) getSession(ctx context.Context, _ *struct{}) (*httpkit.Body[Session], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	s, err := a.session(ctx, actor.Principal)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(s), nil
}
