package surface_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
)

// invites makes Acme pay for partners who are brought.
func (w *world) invites() {
	w.t.Helper()
	_, err := w.offers.Create(w.ctx, w.acme.ID, offer.Version{Name: "Bring a partner", Trigger: offer.Referral, Type: offer.Flat, FlatMinor: 5000, HoldbackDays: 14})
	w.must(err)
}

func TestAPartnerInvitesOthersAndSeesNoMoreThanWhoCame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if got := w.do(w.maya.user, http.MethodGet, mine+"/referrals/invitation", "", http.StatusOK); strings.Contains(got.String(), "link") {
		t.Errorf("a link that pays nothing: %s", got)
	}
	w.invites()
	got := w.do(w.maya.user, http.MethodGet, mine+"/referrals/invitation", "", http.StatusOK)
	got.is("offer.reward.amount.amount", "5000")
	link, err := url.Parse(got.at("link").String())
	if err != nil || link.Path != "/apply/acme" || link.Query().Get("by") == "" {
		t.Fatalf("%s, %v", got, err)
	}
	w.clock.Advance(time.Second)
	u, err := w.door.NewUser("zoe@example.com", "Zoe")
	w.must(err)
	zoe, err := w.enrollments.Apply(w.ctx, w.acme.ID, enrollment.Applicant{User: u, New: true, Code: link.Query().Get("by")}, partner.Partner{Name: "Zoe's Shop", Website: "https://zoe.example"}, nil)
	w.must(err)
	seen := w.do(w.maya.user, http.MethodGet, mine+"/referrals", "", http.StatusOK)
	seen.is("data.0.name", "Zoe's Shop")
	seen.is("data.0.state", "waiting")
	waiting := w.do(w.acme.boss, http.MethodGet, managed+"/applications", "", http.StatusOK)
	waiting.is("data.1.referrer.id", string(w.maya.partner))
	waiting.is("data.1.referrer.name", w.maya.name)
	if n := strings.Count(waiting.String(), "referrer"); n != 1 {
		t.Errorf("%d applicants were brought: %s", n, waiting)
	}
	one := managed + "/partners/" + string(zoe.Partner)
	w.do(w.acme.boss, http.MethodGet, one, "", http.StatusOK).is("referrer.name", w.maya.name)
	_, err = w.enrollments.Approve(w.ctx, w.acme.ID, zoe.Partner, string(w.acme.boss))
	w.must(err)
	_, err = w.enrollments.Suspend(w.ctx, w.acme.ID, zoe.Partner, "Spam", string(w.acme.boss))
	w.must(err)
	seen = w.do(w.maya.user, http.MethodGet, mine+"/referrals", "", http.StatusOK)
	seen.is("data.0.state", "let_in")
	for _, word := range []string{string(zoe.Partner), "zoe@example.com", "zoe.example", "Spam", "suspended"} {
		if strings.Contains(seen.String(), word) {
			t.Errorf("Maya reads %q: %s", word, seen)
		}
	}
	if got := w.call(w.noah.user, http.MethodGet, fill(mine+"/referrals", w.acme, w.noah.partner, w.noah), ""); !strings.Contains(got.Body.String(), `"data":[]`) {
		t.Errorf("Noah sees Maya's: %s", got.Body)
	}
	w.suspended()
	if got := w.do(w.maya.user, http.MethodGet, mine+"/referrals/invitation", "", http.StatusOK); strings.Contains(got.String(), "link") {
		t.Errorf("a suspended partner invites: %s", got)
	}
}
