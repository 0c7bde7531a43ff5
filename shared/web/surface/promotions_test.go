package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
)

const winter = `{"name":" Winter sale ","text":"20 % off.\r\nTell everybody!","coupon_hint":"WINTER20","destination":"https://shop.acme.example/winter",
	"starts_at":"2026-03-12T00:00:00Z","ends_at":"2026-03-20T00:00:00Z"}`

func TestASaleIsAnnouncedChangedAndCalledOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.do(w.acme.boss, http.MethodPost, managed+"/promotions", winter, http.StatusCreated)
	made.is("name", "Winter sale")
	made.is("text", "20 % off.\nTell everybody!")
	made.is("status", "scheduled")
	one := managed + "/promotions/" + made.at("id").String()

	l, err := w.links.Get(w.ctx, w.acme.ID, w.maya.partner, w.maya.link)
	w.must(err)
	seen := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK)
	if n := seen.size("data"); n != 2 {
		t.Fatalf("Maya sees %d sales: %s", n, seen)
	}
	for path, want := range map[string]string{
		"data.0.name": "Winter sale", "data.0.status": "scheduled", "data.0.coupon_hint": "WINTER20", "data.0.starts_at": "2026-03-12T00:00:00Z",
		"data.0.url": address + l.Key + "?to=https%3A%2F%2Fshop.acme.example%2Fwinter", "data.1.name": "Spring at Acme",
	} {
		seen.is(path, want)
	}

	w.clock.Set(time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC))
	w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).is("data.0.status", "live")
	w.do(w.acme.boss, http.MethodPatch, one, `{"starts_at":"2026-03-13T00:00:00Z"}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.starts_at")
	w.do(w.acme.boss, http.MethodPatch, one, `{"ends_at":"2026-03-21T00:00:00Z","destination":"","version":1}`, http.StatusOK).is("destination", "https://acme.example/")
	w.do(w.acme.boss, http.MethodPatch, one, `{"name":"Old","version":1}`, http.StatusConflict).is("code", "promotion.changed")

	w.do(w.acme.boss, http.MethodPost, one+"/cancel", "", http.StatusOK).is("status", "cancelled")
	w.do(w.acme.boss, http.MethodPost, one+"/cancel", "", http.StatusConflict).is("code", "promotion.over")
	if n := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("Maya still sees %d sales", n)
	}
	all := w.do(w.acme.boss, http.MethodGet, managed+"/promotions", "", http.StatusOK)
	all.is("data.0.name", "Spring at Acme")
	all.is("data.1.status", "cancelled")
}

func TestASalesBadFieldsAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for from, c := range map[string]struct{ to, field string }{
		`" Winter sale "`:         {`" "`, "body.name"},
		"2026-03-20":              {"2026-03-11", "body.ends_at"},
		"shop.acme.example":       {"evil.example", "body.destination"},
		"https://shop":            {"javascript://shop", "body.destination"},
		`"WINTER20"`:              {`"A\nB"`, "body.coupon_hint"},
		`"20 % off.\r\nTell`:      {`"\u0007Tell`, "body.text"},
		`2026-03-12T00:00:00Z","`: {`0001-01-01T00:00:00Z","`, "body.starts_at"},
	} {
		w.do(w.acme.boss, http.MethodPost, managed+"/promotions", strings.Replace(winter, from, c.to, 1), http.StatusUnprocessableEntity).is("errors.0.location", c.field)
	}
}

func TestAPartnerOfAnotherProgramSeesNothingOfASale(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.acme.boss, http.MethodPost, managed+"/promotions", winter, http.StatusCreated)
	got := w.call(w.otto.user, http.MethodGet, "/api/p/"+string(w.otto.partner)+"/programs/"+string(w.rival.ID)+"/promotions", "")
	if body := got.Body.String(); got.Code != http.StatusOK || !strings.Contains(body, "Spring at Rival") || strings.Contains(body, "Winter") || strings.Contains(body, "Acme") {
		t.Errorf("Otto sees in his own program: %d %s", got.Code, body)
	}
	for who, user := range map[string]string{"Otto": string(w.otto.user), "Lena, who applied": string(w.lena.user)} {
		partner := map[string]string{string(w.otto.user): string(w.otto.partner), string(w.lena.user): string(w.lena.partner)}[user]
		got := w.callWith(user, http.MethodGet, "/api/p/"+partner+"/programs/"+string(w.acme.ID)+"/promotions", "", nil)
		if got.Code != http.StatusNotFound || strings.Contains(got.Body.String(), "Winter") {
			t.Errorf("%s sees of Acme: %d %s", who, got.Code, got.Body)
		}
	}
	w.suspended()
	w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusForbidden).is("code", "enrollment.not_active")
}

func TestASalesLinkFollowsTheProgramsSwitches(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.acme.boss, http.MethodPost, managed+"/promotions", winter, http.StatusCreated)
	deep := w.do(w.acme.boss, http.MethodPatch, managed+"/settings", `{"links":{"features":{"deep_links":false}}}`, http.StatusOK)
	deep.is("links.features.deep_links", "false")
	if url := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).at("data.0.url").String(); strings.Contains(url, "?") {
		t.Errorf("without deep links the link is %s", url)
	}
	w.off(program.Links)
	if url := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).at("data.0.url").value; url != nil {
		t.Errorf("without links the link is %v", url)
	}
}

func TestASaleForAGroupIsSeenByThatGroupOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inner := w.do(w.acme.boss, http.MethodGet, managed+"/groups", "", http.StatusOK).at("groups.1.id").String()
	body := strings.Replace(winter, `{"name"`, `{"groups":["`+inner+`"],"name"`, 1)
	one := managed + "/promotions/" + w.do(w.acme.boss, http.MethodPost, managed+"/promotions", body, http.StatusCreated).at("id").String()
	if n := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).size("data"); n != 1 {
		t.Fatalf("Maya, of another group, sees %d sales", n)
	}
	w.do(w.acme.boss, http.MethodPost, managed+"/placements", `{"partners":["`+string(w.maya.partner)+`"],"group":"`+inner+`"}`, http.StatusOK)
	if n := w.do(w.maya.user, http.MethodGet, mine+"/promotions", "", http.StatusOK).size("data"); n != 2 {
		t.Fatalf("Maya, of the group, sees %d sales", n)
	}
	w.do(w.acme.boss, http.MethodPatch, one, `{"groups":["`+string(w.rival.group)+`"]}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.groups")
	w.do(w.acme.boss, http.MethodPatch, one, `{"groups":[]}`, http.StatusOK).is("name", "Winter sale")
}
