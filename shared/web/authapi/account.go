package authapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// account registers what people do with their own account (F78).
func (a api) account(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("get-account", http.MethodGet, "/account", "Who you are here", auth.SignedIn, http.StatusOK), a.getAccount)
	httpkit.Register(r, op("put-account", http.MethodPut, "/account", "Change your name, contact and language", auth.SignedIn, http.StatusOK), a.putAccount)
	httpkit.Register(r, op("put-password", http.MethodPut, "/account/password", "Set or change the password; other sessions end", auth.SignedIn, http.StatusNoContent), a.putPassword)
	httpkit.Register(r, op("request-email", http.MethodPost, "/account/email", "Mail a link that makes another e-mail address yours", auth.SignedIn, http.StatusAccepted), a.requestEmail)
	httpkit.Register(r, op("confirm-email", http.MethodPost, "/email/confirm", "Confirm another e-mail address by a mailed link, once", auth.Public, http.StatusNoContent), a.confirmEmail)
	httpkit.Register(r, op("take-back-email", http.MethodPost, "/email/back", "Go back to the former e-mail address by a mailed link, once", auth.Public, http.StatusNoContent), a.takeBackEmail)
	httpkit.Register(r, op("list-sessions", http.MethodGet, "/sessions", "Where you are signed in", auth.SignedIn, http.StatusOK), a.listSessions)
	httpkit.Register(r, op("end-session", http.MethodDelete, "/sessions/{session}", "End one of your sessions", auth.SignedIn, http.StatusNoContent), a.endSession)
	httpkit.Register(r, op("end-other-sessions", http.MethodDelete, "/sessions", "End all of your sessions but this one", auth.SignedIn, http.StatusNoContent), a.endOthers)
}

// Account is what a user is and says of themselves.
type Account struct {
	Name        string     `json:"name"`
	Email       string     `json:"email"`
	Contact     string     `json:"contact" doc:"How else to reach you, in your words"`
	Language    string     `json:"language" doc:"Of the portal and its mails; empty: the browser's"`
	HasPassword bool       `json:"has_password" doc:"Without one you sign in by a mailed link"`
	CreatedAt   time.Time  `json:"created_at"`
	RefusedAt   *time.Time `json:"mail_refused_at,omitempty" doc:"When a mail to the address was refused for good in the last 30 days"`
}

func accountOf(u identity.User) Account {
	return Account{
		Name: u.Name, Email: u.Email, Contact: u.Contact, Language: u.Language, HasPassword: u.Password != "", CreatedAt: u.CreatedAt,
	}
}

func (a api) getAccount(ctx context.Context, _ *struct{}) (*httpkit.Body[Account], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	u, err := a.Door.Account(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	refused, err := a.Bounces.RefusedAt(ctx, u.Email)
	if err != nil {
		return nil, err
	}
	out := accountOf(u)
	if !refused.IsZero() {
		out.RefusedAt = &refused
	}
	return httpkit.OK(out), nil
}

type accountInput struct {
	Body struct {
		Name     string `json:"name" maxLength:"100"`
		Contact  string `json:"contact,omitempty" maxLength:"200"`
		Language string `json:"language,omitempty" maxLength:"8" doc:"en, de, fr or es; empty: the browser's" example:"de"`
	}
}

func (a api) putAccount(ctx context.Context, in *accountInput) (*httpkit.Body[Account], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	u, err := a.Door.ChangeProfile(ctx, actor.User, identity.Profile(in.Body))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(accountOf(u)), nil
}

type newPasswordInput struct {
	Body struct {
		Password string `json:"password" maxLength:"1024" doc:"15 to 256 characters, none that guessers try first"`
	}
}

func (a api) putPassword(ctx context.Context, in *newPasswordInput) (*httpkit.None, error) {
	actor, err := a.fresh(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.ChangePassword(ctx, actor.Principal, in.Body.Password)
}

type emailInput struct {
	Body struct {
		Email string `json:"email" maxLength:"254"`
	}
}

func (a api) requestEmail(ctx context.Context, in *emailInput) (*httpkit.None, error) {
	actor, err := a.fresh(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.RequestMove(ctx, actor.Principal, in.Body.Email, auth.CallerOf(ctx))
}

func (a api) confirmEmail(ctx context.Context, in *tokenInput) (*httpkit.None, error) {
	return &httpkit.None{}, a.Door.ConfirmMove(ctx, in.Body.Token)
}

func (a api) takeBackEmail(ctx context.Context, in *tokenInput) (*httpkit.None, error) {
	return &httpkit.None{}, a.Door.TakeBackMove(ctx, in.Body.Token)
}

// OpenSession is one place where a user is signed in.
type OpenSession struct {
	ID        string    `json:"id"`
	Browser   string    `json:"browser" doc:"Empty when it is unknown, as are system and country"`
	System    string    `json:"system"`
	Country   string    `json:"country" doc:"ISO 3166 code" example:"DE"`
	CreatedAt time.Time `json:"created_at"`
	LastSeen  time.Time `json:"last_seen" doc:"Five minutes late at most"`
	Current   bool      `json:"current" doc:"The session that asks"`
}

func (a api) listSessions(ctx context.Context, _ *struct{}) (*httpkit.Body[httpkit.List[OpenSession]], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.Door.SessionsOf(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	out := make([]OpenSession, len(all))
	for i, s := range all {
		out[i] = OpenSession{
			ID: s.Name(), Browser: s.Browser, System: s.System, Country: s.Country,
			CreatedAt: s.CreatedAt, LastSeen: s.LastSeen, Current: s.Hash == actor.Session,
		}
	}
	slices.SortFunc(out, func(x, y OpenSession) int {
		if x.Current {
			return -1
		}
		if y.Current {
			return 1
		}
		return y.LastSeen.Compare(x.LastSeen)
	})
	return httpkit.OK(httpkit.List[OpenSession]{Data: out}), nil
}

type sessionPath struct {
	Session string `path:"session" maxLength:"64"`
}

func (a api) endSession(ctx context.Context, in *sessionPath) (*httpkit.None, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.Revoke(ctx, actor.Principal, in.Session)
}

func (a api) endOthers(ctx context.Context, _ *struct{}) (*httpkit.None, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.RevokeOthers(ctx, actor.Principal)
}
