package authapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Persons answers people who ask what is held of them, or to be forgotten.
type Persons interface {
	Held(ctx context.Context, u id.User) (map[string][]map[string]any, error)
	Forget(ctx context.Context, u id.User, despiteMoney bool) error
}

// person registers what the law gives people: their data, and to be forgotten.
func (a api) person(r *httpkit.API) {
	get := operation("get-account-data", http.MethodGet, "/account/data.json", "Everything that is held under your name, as a file", auth.SignedIn, http.StatusOK)
	get.Produces = "application/json"
	get.Description = "By kind of entry, without keys and secrets. It takes a fresh sign-in."
	httpkit.Register(r, get, a.accountData)
	forget := operation("forget-account", http.MethodPost, "/account/forget", "Delete your account for good", auth.SignedIn, http.StatusNoContent)
	forget.Description = "What names you is deleted, and an organisation that is yours alone leaves its programs and loses its name and its payout method. Invoices, tax forms and the ledger stay, under an id without a name, for as long as the law asks. It takes a fresh sign-in."
	httpkit.Register(r, forget, a.forgetAccount)
}

func (a api) accountData(ctx context.Context, _ *struct{}) (*httpkit.File, error) {
	actor, err := a.fresh(ctx)
	if err != nil {
		return nil, err
	}
	held, err := a.Persons.Held(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(held, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write what is held: %w", err)
	}
	return httpkit.Attachment("application/json", "my-data.json", text), nil
}

type forgetInput struct {
	Body struct {
		Email        string `json:"email" maxLength:"254" doc:"Your address, to be sure"`
		DespiteMoney bool   `json:"despite_money,omitempty" doc:"Money that is still on its way may stay with the program"`
	}
}

func (a api) forgetAccount(ctx context.Context, in *forgetInput) (*left, error) {
	actor, err := a.fresh(ctx)
	if err != nil {
		return nil, err
	}
	u, err := a.Door.Account(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	if email, err := identity.ParseEmail(in.Body.Email); err != nil || !strings.EqualFold(email, u.Email) {
		return nil, fault.New(fault.Invalid, "person.other_email", "That is not your address.").
			With(fault.Field{Location: "body.email", Message: "must be your address"})
	}
	if err := a.Persons.Forget(ctx, actor.User, in.Body.DespiteMoney); err != nil {
		return nil, err
	}
	return &left{SetCookie: a.Cookie.Clear()}, nil
}
