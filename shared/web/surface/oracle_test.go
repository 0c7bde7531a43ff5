package surface_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Who asks for what is another's cannot tell it from what is not there: for
// every operation, every kind of caller and every id in a path, a query or a
// body, both answers are the same.

// nowhere is an id of the same kind that nobody has.
func nowhere(of string) string {
	kind, _, ok := strings.Cut(of, "_")
	if !ok {
		return "NOWHERE"
	}
	return kind + "_01JD0000000000000000000000"
}

var (
	anyID       = regexp.MustCompile(`[a-z]{3,4}_[0-9A-Za-z]{26}`)
	placeholder = regexp.MustCompile(`\{[a-z]+\}`)
)

// gist is an answer without what differs from one call to the next.
func gist(got *httptest.ResponseRecorder) string {
	return fmt.Sprintf("%d %s", got.Code, anyID.ReplaceAllString(got.Body.String(), "ID"))
}

// caller is somebody, or a key, that makes requests.
type caller struct {
	name string
	do   func(method, path, body string) *httptest.ResponseRecorder
}

// callers are everybody of Acme, and nobody.
func (w *world) callers() []caller {
	w.t.Helper()
	by := func(name string, u id.User) caller {
		return caller{name, func(method, path, body string) *httptest.ResponseRecorder { return w.call(u, method, path, body) }}
	}
	all := []caller{
		by("a partner's admin", w.maya.user), by("a partner's user", w.user("maya-user", identity.Membership{Partner: w.maya.partner, Role: identity.Member})),
		by("an applicant", w.lena.user), by("the owner", w.acme.boss), by("somebody without a place", w.user("stranger")),
		{"nobody", func(method, path, body string) *httptest.ResponseRecorder {
			return w.callWith("", method, path, body, nil)
		}},
	}
	for _, role := range []identity.Role{identity.Manager, identity.Finance, identity.Viewer} {
		all = append(all, by(string(role), w.user("acme-"+string(role), identity.Membership{Program: w.acme.ID, Role: role})))
	}
	_, secret, err := w.keys.Make(w.ctx, apikey.Owner{Program: w.acme.ID}, apikey.Draft{Kind: apikey.Secret, Name: "All", Scopes: apikey.Owner{Program: w.acme.ID}.Scopes()}, string(w.acme.boss))
	w.must(err)
	for name, key := range map[string]string{"a partner's key": w.maya.keyText, "a program's key": secret} {
		all = append(all, caller{name, func(method, path, body string) *httptest.ResponseRecorder { return w.byKey(key, method, path, body) }})
	}
	return all
}

// common are placeholders of what is nobody's own, so that there is nothing to
// hide: every program has each provider, rail, year and picture, every agreement
// a first version, and the marketplace is open to all that the network let in.
func common() []string {
	return []string{"{provider}", "{rail}", "{year}", "{picture}", "{number}", "{listing}"}
}

// aliens are the values that a placeholder of a path of one side has for
// somebody else.
func (w *world) aliens(path string) map[string]string {
	other, side := w.noah, *w.acme
	if strings.HasPrefix(path, "/api/m/") {
		other, side = w.otto, *w.rival
	}
	out := map[string]string{"{program}": string(w.rival.ID)}
	for _, p := range placeholder.FindAllString(path, -1) {
		if p != "{program}" && !slices.Contains(common(), p) {
			whole := fill(path[:strings.Index(path, "/{")]+"|"+p, &side, other.partner, other)
			_, out[p], _ = strings.Cut(whole, "|")
		}
	}
	if _, ok := out["{code}"]; ok {
		out["{code}"] = "OTTOSAVES"
	}
	if _, ok := out["{agreement}"]; ok { // all partners of a program have its agreements
		out["{agreement}"] = string(w.rival.agreement)
	}
	return out
}

func TestWhatIsOthersAnswersLikeWhatIsNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.plant()
	routes := append(append(partnerRoutes(), managerRoutes()...), keyedRoutes()...)
	compared := 0
	for _, who := range w.callers() {
		for _, r := range routes {
			compared += w.indistinct(who, r)
		}
	}
	if compared < 2*len(routes) {
		t.Errorf("only %d answers were compared", compared)
	}
	t.Logf("%d operations, %d pairs of answers", len(routes), compared)
}

// indistinct calls an operation with each of its path's ids being somebody
// else's, and nobody's.
func (w *world) indistinct(who caller, r httpkit.Route) int {
	w.t.Helper()
	sample, n := samples()[strings.TrimPrefix(r.ID, "v1-")], 0
	body := fill(sample.body, w.acme, w.maya.partner, w.maya)
	for p, alien := range w.aliens(r.Path) {
		if !strings.Contains(r.Path, p) || alien == "" {
			continue
		}
		ask := func(value string) *httptest.ResponseRecorder {
			path := strings.ReplaceAll(r.Path, p, value)
			return who.do(r.Method, fill(path+sample.query, w.acme, w.maya.partner, w.maya), body)
		}
		theirs, none := ask(alien), ask(nowhere(alien))
		n++
		if gist(theirs) != gist(none) {
			w.t.Errorf("%s: %s %s with %s of another:\n%s\nof nobody:\n%s", who.name, r.Method, r.Path, p, gist(theirs), gist(none))
		}
		if c := theirs.Code; c != http.StatusNotFound && c != http.StatusForbidden && c != http.StatusUnauthorized && c != http.StatusTooManyRequests {
			w.t.Errorf("%s: %s %s with %s of another: %s", who.name, r.Method, r.Path, p, gist(theirs))
		}
	}
	return n
}
