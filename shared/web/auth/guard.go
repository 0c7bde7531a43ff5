package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/netip"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Sessions recognises the text in a session cookie.
type Sessions interface {
	Authenticate(ctx context.Context, raw string) (identity.Principal, error)
}

// Memberships lists what a user is a member of.
type Memberships interface {
	OfUser(ctx context.Context, u id.User) ([]identity.Membership, error)
}

// Config is what a guard is made of.
type Config struct {
	Sessions    Sessions
	Memberships Memberships
	// Address returns the visitor's network address.
	Address func(*http.Request) string
	// Country returns the visitor's country, empty when it is not known; nil
	// where it never is.
	Country func(*http.Request) string
	// Host returns the host that was asked for, without port, to know whose portal
	// it is; nil where one brand is all there is.
	Host func(*http.Request) string
	// AddressKey returns the key under which addresses are hashed.
	AddressKey func(context.Context) ([]byte, error)
	Origins    []string // the public origin and further trusted ones
	Cookie     Cookie
	Presence   Presence // nil: it is not noted who is there
	Views      Views    // nil: nobody sees with others' eyes
	Keys       KeyDoor  // empty: nobody comes in by an API key
}

// Guard admits callers to operations.
type Guard struct {
	Config
	sites *http.CrossOriginProtection
}

// New returns a guard. An error names the origin that is none.
func New(c Config) (*Guard, error) {
	g := &Guard{Config: c, sites: http.NewCrossOriginProtection()}
	for _, o := range c.Origins {
		if err := g.sites.AddTrustedOrigin(o); err != nil {
			return nil, fmt.Errorf("trust origin %q: %w", o, err)
		}
	}
	return g, nil
}

// Admit is the guard of every API.
func (g *Guard) Admit(r *http.Request, op httpkit.Op) (context.Context, error) {
	if err := g.sites.Check(g.asked(r)); err != nil {
		return nil, fault.Wrap(err, fault.Forbidden, "auth.cross_origin", "Another site's page may not do this.")
	}
	address, err := g.address(r)
	if err != nil {
		return nil, err
	}
	caller := identity.Caller{Address: address, Session: g.Cookie.read(r), Device: g.Cookie.device(r), Visit: g.Cookie.visit(r), Agent: r.UserAgent(), Language: liked(r.Header.Get("Accept-Language"))}
	if g.Country != nil {
		caller.Country = g.Country(r)
	}
	stamp := audit.Stamp{Actor: "anonymous", Request: httpkit.RequestID(r.Context()), Address: address}
	ctx := context.WithValue(r.Context(), callerKey{}, caller)
	if g.Host != nil {
		ctx = context.WithValue(ctx, hostKey{}, g.Host(r))
	}
	if op.Keyed {
		return g.admitKey(ctx, r, op, stamp)
	}
	if op.Access == Merchant {
		return g.admitMerchant(ctx, r, op, stamp)
	}
	if op.Access == Public {
		return audit.With(httpkit.WithCaller(ctx, "address "+address), stamp), nil
	}
	p, err := g.Sessions.Authenticate(ctx, caller.Session)
	if err != nil {
		return nil, err
	}
	if p.Host != "" && p.Host != HostOf(ctx) {
		return nil, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
	}
	actor, err := g.actor(ctx, r, op, p)
	if err != nil {
		return nil, err
	}
	stamp.Actor = string(p.User)
	return WithActor(audit.With(httpkit.WithCaller(ctx, stamp.Actor), stamp), actor), nil
}

// asked is the request with the host that the browser asked for: behind the
// distribution Host is the API's, and a page of a program's own host would be
// taken for another site's.
func (g *Guard) asked(r *http.Request) *http.Request {
	host, _, _ := strings.Cut(r.Host, ":")
	if g.Host == nil || strings.EqualFold(host, g.Host(r)) {
		return r
	}
	out := r.WithContext(r.Context())
	out.Host = g.Host(r)
	return out
}

// actor resolves the membership that the path and the access ask for.
func (g *Guard) actor(ctx context.Context, r *http.Request, op httpkit.Op, p identity.Principal) (Actor, error) {
	a := Actor{Principal: p}
	of, allowed := roles(op.Access)
	var err error
	switch of {
	case anybody:
		return a, nil
	case nobody:
		return a, errRole()
	case ofPartner:
		if a.Partner, err = id.Parse[id.Partner](r.PathValue("partner")); err != nil {
			return a, errUnknown("partner")
		}
	case ofProgram:
		if a.Program, err = id.Parse[id.Program](r.PathValue("program")); err != nil {
			return a, errUnknown("program")
		}
	}
	if err := bound(p, r, op); err != nil {
		return a, err
	}
	ms, err := g.Memberships.OfUser(ctx, p.User)
	if err != nil {
		return a, err
	}
	for _, m := range ms {
		if m.Partner != a.Partner || m.Program != a.Program {
			continue
		}
		if a.Role = m.Role; !may(m.Role, allowed) {
			return a, errRole()
		}
		return a, g.seen(ctx, m)
	}
	if of == ofPartner {
		return g.viewer(ctx, r, op.Access, a, ms)
	}
	return a, errUnknown("program")
}

func errRole() error {
	return fault.New(fault.Forbidden, "auth.role", "Your role does not allow this.")
}

func errUnknown(noun string) error {
	return fault.New(fault.NotFound, noun+".unknown", "There is no such %s.", noun)
}

// address is a keyed hash of where the request came from. A household's whole
// IPv6 range counts as one.
func (g *Guard) address(r *http.Request) (string, error) {
	key, err := g.AddressKey(r.Context())
	if err != nil {
		return "", fmt.Errorf("read the address key: %w", err)
	}
	text := g.Address(r)
	if a, err := netip.ParseAddr(text); err == nil {
		a = a.Unmap().WithZone("")
		if a.Is6() {
			if range64, err := a.Prefix(64); err == nil {
				a = range64.Addr()
			}
		}
		text = a.String()
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("address " + text))
	return hex.EncodeToString(mac.Sum(nil)[:16]), nil
}
