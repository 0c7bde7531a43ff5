package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

func TestTheHooksSecretIsShownOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `{"name":"Tracker","form":"json","url":"https://tracker.example/hook","topics":["payout.sent"]}`
	made := w.do(w.maya.user, http.MethodPost, mine+"/postbacks", body, http.StatusCreated)
	secret := made.at("secret").String()
	if !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("the new hook's secret is %s", secret)
	}
	one := mine + "/postbacks/" + made.at("id").String()
	for name, got := range map[string]answer{
		"listed":  w.do(w.maya.user, http.MethodGet, mine+"/postbacks", "", http.StatusOK),
		"changed": w.do(w.maya.user, http.MethodPut, one, body, http.StatusOK),
		"paused":  w.do(w.maya.user, http.MethodPost, one+"/pause", "", http.StatusOK),
	} {
		if strings.Contains(got.String(), secret) {
			t.Errorf("%s, it shows its secret", name)
		}
	}
	if fresh := w.do(w.maya.user, http.MethodPost, one+"/secret", "", http.StatusOK).at("secret").String(); fresh == secret || !strings.HasPrefix(fresh, "whsec_") {
		t.Errorf("the next secret is %s", fresh)
	}
	w.do(w.maya.user, http.MethodDelete, one, "", http.StatusNoContent)
	w.do(w.maya.user, http.MethodDelete, one, "", http.StatusNotFound)
	w.do(w.maya.user, http.MethodPost, mine+"/postbacks/preview", `{"url":"https://t.example/{nothing}"}`, http.StatusOK).is("problems.0", "does not know the macro {nothing}")
	w.do(w.maya.user, http.MethodPost, mine+"/postbacks", strings.Replace(body, "hook", "{nothing}", 1), http.StatusUnprocessableEntity).is("errors.0.location", "body.url")
}

func TestASixthPostbackIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `{"form":"get","url":"https://tracker.example/?c={click_id}","topics":["payout.sent"]}`
	for range webhook.MaxHooks - 1 { // she has one
		w.do(w.maya.user, http.MethodPost, mine+"/postbacks", body, http.StatusCreated)
	}
	w.do(w.maya.user, http.MethodPost, mine+"/postbacks", body, http.StatusConflict).is("code", "webhook.too_many")
	w.do(w.maya.user, http.MethodGet, mine+"/postbacks", "", http.StatusOK).is("limit", "5")
}

func TestAWebhookOfTheProgramHearsWhatPartnersDoNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `{"form":"json","url":"https://erp.example/hook","topics":["partner.applied"]}`
	made := w.manage(http.MethodPost, "/webhooks", body, http.StatusCreated)
	w.do(w.maya.user, http.MethodPost, mine+"/postbacks", body, http.StatusUnprocessableEntity)
	id := made.at("id").String()
	w.do(w.maya.user, http.MethodGet, mine+"/postbacks/"+id+"/deliveries", "", http.StatusNotFound)
	sent := w.manage(http.MethodPost, "/webhooks/"+id+"/test", `{}`, http.StatusAccepted)
	sent.is("status", "pending")
	sent.is("test", "true")
	w.manage(http.MethodGet, "/webhooks/"+id+"/deliveries/"+sent.at("id").String(), "", http.StatusOK).is("topic", "partner.applied")
}

// ownHook gives the program a webhook, and a delivery to it.
func (w *world) ownHook(s *side) {
	w.t.Helper()
	h, _, err := w.hooks.Create(w.ctx, s.ID, "", webhook.Input{Form: webhook.JSON, URL: "https://shop.example/hook", Topics: []webhook.Topic{webhook.PartnerApplied}})
	w.must(err)
	d, err := w.hooks.Test(w.ctx, s.ID, "", h.ID, "")
	w.must(err)
	s.hook, s.delivery = h.ID, d.Ref.Delivery
}
