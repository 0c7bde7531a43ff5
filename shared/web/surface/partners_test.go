package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) inviter() enrollment.Inviter {
	return enrollment.Inviter{
		Annotator:   enrollment.Annotator{Desk: w.enrollments, Margin: store.Margins{T: w.table, Clock: w.clock}},
		Invitations: store.Guests{Enrollments: store.Enrollments{T: w.table, Clock: w.clock}}, Door: w.door,
		Users: store.Users{T: w.table, Clock: w.clock}, Members: store.Members{T: w.table, Clock: w.clock}, Partners: store.Partners{T: w.table, Clock: w.clock},
	}
}

// remarked writes something down of a partner.
func (w *world) remarked(o *someone, s *side) {
	w.t.Helper()
	n, err := w.inviter().Note(w.ctx, s.ID, o.partner, "Met in Berlin", s.boss)
	w.must(err)
	o.note = n.ID
}

func (w *world) suspended() {
	_, err := w.enrollments.Suspend(w.ctx, w.acme.ID, w.maya.partner, "Spam", string(w.acme.boss))
	w.must(err)
}

// formBody asks for one thing.
const formBody = `{"open":true,"questions":[{"kind":"choice","label":"Where do you write?","choices":["Blog","Newsletter"],"required":true}],"requirements":{"denied":["KP"]},"reapply_days":30}`

// invited makes the partner one of whom nobody has come yet.
func (w *world) invited() {
	p, err := w.programs.Load(w.ctx, w.acme.ID)
	w.must(err)
	e, _, err := w.inviter().Invite(w.ctx, p, enrollment.Guest{Name: "Nina", Email: "nina@example.com", Quiet: true}, w.acme.boss)
	w.must(err)
	w.maya.partner = e.Partner
}

func (w *world) banned() {
	_, err := w.enrollments.Ban(w.ctx, w.acme.ID, w.maya.partner, "Fake traffic", string(w.acme.boss))
	w.must(err)
}

func TestWhatABanDoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	before := w.manage(http.MethodGet, "/partners/{partner}", "", http.StatusOK)
	w.manage(http.MethodPost, "/partners/{partner}/ban", `{"reason":" "}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodPost, "/partners/{partner}/decline-unpaid", `{"reason":"Fake traffic"}`, http.StatusConflict)
	w.manage(http.MethodPost, "/partners/{partner}/ban", `{"reason":"Fake traffic"}`, http.StatusNoContent)
	after := w.manage(http.MethodGet, "/partners/{partner}", "", http.StatusOK)
	after.is("status", "banned")
	after.is("reason", "Fake traffic")
	after.is("wallet.pending.amount", before.at("wallet.pending.amount").String())
	if rec := w.call(w.maya.user, http.MethodGet, strings.Replace(mine, "{program}", string(w.acme.ID), 1), ""); rec.Code == http.StatusOK {
		t.Errorf("a banned partner sees the program: %s", rec.Body)
	}
	w.manage(http.MethodPost, "/partners/{partner}/decline-unpaid", `{"reason":"Fake traffic"}`, http.StatusOK)
	w.manage(http.MethodGet, "/partners/{partner}", "", http.StatusOK).is("wallet.pending.amount", "0")
	w.manage(http.MethodPost, "/partners/{partner}/resume", "", http.StatusNoContent)
	w.do(w.maya.user, http.MethodGet, mine+"/summary", "", http.StatusOK)
}

func TestWhoLeavesSeesItsMoneyStill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manage(http.MethodPost, "/partners/{partner}/deactivate", `{}`, http.StatusNoContent)
	w.do(w.maya.user, http.MethodGet, mine+"/summary", "", http.StatusOK)
	w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Spring","key":"spring-sale","destination":"https://shop.acme.example/spring"}`, http.StatusForbidden)
	w.manage(http.MethodPost, "/partners/{partner}/resume", "", http.StatusNoContent)
}

