package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) signing() httpkit.Noun {
	const path = base + "/signing-secret"
	return httpkit.Noun{Name: "Manager signing", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-signing-secret", Method: http.MethodGet, Path: path, Access: manager,
			Summary: "Whether there is a secret with which reports are signed",
		}, in(a, a.getSigning))
		httpkit.Register(r, httpkit.Op{
			ID: "make-signing-secret", Method: http.MethodPost, Path: path, Access: owner, Status: http.StatusCreated,
			Summary: "Make a signing secret", Description: "It is shown in this answer only. The one before goes on working until the next is made.",
		}, in(a, a.makeSigning))
	}}
}

func (a api) getSigning(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[SigningState], error) {
	made, err := a.Signing.Made(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(SigningState{Made: made}), nil
}

func (a api) makeSigning(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[SigningSecret], error) {
	secret, err := a.Signing.Make(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(SigningSecret{Secret: secret, Program: string(s.Program.ID)}), nil
}

// SigningState tells whether reports can be signed.
type SigningState struct {
	Made bool `json:"made"`
}

// SigningSecret is a new signing secret.
type SigningSecret struct {
	Secret  string `json:"secret" doc:"whsec_…, shown this once"`
	Program string `json:"program" doc:"Goes with each signed report, so that it is known whose secret to ask"`
}
