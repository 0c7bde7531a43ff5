package surface_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/program"
)

const (
	managed = "/api/m/{program}"
	address = "https://partners.example/r/"
)

// off switches a feature of Acme off.
func (w *world) off(f program.Feature) {
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Features = p.Features.Switch(f, false) })
	w.must(err)
}

func TestASwitchHidesTabAPIAndClicksTogether(t *testing.T) {
	t.Parallel()
	for feature, routes := range map[program.Feature][]string{
		program.Links: {
			"GET " + mine + "/links", "POST " + mine + "/links", "POST " + mine + "/links/preview", "POST " + mine + "/links/try",
			"GET " + mine + "/links/{link}", "PATCH " + mine + "/links/{link}", "GET " + mine + "/links/{link}/qr.svg", "GET " + mine + "/links/{link}/qr.png",
		},
		program.CustomLinks: {"POST " + mine + "/links", "POST " + mine + "/links/try"},
		program.DeepLinks:   {"POST " + mine + "/links/preview"},
		program.Coupons:     {"GET " + mine + "/coupons"},
	} {
		t.Run(string(feature), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.do(w.maya.user, http.MethodGet, mine+"/summary", "", http.StatusOK).is("features."+string(feature), "true")
			w.off(feature)
			bodies := map[string]string{
				mine + "/links": `{"name":"Spring"}`, mine + "/links/preview": `{"destination":"https://acme.example/"}`,
				mine + "/links/try": `{"rules":[]}`, mine + "/links/{link}": `{"name":"Spring"}`,
			}
			for _, r := range routes {
				method, path, _ := strings.Cut(r, " ")
				body := ""
				if method != http.MethodGet {
					body = bodies[path]
				}
				w.do(w.maya.user, method, path, body, http.StatusForbidden).is("code", "feature.off")
			}
			got := w.do(w.maya.user, http.MethodGet, mine+"/summary", "", http.StatusOK)
			got.is("features."+string(feature), "false")
			if shown := got.at("default_link").value; (shown == nil) != (feature == program.Links) {
				t.Errorf("the default link is %v", shown)
			}
			w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/programs", "", http.StatusOK).is("data.0.features."+string(feature), "false")
		})
	}
}

// The macros' braces are escaped: the world fills {partner} and the like in.
func TestAManagerSwitchesAndSuggestsAndPartnersLinksFollow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(w.programs.Bind(w.ctx, "go.acme.example", w.acme.ID))
	got := w.do(w.acme.boss, http.MethodPatch, managed+"/settings", `{"links":{
		"features":{"deep_links":false},"privacy":"consent","tracking_host":"go.acme.example","app_listings":["https://apps.shopify.com/acme"],
		"utm_templates":[{"name":"House","source":"\u007bpartner}","campaign":"\u007bprogram}-\u007blink}"}]}}`, http.StatusOK)
	for path, want := range map[string]string{
		"links.features.links": "true", "links.features.deep_links": "false", "links.privacy": "consent", "links.tracking_host": "go.acme.example",
		"links.tracking_target": "partners.example", "links.utm_templates.0.name": "House", "links.app_listings.0": "https://apps.shopify.com/acme",
		"links.return_url": "https://go.acme.example/r/return/" + string(w.acme.ID),
	} {
		got.is(path, want)
	}
	stored, err := w.links.Get(w.ctx, w.acme.ID, w.maya.partner, w.maya.link)
	w.must(err)
	if !stored.Terms.Consent || !stored.Terms.NoDeep || stored.Terms.NoCustom {
		t.Errorf("the link says %+v", stored.Terms)
	}
	list := w.do(w.maya.user, http.MethodGet, mine+"/links", "", http.StatusOK)
	if got := list.at("utm_templates.0.utm.campaign").value; got != "{program}-{link}" {
		t.Errorf("suggested %v", got)
	}
	list.is("app_listings.0", "https://apps.shopify.com/acme")
	list.is("data.0.url", "https://go.acme.example/r/"+stored.Key)
	made := w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Blog","key":"blog","utm":{"source":"\u007bpartner}","campaign":"\u007bprogram}-\u007blink}"}}`, http.StatusCreated)
	made.is("url", "https://go.acme.example/r/blog")
	made.is("utm.source", w.maya.name)
	made.is("utm.campaign", "acme-blog")
	w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"App","kind":"marketplace","destination":"https://apps.shopify.com/acme"}`, http.StatusCreated).is("kind", "marketplace")
	refused := w.do(w.acme.boss, http.MethodPatch, managed+"/settings", `{"links":{"tracking_host":"go.rival.example"}}`, http.StatusUnprocessableEntity)
	refused.is("errors.0.location", "body.tracking_host")
}

func TestALinkIsEditedRenamedAndPutAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Spring","key":"spring","offer_id":"`+string(w.acme.offer)+`","expires_at":"2027-01-01T00:00:00Z",
		"rules":[{"countries":["de"],"share_basis_points":5000,"destination":"https://acme.example/de"}]}`, http.StatusCreated)
	for path, want := range map[string]string{
		"url": address + "spring", "offer_id": string(w.acme.offer), "expires_at": "2027-01-01T00:00:00Z", "rules.0.countries.0": "DE", "rules.0.share_basis_points": "5000", "kind": "custom",
	} {
		made.is(path, want)
	}
	one := mine + "/links/" + made.at("id").value.(string)
	changed := w.do(w.maya.user, http.MethodPatch, one, `{"key":"summer","destination":"https://shop.acme.example/s","subs":["mail"],"utm":{"source":"\u007blink}"},"rules":[],"expires_at":""}`, http.StatusOK)
	for path, want := range map[string]string{"url": address + "summer", "destination": "https://shop.acme.example/s", "sub1": "mail", "utm.source": "summer", "version": "2"} {
		changed.is(path, want)
	}
	if changed.size("rules") != 0 || changed.at("expires_at").value != nil {
		t.Error("rules or end stayed:", changed)
	}
	for body, field := range map[string]string{
		`{"destination":"https://evil.example/"}`: "body.destination", `{"key":"return"}`: "body.key", `{"expires_at":"tomorrow"}`: "body.expires_at",
		`{"rules":[{"destination":"https://evil.example/"}]}`: "body.rules[0].destination", `{"rules":[{"countries":["Germany"],"destination":"https://acme.example/"}]}`: "body.rules[0]",
	} {
		w.do(w.maya.user, http.MethodPatch, one, body, http.StatusUnprocessableEntity).is("errors.0.location", field)
	}
	w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"x","offer_id":"off_01JD0000000000000000000000"}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.offer_id")
	w.do(w.maya.user, http.MethodPatch, one, `{"archived":true}`, http.StatusOK).is("archived", "true")
	w.do(w.maya.user, http.MethodPatch, one, `{"active":true}`, http.StatusConflict).is("code", "link.archived")
	if n := w.do(w.maya.user, http.MethodGet, mine+"/links?archived=true", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("%d links are put away", n)
	}
	w.do(w.maya.user, http.MethodGet, mine+"/links", "", http.StatusOK).is("custom_used", "0")
}

