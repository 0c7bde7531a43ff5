package authapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// registerLogins adds sign-in by an OpenID provider.
func (a api) registerLogins(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("list-sign-in-ways", http.MethodGet, "/ways", "Who else signs people in here", auth.Public, http.StatusOK), a.ways)
	httpkit.Register(r, op("begin-login", http.MethodPost, "/provider/begin", "Begin to sign in at another site", auth.Public, http.StatusOK), a.beginLogin)
	httpkit.Register(r, op("begin-linking", http.MethodPost, "/provider/link", "Begin to link an account at another site", auth.SignedIn, http.StatusOK), a.beginLinking)
	httpkit.Register(r, op("finish-login", http.MethodPost, "/provider/finish", "Come back from the other site: sign in, or link", auth.Public, http.StatusOK), a.finishLogin)
	httpkit.Register(r, op("unlink-login", http.MethodDelete, "/provider/logins/{subject}", "Take a linked account away", auth.SignedIn, http.StatusNoContent), a.unlinkLogin)
}

// SignInWays are ways to sign in that only some installations have.
type SignInWays struct {
	Provider string `json:"provider,omitempty" doc:"Another site by which people sign in, as it is called; absent: none" example:"Google"`
}

func (a api) ways(context.Context, *struct{}) (*httpkit.Body[SignInWays], error) {
	return httpkit.OK(SignInWays{Provider: a.provider()}), nil
}

func (a api) provider() string {
	if a.Door.Provider == nil {
		return ""
	}
	return a.Door.Provider.Name()
}

// LoginAddress is where the browser goes.
type LoginAddress struct {
	URL string `json:"url"`
}

type visiting struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      LoginAddress
}

func (a api) beginLogin(ctx context.Context, _ *struct{}) (*visiting, error) {
	return a.visit(ctx, "")
}

func (a api) beginLinking(ctx context.Context, _ *struct{}) (*visiting, error) {
	actor, err := a.strongest(ctx)
	if err != nil {
		return nil, err
	}
	return a.visit(ctx, actor.User)
}

func (a api) visit(ctx context.Context, link id.User) (*visiting, error) {
	address, cookie, err := a.Door.BeginLogin(ctx, link)
	if err != nil {
		return nil, err
	}
	return &visiting{SetCookie: []http.Cookie{a.Cookie.Visit(cookie)}, Body: LoginAddress{address}}, nil
}

type finishInput struct {
	Body struct {
		State string `json:"state" maxLength:"100"`
		Code  string `json:"code" maxLength:"2000"`
	}
}

func (a api) finishLogin(ctx context.Context, in *finishInput) (*entered, error) {
	by := auth.CallerOf(ctx)
	raw, p, err := a.Door.FinishLogin(ctx, in.Body.State, in.Body.Code, by.Visit, by)
	out, err := a.enter(ctx, raw, p, err)
	if err != nil {
		return nil, err
	}
	out.SetCookie = append(out.SetCookie, a.Cookie.Visit(""))
	return out, nil
}

type loginPath struct {
	Subject string `path:"subject" maxLength:"255"`
}

func (a api) unlinkLogin(ctx context.Context, in *loginPath) (*httpkit.None, error) {
	actor, err := a.strongest(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.Unlink(ctx, actor.Principal, in.Subject)
}

// SecurityLogin is an account at another site.
type SecurityLogin struct {
	Subject  string    `json:"subject"`
	Email    string    `json:"email" doc:"As the other site said when it was linked"`
	LinkedAt time.Time `json:"linked_at"`
}

func (a api) logins(ctx context.Context, u id.User) ([]SecurityLogin, error) {
	all, err := a.Door.Logins.LoginsOf(ctx, u)
	out := make([]SecurityLogin, len(all))
	for i, l := range all {
		out[i] = loginView(l)
	}
	return out, err
}

func loginView(l identity.Login) SecurityLogin {
	return SecurityLogin{Subject: l.Subject, Email: l.Email, LinkedAt: l.LinkedAt}
}
