package authapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// registerCrossings adds sign-in at a program's own host, which leads to the
// main origin and back.
func (a api) registerCrossings(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("begin-crossing", http.MethodPost, "/crossing/begin", "Begin to sign in at a program's own host, by the main origin", auth.Public, http.StatusOK), a.beginCrossing)
	httpkit.Register(r, op("cross", http.MethodPost, "/crossing", "Take the session of the main origin to a program's own host", auth.SignedIn, http.StatusOK), a.cross)
	httpkit.Register(r, op("arrive", http.MethodPost, "/crossing/arrive", "Be signed in at a program's own host by the code from the main origin, once", auth.Public, http.StatusOK), a.arrive)
}

func (a api) beginCrossing(ctx context.Context, _ *struct{}) (*visiting, error) {
	address, cookie, err := a.Door.BeginCrossing(ctx, auth.HostOf(ctx))
	if err != nil {
		return nil, err
	}
	return &visiting{SetCookie: []http.Cookie{a.Cookie.Visit(cookie)}, Body: LoginAddress{address}}, nil
}

type crossInput struct {
	Body struct {
		Host  string `json:"host" maxLength:"253" doc:"Where the browser wants to be signed in too"`
		State string `json:"state" maxLength:"100" doc:"What that host gave it"`
	}
}

func (a api) cross(ctx context.Context, in *crossInput) (*httpkit.Body[LoginAddress], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	address, err := a.Door.Cross(ctx, actor.Principal, in.Body.Host, in.Body.State)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(LoginAddress{address}), nil
}

type arriveInput struct {
	Body struct {
		Code string `json:"code" maxLength:"100"`
	}
}

func (a api) arrive(ctx context.Context, in *arriveInput) (*entered, error) {
	by := auth.CallerOf(ctx)
	raw, p, err := a.Door.Arrive(ctx, in.Body.Code, auth.HostOf(ctx), by.Visit, by)
	out, err := a.enter(ctx, raw, p, err)
	if err != nil {
		return nil, err
	}
	out.SetCookie = append(out.SetCookie, a.Cookie.Visit(""))
	return out, nil
}
