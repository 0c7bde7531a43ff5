package surface_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

// silent answers for hosts that a test knows.
type silent struct{}

func (silent) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i, r := range rs {
		host, _, _ := strings.Cut(strings.TrimPrefix(r.URL, "https://"), "/")
		switch name, _, _ := strings.Cut(host, "."); name {
		case "nowhere":
			out[i].Err = fault.New(fault.Unavailable, "outbound.unresolved", "the host's name could not be resolved")
		case "bare":
			out[i].Err = fault.New(fault.Unavailable, "outbound.unreachable", "the host could not be reached")
		case "elsewhere":
			out[i].Response = webhook.Response{Status: http.StatusOK, Body: []byte("<html>")}
		default:
			out[i].Response = webhook.Response{Status: http.StatusOK, Body: []byte(`{"program_id":"` + name + `"}`)}
		}
	}
	return out
}

var _ webhook.Caller = silent{}

func TestAHostIsLookedAtStepByStep(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.programs.Bind(w.ctx, "elsewhere.acme.example", w.acme.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.programs.Bind(w.ctx, "bare.rival.example", w.rival.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range []managerapi.HostState{
		{Host: "nowhere.acme.example", Bound: "missing", Found: "missing", Secure: "unknown", Ours: "unknown"},
		{Host: "bare.rival.example", Bound: "taken", Found: "done", Secure: "missing", Ours: "unknown"},
		{Host: "elsewhere.acme.example", Bound: "done", Found: "done", Secure: "done", Ours: "missing"},
	} {
		got := w.call(w.acme.boss, http.MethodPost, "/api/m/"+string(w.acme.ID)+"/branding/host", `{"host":"`+c.Host+`"}`)
		var s managerapi.HostState
		if err := json.Unmarshal(got.Body.Bytes(), &s); err != nil || got.Code != http.StatusOK {
			t.Fatal(got.Code, got.Body, err)
		}
		c.Target = "partners.example"
		if diff := cmp.Diff(c, s); diff != "" {
			t.Errorf("%s: %s", c.Host, diff)
		}
	}
	if got := w.call(w.acme.boss, http.MethodPost, "/api/m/"+string(w.acme.ID)+"/branding/host", `{"host":"https://acme.example/x"}`); got.Code != http.StatusUnprocessableEntity {
		t.Errorf("no host: %d", got.Code)
	}
}

func TestAProgramSpeaksInItsOwnWordsAtItsOwnHost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	settings := "/api/m/" + string(w.acme.ID) + "/settings"
	const host = "partners.acme.example"
	if got := w.call(w.acme.boss, http.MethodPatch, settings, `{"brand":{"portal_host":"`+host+`"}}`); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "body.brand.portal_host") {
		t.Errorf("a host that nobody bound: %d %s", got.Code, got.Body)
	}
	if err := w.programs.Bind(w.ctx, host, w.acme.ID); err != nil {
		t.Fatal(err)
	}
	got := w.call(w.acme.boss, http.MethodPatch, settings, `{"brand":{"portal_host":"`+host+`","sender":"Acme Team","partner_term":"Ambassador","partners_term":"Ambassadors","welcome_title":"Hello","welcome_text":"One.\nTwo.","apply_title":"Join us","apply_text":"It is quick."}}`)
	var s managerapi.Settings
	if err := json.Unmarshal(got.Body.Bytes(), &s); err != nil || got.Code != http.StatusOK {
		t.Fatal(got.Code, got.Body, err)
	}
	want := managerapi.Brand{
		Color: "#0f766e", Initial: "A", PortalHost: host, PortalTarget: "partners.example", Sender: "Acme Team", PartnerTerm: "Ambassador", PartnersTerm: "Ambassadors",
		WelcomeTitle: "Hello", WelcomeText: "One.\nTwo.", ApplyTitle: "Join us", ApplyText: "It is quick.",
	}
	if diff := cmp.Diff(want, s.Brand); diff != "" {
		t.Error(diff)
	}
	if got := w.call(w.acme.boss, http.MethodPatch, settings, `{"brand":{"partner_term":""}}`); got.Code != http.StatusUnprocessableEntity {
		t.Errorf("a word for several only: %d %s", got.Code, got.Body)
	}
	if p, err := w.programs.Portal(w.ctx, host); err != nil || p.ID != w.acme.ID || p.From() != "Acme Team" || p.Home("https://partners.example") != "https://"+host {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestAPictureIsDrawnAnewAndTakenAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := "/api/m/" + string(w.acme.ID) + "/branding/"
	for _, kind := range []string{"logo", "icon"} {
		got := w.call(w.acme.boss, http.MethodPut, path+kind, `{"image":"`+dot+`"}`)
		var s managerapi.Settings
		if err := json.Unmarshal(got.Body.Bytes(), &s); err != nil || got.Code != http.StatusOK {
			t.Fatal(got.Code, got.Body, err)
		}
		url := map[string]string{"logo": s.Brand.LogoURL, "icon": s.Brand.IconURL}[kind]
		if !strings.HasPrefix(url, "/v1/public/pictures/"+string(w.acme.ID)+"/"+kind+"/") {
			t.Errorf("%s: %q", kind, url)
		}
		if got := w.call(w.acme.boss, http.MethodPut, path+kind, `{}`); got.Code != http.StatusOK || strings.Contains(got.Body.String(), url) {
			t.Errorf("taken away: %d %s", got.Code, got.Body)
		}
	}
	if got := w.call(w.acme.boss, http.MethodPut, path+"logo", `{"image":"PHN2Zz48L3N2Zz4="}`); got.Code != http.StatusUnprocessableEntity {
		t.Errorf("an SVG: %d %s", got.Code, got.Body)
	}
}
