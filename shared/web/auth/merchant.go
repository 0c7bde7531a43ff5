package auth

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Merchant is the access of operations that a merchant's server calls, with a
// secret API key of its program.
const Merchant = httpkit.Access("merchant")

// admitMerchant admits a program's key. The actor is nobody, for the program.
func (g *Guard) admitMerchant(ctx context.Context, r *http.Request, op httpkit.Op, stamp audit.Stamp) (context.Context, error) {
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || g.Keys.Keys == nil {
		return nil, fault.New(fault.Unauthenticated, "key.missing", "The request needs an API key as its bearer token.")
	}
	k, err := g.Keys.Keys.Authenticate(ctx, text)
	switch {
	case err != nil:
		return nil, err
	case k.Kind != apikey.Secret || k.Owner.Partner != "":
		return nil, fault.New(fault.Forbidden, "key.kind", "This takes a secret key of a program.")
	case !k.May(apikey.Scope(op.Scope)):
		return nil, fault.New(fault.Forbidden, "key.scope", "The key lacks the scope %s.", op.Scope)
	}
	if err := g.Keys.take(ctx, k); err != nil {
		return nil, err
	}
	stamp.Actor = string(k.ID)
	return WithActor(audit.With(httpkit.WithCaller(ctx, stamp.Actor), stamp), Actor{Program: k.Owner.Program}), nil
}