func TestNotesAndTagsStayWithManagers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manage(http.MethodPut, "/partners/{partner}/tags", `{"tags":["Press ","PRESS","berlin"]}`, http.StatusOK).is("tags.1", "press")
	w.manage(http.MethodPut, "/partners/{partner}/tags", `{"tags":["`+strings.Repeat("x", 25)+`"]}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodGet, "/tags", "", http.StatusOK).is("tags.0", "berlin")
	if n := w.manage(http.MethodGet, "/partners?tag=press", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("%d partners with the tag", n)
	}
	if n := w.manage(http.MethodGet, "/partners?tag=paris", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d partners with another", n)
	}
	w.clock.Advance(time.Minute)
	w.manage(http.MethodPost, "/partners/{partner}/notes", `{"text":"Wants more banners"}`, http.StatusCreated)
	notes := w.manage(http.MethodGet, "/partners/{partner}/notes", "", http.StatusOK)
	notes.is("data.0.text", "Wants more banners")
	notes.is("data.1.text", "Met in Berlin")
	w.manage(http.MethodDelete, "/partners/{partner}/notes/{note}", "", http.StatusNoContent)
	w.manage(http.MethodDelete, "/partners/{partner}/notes/{note}", "", http.StatusNotFound)
}

func TestInvitationsAreOpenUntilSomebodyComes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	nina := w.manage(http.MethodPost, "/invitations", `{"name":"Nina","email":"nina@example.com","message":"Join us","tags":["press"]}`, http.StatusCreated).at("id").String()
	w.manage(http.MethodPost, "/invitations", `{"name":"Nina","email":"nina@example.com"}`, http.StatusConflict).is("code", "enrollment.exists")
	w.manage(http.MethodPost, "/invitations", `{"name":"Max","email":"max@example.com","group":"grp_0000000000"}`, http.StatusUnprocessableEntity)
	open := w.manage(http.MethodGet, "/invitations", "", http.StatusOK)
	open.is("data.0.email", "nina@example.com")
	open.is("data.0.sends", "1")
	w.manage(http.MethodPost, "/invitations/"+nina+"/resend", "", http.StatusConflict)
	w.clock.Advance(time.Hour)
	w.manage(http.MethodPost, "/invitations/"+nina+"/resend", "", http.StatusNoContent)
	w.manage(http.MethodGet, "/partners?engagement=never&tag=press", "", http.StatusOK).is("data.0.id", nina)
	u, err := w.door.Users.ByEmail(w.ctx, identity.HashEmail("nina@example.com"))
	w.must(err)
	ms, err := w.door.Members.OfUser(w.ctx, u.ID)
	w.must(err)
	w.must(store.Members{T: w.table, Clock: w.clock}.Seen(w.ctx, ms[0]))
	if n := w.manage(http.MethodGet, "/invitations", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d are open still", n)
	}
	w.manage(http.MethodGet, "/partners/"+nina, "", http.StatusOK).is("engagement", "monthly")
	w.manage(http.MethodPost, "/invitations/"+nina+"/withdraw", "", http.StatusNotFound)
	max := w.manage(http.MethodPost, "/invitations", `{"name":"Max","email":"max@example.com"}`, http.StatusCreated).at("id").String()
	w.manage(http.MethodPost, "/invitations/"+max+"/withdraw", "", http.StatusNoContent)
	w.manage(http.MethodGet, "/partners/"+max, "", http.StatusOK).is("status", "left")
	w.manage(http.MethodPost, "/invitations", `{"name":"Max","email":"max@example.com"}`, http.StatusConflict).is("code", "invitation.stopped")
}

func TestAListOfPartnersIsImportedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const rows = `"rows":[{"name":"Nina","email":"nina@example.com","company":"Nina's Shop","country":"DE","code":"nina10","tags":["press"]},` +
		`{"name":"Otto","email":"otto@example.com"},{"name":"Bad","email":"not an address"},{"name":"Also","email":"also@example.com","country":"Germany"}]}`
	const path = "/invitations/import"
	w.manage(http.MethodPost, path, strings.Replace(`{`+rows, `"Germany"`, `"D1"`, 1), http.StatusUnprocessableEntity)
	sent := strings.Replace(rows, `,{"name":"Bad","email":"not an address"},{"name":"Also","email":"also@example.com","country":"Germany"}`, `,{"name":"Also","email":"also@example.com","country":"D1"}`, 1)
	dry := w.manage(http.MethodPost, path, `{"dry_run":true,`+sent, http.StatusOK)
	dry.is("data.0.outcome", "invited")
	dry.is("data.1.outcome", "joined")
	dry.is("data.2.outcome", "refused")
	if n := w.manage(http.MethodGet, "/invitations", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("a dry run invites %d", n)
	}
	first := w.manage(http.MethodPost, path, `{`+sent, http.StatusOK)
	first.is("data.0.outcome", "invited")
	first.is("data.2.errors.0.location", "body.country")
	w.manage(http.MethodGet, "/invitations", "", http.StatusOK).is("data.0.sends", "0")
	again := w.manage(http.MethodPost, path, `{`+sent, http.StatusOK)
	again.is("data.0.outcome", "present")
	again.is("data.0.partner_id", first.at("data.0.partner_id").String())
	again.is("data.1.outcome", "present")
	w.manage(http.MethodGet, "/coupons", "", http.StatusOK).is("data.0.code", "NINA10")
	taken := w.manage(http.MethodPost, path, `{"rows":[{"name":"Zoe","email":"zoe@example.com","code":"NINA10"}]}`, http.StatusOK)
	taken.is("data.0.code", "coupon.taken")
}

func TestManyApplicationsAreDecidedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	kim := w.apply(w.acme, "kim", "Kim")
	both := `{"partners":["` + string(kim.partner) + `","` + string(w.maya.partner) + `"]`
	got := w.manage(http.MethodPost, "/applications/approve", both+`}`, http.StatusOK)
	got.is("done", "1")
	got.is("data.1.code", "enrollment.state")
	got = w.manage(http.MethodPost, "/applications/reject", `{"partners":["`+string(w.lena.partner)+`"],"reason":"Not now","reapply_days":30}`, http.StatusOK)
	got.is("done", "1")
	w.manage(http.MethodGet, "/partners/"+string(w.lena.partner), "", http.StatusOK).is("reapply_from", w.clock.Now().AddDate(0, 0, 30).UTC().Format(time.RFC3339))
}

func TestFormsOfAProgramAndOfItsGroups(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manage(http.MethodGet, "/application-forms", "", http.StatusOK).is("data.0.questions.0.id", "promotes")
	w.manage(http.MethodPut, "/application-form", `{"questions":[{"kind":"choice","label":"Where?","choices":["Blog"]}],"reapply_days":0}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.questions[0].choices")
	w.manage(http.MethodPut, "/application-form", `{"questions":[],"requirements":{"mails":["acme"],"reject":true},"reapply_days":0}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.requirements.reason")
	made := w.manage(http.MethodPut, "/application-form", formBody, http.StatusOK)
	made.is("version", "1")
	w.manage(http.MethodPut, "/application-form", strings.Replace(formBody, `"reapply_days"`, `"version":7,"reapply_days"`, 1), http.StatusConflict)
	w.manage(http.MethodPut, "/groups/{group}/application-form", formBody, http.StatusOK).is("group", string(w.acme.group))
	if n := w.manage(http.MethodGet, "/application-forms", "", http.StatusOK).size("data"); n != 2 {
		t.Errorf("%d forms", n)
	}
	w.manage(http.MethodDelete, "/groups/{group}/application-form", "", http.StatusNoContent)
}
