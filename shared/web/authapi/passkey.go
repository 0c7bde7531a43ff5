package authapi

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// registerPasskeys adds passkeys.
func (a api) registerPasskeys(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("ask-passkey", http.MethodPost, "/passkeys/ask", "A challenge for any passkey", auth.Public, http.StatusOK), a.askPasskey)
	httpkit.Register(r, op("sign-in-by-passkey", http.MethodPost, "/passkeys/sign-in", "Sign in by a passkey", auth.Public, http.StatusOK), a.enterByPasskey)
	httpkit.Register(r, op("show-passkey", http.MethodPost, "/passkeys/show", "Show a passkey as second factor, or to confirm who it is", auth.Public, http.StatusOK), a.showPasskey)
	httpkit.Register(r, op("enrol-passkey", http.MethodPost, "/passkeys/enrol", "Begin with a new passkey", auth.SignedIn, http.StatusOK), a.enrolPasskey)
	httpkit.Register(r, op("add-passkey", http.MethodPost, "/passkeys", "Keep the passkey that the browser has made", auth.SignedIn, http.StatusCreated), a.addPasskey)
	httpkit.Register(r, op("rename-passkey", http.MethodPut, "/passkeys/{passkey}", "Call a passkey by another name", auth.SignedIn, http.StatusOK), a.renamePasskey)
	httpkit.Register(r, op("remove-passkey", http.MethodDelete, "/passkeys/{passkey}", "Forget a passkey", auth.SignedIn, http.StatusNoContent), a.removePasskey)
}

// PasskeyOptions are what navigator.credentials takes, as JSON.
type PasskeyOptions struct {
	Options json.RawMessage `json:"options"`
}

// PasskeyAnswer is what the browser answers.
type PasskeyAnswer struct {
	Answer json.RawMessage `json:"answer" doc:"The PublicKeyCredential as JSON"`
}

type answerInput struct{ Body PasskeyAnswer }

func (a api) askPasskey(ctx context.Context, _ *struct{}) (*httpkit.Body[PasskeyOptions], error) {
	options, err := a.Door.AskPasskey(ctx)
	return httpkit.OK(PasskeyOptions{options}), err
}

func (a api) enterByPasskey(ctx context.Context, in *answerInput) (*entered, error) {
	raw, p, err := a.Door.EnterByPasskey(ctx, in.Body.Answer, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

func (a api) showPasskey(ctx context.Context, in *answerInput) (*entered, error) {
	raw, p, err := a.Door.ShowPasskey(ctx, in.Body.Answer, auth.CallerOf(ctx))
	return a.enter(ctx, raw, p, err)
}

func (a api) enrolPasskey(ctx context.Context, _ *struct{}) (*httpkit.Body[PasskeyOptions], error) {
	actor, err := a.strongest(ctx)
	if err != nil {
		return nil, err
	}
	options, err := a.Door.EnrolPasskey(ctx, actor.Principal)
	return httpkit.OK(PasskeyOptions{options}), err
}

type addPasskeyInput struct {
	Body struct {
		PasskeyAnswer
		Name string `json:"name" maxLength:"60" doc:"What its owner calls it"`
	}
}

func (a api) addPasskey(ctx context.Context, in *addPasskeyInput) (*httpkit.Body[SecurityPasskey], error) {
	actor, err := a.strongest(ctx)
	if err != nil {
		return nil, err
	}
	k, err := a.Door.AddPasskey(ctx, actor.Principal, in.Body.Name, in.Body.Answer)
	return httpkit.OK(passkeyView(k)), err
}

// PasskeyPath is one passkey.
type PasskeyPath struct {
	Passkey string `path:"passkey" maxLength:"1400"`
}

type renamePasskeyInput struct {
	PasskeyPath
	Body struct {
		Name string `json:"name" maxLength:"60"`
	}
}

func (a api) renamePasskey(ctx context.Context, in *renamePasskeyInput) (*httpkit.Body[SecurityPasskey], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	k, err := a.Door.RenamePasskey(ctx, actor.Principal, in.Passkey, in.Body.Name)
	return httpkit.OK(passkeyView(k)), err
}

func (a api) removePasskey(ctx context.Context, in *PasskeyPath) (*httpkit.None, error) {
	actor, err := a.second(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Door.RemovePasskey(ctx, actor.Principal, in.Passkey)
}

// strongest is the actor who has just shown a second factor, where there is
// one; otherwise who has just proved who it is.
func (a api) strongest(ctx context.Context) (auth.Actor, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return actor, err
	}
	has, err := a.Door.HasSecond(ctx, actor.User)
	if err != nil {
		return actor, err
	}
	if has {
		return actor, actor.NeedSecond(a.Door.Clock.Now())
	}
	return actor, actor.NeedFresh(a.Door.Clock.Now())
}

// SecurityPasskey is a passkey.
type SecurityPasskey struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Synced    bool      `json:"synced" doc:"Copied between its owner's devices"`
	CreatedAt time.Time `json:"created_at"`
	UsedAt    time.Time `json:"used_at,omitzero" doc:"Absent before the first use"`
}

func passkeyView(k identity.Passkey) SecurityPasskey {
	return SecurityPasskey{ID: k.ID, Name: k.Name, Synced: k.Synced, CreatedAt: k.CreatedAt, UsedAt: k.UsedAt}
}
