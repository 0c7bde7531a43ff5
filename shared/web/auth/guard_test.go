package auth_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const (
	ownOrg     = "ptr_00000000000000000000000001"
	otherOrg   = "ptr_00000000000000000000000002"
	ownProgram = "prg_00000000000000000000000001"
	otherOne   = "prg_00000000000000000000000002"
)

// people signs in everybody whose cookie names a membership.
type people map[string]identity.Membership

func (p people) Authenticate(_ context.Context, raw string) (identity.Principal, error) {
	if _, ok := p[raw]; !ok {
		return identity.Principal{}, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
	}
	return identity.Principal{User: id.User(raw)}, nil
}

func (p people) OfUser(_ context.Context, u id.User) ([]identity.Membership, error) {
	return []identity.Membership{p[string(u)]}, nil
}

var (
	_ auth.Sessions    = people{}
	_ auth.Memberships = people{}
)

func members() people {
	p := people{}
	for _, r := range []identity.Role{identity.Admin, identity.Member} {
		p[string(r)] = identity.Membership{Partner: ownOrg, Role: r}
	}
	for _, r := range []identity.Role{identity.Owner, identity.Manager, identity.Finance, identity.Viewer} {
		p[string(r)] = identity.Membership{Program: ownProgram, Role: r}
	}
	return p
}

func newGuard(t *testing.T, p people) *auth.Guard {
	t.Helper()
	g, err := auth.New(auth.Config{
		Sessions: p, Memberships: p, Origins: []string{"https://partners.acme.example"},
		Address:    func(r *http.Request) string { return r.RemoteAddr },
		Host:       func(r *http.Request) string { return r.Host },
		AddressKey: func(context.Context) ([]byte, error) { return []byte("key"), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func request(who, partner, program string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "https://partners.acme.example/", nil)
	r.SetPathValue("partner", partner)
	r.SetPathValue("program", program)
	if who != "" {
		r.AddCookie(&http.Cookie{Name: "trib_session", Value: who})
	}
	return r
}

func TestRolesAgainstAccesses(t *testing.T) {
	t.Parallel()
	p := members()
	g := newGuard(t, p)
	allowed := map[httpkit.Access]string{
		auth.Public: "admin user owner manager finance viewer", auth.SignedIn: "admin user owner manager finance viewer",
		auth.PartnerUser: "admin user", auth.PartnerAdmin: "admin",
		auth.Viewer: "viewer manager finance owner", auth.Manager: "manager owner", auth.Finance: "finance owner", auth.Owner: "owner",
		"": "", "made_up": "",
	}
	for access, roles := range allowed {
		for who := range p {
			_, err := g.Admit(request(who, ownOrg, ownProgram), httpkit.Op{Access: access})
			want := false
			for _, r := range strings.Fields(roles) {
				want = want || r == who
			}
			if (err == nil) != want {
				t.Errorf("%s as %q: %v", who, access, err)
			}
		}
		_, err := g.Admit(request("", ownOrg, ownProgram), httpkit.Op{Access: access})
		if access == auth.Public && err != nil || access != auth.Public && !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("nobody as %q: %v", access, err)
		}
	}
}

func TestWhatIsOthersDoesNotExist(t *testing.T) {
	t.Parallel()
	p := members()
	g := newGuard(t, p)
	for _, access := range []httpkit.Access{auth.PartnerUser, auth.PartnerAdmin, auth.Viewer, auth.Manager, auth.Finance, auth.Owner} {
		for who := range p {
			for _, path := range [][2]string{{otherOrg, otherOne}, {"ptr_99999999999999999999999999", "prg_99999999999999999999999999"}, {"", ""}, {"%", "../" + ownProgram}, {ownOrg + "#", ownProgram + "#"}} {
				_, err := g.Admit(request(who, path[0], path[1]), httpkit.Op{Access: access})
				if !fault.Is(err, fault.NotFound) {
					t.Errorf("%s as %s on %v: %v", who, access, path, err)
				}
			}
		}
	}
	_, foreign := g.Admit(request("user", otherOrg, ""), httpkit.Op{Access: auth.PartnerUser})
	_, missing := g.Admit(request("user", "ptr_99999999999999999999999999", ""), httpkit.Op{Access: auth.PartnerUser})
	if foreign.Error() != missing.Error() {
		t.Errorf("%q tells that it exists, %q that it does not", foreign, missing)
	}
}

func TestTheActorTravelsInTheContext(t *testing.T) {
	t.Parallel()
	g := newGuard(t, members())
	ctx, err := g.Admit(request("finance", "", ownProgram), httpkit.Op{Access: auth.Finance})
	if err != nil {
		t.Fatal(err)
	}
	got, err := auth.ActorOf(ctx)
	want := auth.Actor{Principal: identity.Principal{User: "finance"}, Program: ownProgram, Role: identity.Finance}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if s := audit.StampOf(ctx); s.Actor != "finance" || s.Address == "" {
		t.Errorf("%+v", s)
	}
	ctx, err = g.Admit(request("finance", "", ownProgram), httpkit.Op{Access: auth.Public})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := auth.ActorOf(ctx); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a public operation has an actor: %v", err)
	}
}

func TestAnAddressIsHashedByHousehold(t *testing.T) {
	t.Parallel()
	g := newGuard(t, members())
	hash := func(address string) string {
		r := request("", "", "")
		r.RemoteAddr = address
		ctx, err := g.Admit(r, httpkit.Op{Access: auth.Public})
		if err != nil {
			t.Fatal(err)
		}
		h := auth.CallerOf(ctx).Address
		if strings.Contains(h, address) || len(h) != 32 {
			t.Errorf("%s became %s", address, h)
		}
		return h
	}
	if hash("2001:db8:1:2:3:4:5:6") != hash("2001:db8:1:2::9") || hash("2001:db8:1:2::9") == hash("2001:db8:1:3::9") {
		t.Error("an IPv6 range of 64 bits is one address, and another is another")
	}
	if hash("192.0.2.1") != hash("::ffff:192.0.2.1") || hash("192.0.2.1") == hash("192.0.2.2") {
		t.Error("IPv4 addresses count each, however they are written")
	}
}

func TestAFreshSignInLastsTenMinutes(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	a := auth.Actor{Principal: identity.Principal{AuthAt: at}}
	if err := a.NeedFresh(at.Add(10 * time.Minute)); err != nil {
		t.Error(err)
	}
	if err := a.NeedFresh(at.Add(10*time.Minute + time.Second)); fault.CodeOf(err) != "auth.reauthenticate" {
		t.Error(err)
	}
}

func TestAnOriginMustBeOne(t *testing.T) {
	t.Parallel()
	if _, err := auth.New(auth.Config{Origins: []string{"partners.acme.example/x"}}); err == nil {
		t.Error("accepted")
	}
}