func TestASmartLinkIsTriedBeforeItIsMade(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodPost, mine+"/links/try", `{"country":"DE","device":"mobile","rules":[
		{"devices":["desktop"],"destination":"https://acme.example/big"},
		{"countries":["DE"],"share_basis_points":2500,"destination":"https://acme.example/de"}]}`, http.StatusOK)
	for path, want := range map[string]string{
		"data.0.rule": "1", "data.0.share_basis_points": "2500", "data.0.destination": "https://acme.example/de",
		"data.1.share_basis_points": "7500", "data.1.destination": "https://acme.example/",
	} {
		got.is(path, want)
	}
	if got.at("data.1.rule").value != nil || got.size("data") != 2 {
		t.Error(got)
	}
}

func TestCodesAreGivenByManagersAndSeenByTheirOwners(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.do(w.acme.boss, http.MethodPost, managed+"/coupons", `{"code":" maya10","partner_id":"`+string(w.maya.partner)+`","reward":{"basis_points":1500},"until":"2027-01-01T00:00:00Z"}`, http.StatusCreated)
	made.is("code", "MAYA10")
	made.is("partner.name", w.maya.name)
	w.do(w.acme.boss, http.MethodPost, managed+"/coupons", `{"code":"MAYA10","partner_id":"`+string(w.noah.partner)+`"}`, http.StatusConflict).is("code", "coupon.taken")
	w.do(w.acme.boss, http.MethodPost, managed+"/coupons", `{"code":"LENA","partner_id":"`+string(w.lena.partner)+`"}`, http.StatusConflict).is("code", "enrollment.not_active")
	w.do(w.acme.boss, http.MethodPost, managed+"/coupons", `{"code":"USD","partner_id":"`+string(w.maya.partner)+`","reward":{"amount":{"amount":1,"currency":"USD"}}}`, http.StatusUnprocessableEntity)
	own := w.do(w.maya.user, http.MethodGet, mine+"/coupons", "", http.StatusOK)
	own.is("data.0.code", "MAYA10")
	own.is("data.0.reward.basis_points", "1500")
	if n := w.do(w.acme.boss, http.MethodGet, managed+"/coupons?partner="+string(w.noah.partner), "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("another partner has %d of them", n)
	}
	off := w.do(w.acme.boss, http.MethodPatch, managed+"/coupons/maya10", `{"active":false,"version":1}`, http.StatusOK)
	off.is("status", "disabled")
	w.do(w.acme.boss, http.MethodPatch, managed+"/coupons/maya10", `{"active":true,"version":1}`, http.StatusConflict).is("code", "coupon.changed")
	w.do(w.acme.boss, http.MethodGet, managed+"/coupons", "", http.StatusOK).is("data.0.status", "disabled")
}

func TestOldTokensAreTriedThenTakenOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"tokens":[{"token":"Old-Maya","partner":"maya@example.com"},{"token":"old-lena","partner":"` + string(w.lena.partner) + `"},{"token":"x","partner":"nobody"}]`
	for _, c := range []struct{ end, first, added string }{{`,"dry_run":true}`, "added", "1"}, {"}", "added", "1"}, {"}", "same", "0"}} {
		got := w.do(w.acme.boss, http.MethodPost, managed+"/old-links", body+c.end, http.StatusOK)
		got.is("data.0.result", c.first)
		got.is("data.1.result", "no_partner")
		got.is("data.2.result", "no_partner")
		got.is("added", c.added)
	}
}

func TestAHoldoutLinkIsMadeByTheProgramAndMarkedForThePartner(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.manage(http.MethodPost, "/partners/{partner}/holdout-links", `{"name":"Comparison","destination":"https://acme.example/spring"}`, http.StatusCreated)
	made.is("holdout", "true")
	w.manage(http.MethodPost, "/partners/{partner}/holdout-links", `{"name":"Away","destination":"https://elsewhere.example"}`, http.StatusUnprocessableEntity)
	links := w.do(w.maya.user, http.MethodGet, mine+"/links", "", http.StatusOK)
	kinds := map[string]bool{}
	for i := range links.size("data") {
		kinds[links.at(fmt.Sprintf("data.%d.kind", i)).String()] = true
	}
	if !kinds["holdout"] {
		t.Error("the partner is not told:", links)
	}
	w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Mine","kind":"holdout"}`, http.StatusUnprocessableEntity)
}
