package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) integration() httpkit.Noun {
	const postback = base + "/postback"
	return httpkit.Noun{Name: "Manager integration", Patterns: []string{postback}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "rotate-postback-secret", Method: http.MethodPost, Path: postback + "/secret", Access: owner,
			Summary: "Make a new postback secret, shown this once", Description: "The one before goes on working for 24 hours.",
		}, in(a, a.rotateSecret))
	}}
}

// overlap is how long a rotated secret goes on working.
const overlap = 24 * time.Hour

func (a api) rotateSecret(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[RotatedSecret], error) {
	until := a.Clock.Now().Add(overlap)
	secret, err := a.Secrets.Rotate(ctx, s.Program.ID, overlap)
	if err != nil {
		return nil, err
	}
	url := a.Origin + postbackRoute + "?key=" + secret + "&event=sale&click_id={click_id}&transaction_id={order_id}&amount={amount}&currency=" + string(s.Program.Currency)
	return httpkit.OK(RotatedSecret{Secret: secret, PostbackURL: url, PreviousValidUntil: until}), nil
}

// RotatedSecret is a new secret.
type RotatedSecret struct {
	Secret             string    `json:"secret" doc:"Shown this once"`
	PostbackURL        string    `json:"postback_url" doc:"With the secret in place, ready to paste"`
	PreviousValidUntil time.Time `json:"previous_valid_until"`
}
