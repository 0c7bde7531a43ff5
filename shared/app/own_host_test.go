package app_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// TestAProgramsOwnHostLetsInByWayOfTheMainOne goes the whole way by the Host
// header, with everything wired as it is served.
func TestAProgramsOwnHostLetsInByWayOfTheMainOne(t *testing.T) {
	t.Parallel()
	b, _ := apptest.Backends(t, time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	const own = "partners.acme.test"
	p, err := b.Programs().Create(t.Context(), program.New("acme", "Acme", "https://acme.example", "EUR"))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Programs().Bind(t.Context(), own, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Programs().Change(t.Context(), p.ID, 0, func(p *program.Program) { p.PortalHost = own }); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Door().Register(t.Context(), "ann@example.com", "Ann", "ununtrium gilded walrus", identity.Membership{Program: p.ID, Role: identity.Owner}); err != nil {
		t.Fatal(err)
	}
	h, err := b.PortalAPI()
	if err != nil {
		t.Fatal(err)
	}
	jars := map[string][]string{} // what the browser keeps for each host
	call := func(method, host, path, body string) map[string]any {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), method, "http://"+host+":8080"+path, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Origin", "http://"+host+":8080")
		}
		r.Header.Set("Cookie", strings.Join(jars[host], "; "))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("%s %s: %d %s", host, path, w.Code, w.Body)
		}
		for _, c := range w.Result().Cookies() {
			jars[host] = append(jars[host], c.Name+"="+c.Value)
		}
		var out map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	text := func(v any) string { s, _ := v.(string); return s }

	if got := call("GET", own, "/v1/public/branding.json?program=other", ""); got["slug"] != "acme" || got["sign_in_at"] != apptest.Origin {
		t.Errorf("at its host: %v", got)
	}
	address := text(call("POST", own, "/api/auth/crossing/begin", "{}")["url"])
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(address, apptest.Origin+"/sign-in/cross?") {
		t.Fatal(address, err)
	}
	call("POST", "127.0.0.1", "/api/auth/login", `{"email":"ann@example.com","password":"ununtrium gilded walrus"}`)
	back := text(call("POST", "127.0.0.1", "/api/auth/crossing", `{"host":"`+u.Query().Get("host")+`","state":"`+u.Query().Get("state")+`"}`)["url"])
	code, ok := strings.CutPrefix(back, "http://"+own+":8080/sign-in/arrive#code=")
	if !ok {
		t.Fatal(back)
	}
	call("POST", own, "/api/auth/crossing/arrive", `{"code":"`+code+`"}`)
	if got := call("GET", own, "/api/auth/session", ""); got["program_id"] != string(p.ID) {
		t.Errorf("signed in there: %v", got)
	}
}
