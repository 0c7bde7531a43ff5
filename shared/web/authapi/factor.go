package authapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// QR draws texts as QR codes.
type QR interface {
	// Path draws a text as an SVG path in a square of so many units.
	Path(text string) (size int, path string, err error)
}

// registerFactors adds two-step sign-in.
func (a api) registerFactors(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("get-security", http.MethodGet, "/security", "By what the user signs in", auth.SignedIn, http.StatusOK), a.security)
	httpkit.Register(r, op("show-second-factor", http.MethodPost, "/second", "Show a second factor: a code of the authenticator app or a recovery code", auth.Public, http.StatusOK), a.showCode)
	httpkit.Register(r, op("mail-code", http.MethodPost, "/code", "Mail a code to somebody without a password, to confirm who it is", auth.SignedIn, http.StatusAccepted), a.mailCode)
	httpkit.Register(r, op("show-mailed-code", http.MethodPost, "/code/confirm", "Confirm by the mailed code, once, for what needs a fresh sign-in", auth.SignedIn, http.StatusOK), a.showMailedCode)
	httpkit.Register(r, op("enrol-authenticator", http.MethodPost, "/authenticator", "Begin with an authenticator app", auth.SignedIn, http.StatusOK), a.enrol)
	httpkit.Register(r, op("confirm-authenticator", http.MethodPost, "/authenticator/confirm", "Turn two-step sign-in on by a first code", auth.SignedIn, http.StatusOK), a.confirm)
	httpkit.Register(r, op("renew-recovery-codes", http.MethodPost, "/authenticator/recovery", "New recovery codes instead of those that are left", auth.SignedIn, http.StatusOK), a.renewRecovery)
	httpkit.Register(r, op("forget-authenticator", http.MethodDelete, "/authenticator", "Turn two-step sign-in off", auth.SignedIn, http.StatusNoContent), a.forgetAuthenticator)
}

type codeInput struct {
	Body struct {
		Code string `json:"code" maxLength:"40" doc:"Six digits of the app, or a recovery code"`
	}
}

func (a api) showCode(ctx context.Context, in *codeInput) (*entered, error) {
	raw, p, err := a.Door.ShowCode(ctx, in.Body.Code, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

func (a api) mailCode(ctx context.Context, _ *struct{}) (*httpkit.None, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.MailCode(ctx, actor.Principal, auth.CallerOf(ctx))
}

func (a api) showMailedCode(ctx context.Context, in *codeInput) (*entered, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	raw, p, err := a.Door.ShowMailedCode(ctx, actor.Principal, in.Body.Code, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

// AuthenticatorEnrolment is what an authenticator app takes in.
type AuthenticatorEnrolment struct {
	Secret string `json:"secret" doc:"To type in where no code can be scanned"`
	QR     QRPath `json:"qr"`
}

// QRPath is a QR code as a path of an SVG.
type QRPath struct {
	Size int    `json:"size" doc:"Width and height of the view box, a white rim included"`
	Path string `json:"path"`
}

func (a api) enrol(ctx context.Context, _ *struct{}) (*httpkit.Body[AuthenticatorEnrolment], error) {
	actor, err := a.strongest(ctx)
	if err != nil {
		return nil, err
	}
	issuer := strings.TrimPrefix(strings.TrimPrefix(a.Door.Origin, "https://"), "http://")
	e, err := a.Door.EnrolAuthenticator(ctx, actor.Principal, issuer)
	if err != nil {
		return nil, err
	}
	size, path, err := a.QR.Path(e.Address)
	return httpkit.OK(AuthenticatorEnrolment{Secret: e.Secret, QR: QRPath{size, path}}), err
}

// RecoveryCodes are codes for the day that the app is lost.
type RecoveryCodes struct {
	Codes []string `json:"codes" doc:"Each works once; they are not shown again"`
}

type confirmed struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      RecoveryCodes
}

func (a api) confirm(ctx context.Context, in *codeInput) (*confirmed, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	codes, raw, _, err := a.Door.ConfirmAuthenticator(ctx, actor.Principal, in.Body.Code, auth.CallerOf(ctx))
	if err != nil {
		return nil, err
	}
	return &confirmed{SetCookie: []http.Cookie{a.Cookie.Set(raw)}, Body: RecoveryCodes{codes}}, nil
}

func (a api) renewRecovery(ctx context.Context, _ *struct{}) (*httpkit.Body[RecoveryCodes], error) {
	actor, err := a.second(ctx)
	if err != nil {
		return nil, err
	}
	codes, err := a.Door.RenewRecovery(ctx, actor.Principal)
	return httpkit.OK(RecoveryCodes{codes}), err
}

// forgetAuthenticator asks for the second factor that it takes away: a password
// alone must not be enough.
func (a api) forgetAuthenticator(ctx context.Context, _ *struct{}) (*httpkit.None, error) {
	actor, err := a.second(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.ForgetAuthenticator(ctx, actor.User)
}

// fresh is the actor who has just proved who it is.
func (a api) fresh(ctx context.Context) (auth.Actor, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return actor, err
	}
	return actor, actor.NeedFresh(a.Door.Clock.Now())
}

// second is the actor who has just shown a second factor.
func (a api) second(ctx context.Context) (auth.Actor, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return actor, err
	}
	return actor, actor.NeedSecond(a.Door.Clock.Now())
}

// Security is by what a user signs in.
type Security struct {
	Password      bool                   `json:"password" doc:"Whether there is one"`
	Authenticator *SecurityAuthenticator `json:"authenticator" doc:"Null while two-step sign-in is off"`
	Passkeys      []SecurityPasskey      `json:"passkeys" doc:"Oldest first"`
	Provider      string                 `json:"provider,omitempty" doc:"Another site by which people sign in; absent: none" example:"Google"`
	Logins        []SecurityLogin        `json:"logins" doc:"Accounts there that sign this user in"`
}

// SecurityAuthenticator is the authenticator app.
type SecurityAuthenticator struct {
	Since        time.Time `json:"since"`
	RecoveryLeft int       `json:"recovery_left" doc:"Recovery codes that were not used"`
}

func (a api) security(ctx context.Context, _ *struct{}) (*httpkit.Body[Security], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	users, err := a.Door.Users.Load(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	app, err := a.Door.Authenticators.Authenticator(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	keys, err := a.Door.Passkeys.PasskeysOf(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	logins, err := a.logins(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	view := Security{Passkeys: make([]SecurityPasskey, len(keys)), Provider: a.provider(), Logins: logins}
	for i, k := range keys {
		view.Passkeys[i] = passkeyView(k)
	}
	for _, u := range users {
		view.Password = u.Password != ""
	}
	if app.On {
		view.Authenticator = &SecurityAuthenticator{Since: app.Since, RecoveryLeft: len(app.Recovery)}
	}
	return httpkit.OK(view), nil
}

// levelOf is a level as it is read; only "half" shows nothing else.
func levelOf(l identity.Level) string {
	if l == identity.Single {
		return "single"
	}
	return string(l)
}
