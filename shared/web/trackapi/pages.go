package trackapi

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Page is the access of operations that a shop's pages call with the program's
// publishable key. The page must lie on one of the program's hosts; a server
// calls them with a secret key that has the scope.
const Page httpkit.Access = "page"

// Tokens finds the link that a landing page's parameter names.
type Tokens interface {
	ByToken(ctx context.Context, p id.Program, token string) (link.Link, error)
}

// Limits counts attempts in windows; one beyond the limit is refused.
type Limits interface {
	Take(ctx context.Context, bucket string, limit int64, window time.Duration, now time.Time) (bool, error)
}

// Pages takes what browsers tell: clicks that came by a parameter of the
// landing page, leads, and sales, which are only claims until the merchant's
// server confirms them.
type Pages struct {
	Intake
	Visits     *Redirect // mints and sends clicks
	Tokens     Tokens
	Limits     Limits
	AddressKey func(context.Context) ([]byte, error) // under which addresses are hashed
	Insecure   bool                                  // pages by plain HTTP: for loopback
}

// What one visitor's address may tell.
const (
	tellsPerWindow = 60
	tellWindow     = time.Minute
)

// caller is who a page's request is from.
type caller struct {
	program program.Program
	request *http.Request
}

type callerKey struct{}

func callerOf(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
}

// Admit proves the program of a page's request and bounds how many one address
// makes. What servers call is left to [Intake.Admit].
func (p Pages) Admit(r *http.Request, op httpkit.Op) (context.Context, error) {
	if op.Access != Page {
		return p.Intake.Admit(r, op)
	}
	prog, err := p.page(r, apikey.Scope(op.Scope))
	if err != nil {
		return nil, err
	}
	if err := p.bound(r, prog.ID); err != nil {
		return nil, err
	}
	ctx := httpkit.WithCaller(r.Context(), "pages of "+string(prog.ID))
	return context.WithValue(ctx, callerKey{}, caller{prog, r}), nil
}

// page finds the program of the key that a page sends. A publishable key is
// good on the program's own pages only.
func (p Pages) page(r *http.Request, scope apikey.Scope) (program.Program, error) {
	text, inQuery := r.URL.Query().Get("key"), true
	if text == "" {
		text, inQuery = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), false
	}
	k, err := p.Keys.Authenticate(r.Context(), text)
	if err != nil {
		return program.Program{}, err
	}
	if inQuery && k.Kind == apikey.Secret {
		return program.Program{}, fault.New(fault.Forbidden, "key.exposed", "A secret key does not belong into an address, where logs keep it. Send it as the bearer token, and make another.")
	}
	rules, err := p.Programs.Rules(r.Context(), k.Owner.Program)
	if err != nil {
		return program.Program{}, err
	}
	switch {
	case k.Owner.Partner != "":
		return rules.Program, fault.New(fault.Forbidden, "key.kind", "This takes a key of a program.")
	case k.Kind == apikey.Secret && k.May(scope):
		return rules.Program, nil
	case k.Kind == apikey.Secret:
		return rules.Program, fault.New(fault.Forbidden, "key.scope", "The key lacks the scope %s.", scope)
	case !p.ownPage(rules.Program, r.Header.Get("Origin")):
		return rules.Program, fault.New(fault.Forbidden, "track.origin", "The page does not lie on one of the program's hosts.")
	}
	return rules.Program, nil
}

// ownPage tells whether an origin is one of the program's: exactly its website's
// host or one of the allowed hosts, by https.
func (p Pages) ownPage(prog program.Program, origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" {
		return false
	}
	return (u.Scheme == "https" || p.Insecure && u.Scheme == "http") && hostOf(prog, u.Hostname())
}

func hostOf(prog program.Program, host string) bool {
	host = strings.ToLower(host)
	if w, err := url.Parse(prog.Website); err == nil && host != "" && strings.EqualFold(w.Hostname(), host) {
		return true
	}
	return slices.ContainsFunc(prog.AllowedHosts, func(h string) bool {
		below, wild := strings.CutPrefix(h, "*.")
		return h == host || wild && strings.HasSuffix(host, "."+below)
	})
}

// bound takes one of what the visitor's address may tell. While the counters
// cannot be reached nobody is turned away.
func (p Pages) bound(r *http.Request, prog id.Program) error {
	key, err := p.AddressKey(r.Context())
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	m := hmac.New(sha256.New, key)
	m.Write([]byte("track " + p.Visits.Door.Request(r).Address.String()))
	bucket := "track " + string(prog) + " " + hex.EncodeToString(m.Sum(nil)[:12])
	ok, err := p.Limits.Take(r.Context(), bucket, tellsPerWindow, tellWindow, p.Clock.Now())
	if err == nil && !ok {
		return crowd{fault.New(fault.TooMany, "track.too_many", "Too many requests from this address. Wait a minute.")}
	}
	return nil
}

// crowd is the fault of an address that asked too often.
type crowd struct{ error }

// Unwrap returns the fault.
func (c crowd) Unwrap() error { return c.error }

// RetryAfter tells the caller to come back when the window is over.
func (crowd) RetryAfter() time.Duration { return tellWindow }
