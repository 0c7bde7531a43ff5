package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// inBoth lets Maya into Rival too, where she sells for 50.00 dollars a minute
// after her sale of 100.00 euros in Acme.
func (w *world) inBoth() {
	w.t.Helper()
	_, err := w.enrollments.Join(w.ctx, w.rival.ID, partner.Partner{ID: w.maya.partner, Name: w.maya.name}, enrollment.Applicant{User: identity.User{ID: w.maya.user}}, nil)
	w.must(err)
	_, err = w.enrollments.Approve(w.ctx, w.rival.ID, w.maya.partner, string(w.rival.boss))
	w.must(err)
	rows, err := w.links.List(w.ctx, w.rival.ID, w.maya.partner, page.Request{})
	w.must(err)
	l, err := w.links.Get(w.ctx, w.rival.ID, w.maya.partner, rows.Data[0].ID)
	w.must(err)
	there := *w.maya
	there.link, there.linkRef = l.ID, l.Ref
	w.clock.Advance(time.Minute)
	w.sell(w.rival, &there, "R-1", 5_000)
	w.tell()
}

func TestReportingAcrossProgramsNeverAddsCurrencies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.visited()
	w.inBoth()
	const reporting = "/api/p/{partner}/reporting"
	got := w.do(w.maya.user, http.MethodGet, reporting+"?period=today", "", http.StatusOK)
	for path, want := range map[string]string{
		"totals.0.currency": "EUR", "totals.0.now.revenue.amount": "10000", "totals.0.now.commission.amount": "2000", "totals.0.now.clicks": "10", "totals.0.now.sales": "1",
		"totals.1.currency": "USD", "totals.1.now.revenue.amount": "5000", "totals.1.now.commission.amount": "1000", "totals.1.before.sales": "0",
	} {
		got.is(path, want)
	}
	if n := got.size("data"); n != 2 {
		t.Errorf("%d programs", n)
	}
	got = w.do(w.maya.user, http.MethodGet, reporting+"?program={program}&from=2026-03-01&to=2026-03-09", "", http.StatusOK)
	got.is("data.0.now.sales", "0")
	got.is("data.0.to", "2026-03-09")
	w.do(w.maya.user, http.MethodGet, reporting+"?program="+string(w.rival.ID)[:10], "", http.StatusNotFound)
	w.do(w.noah.user, http.MethodGet, "/api/p/"+string(w.noah.partner)+"/reporting?program="+string(w.rival.ID), "", http.StatusNotFound)

	got = w.do(w.maya.user, http.MethodGet, reporting+"/commissions?limit=1", "", http.StatusOK)
	got.is("data.0.program_name", "Rival")
	got.is("data.0.commission.amount.currency", "USD")
	got.is("has_more", "true")
	got = w.do(w.maya.user, http.MethodGet, reporting+"/commissions?limit=1&cursor="+got.at("next_cursor").String(), "", http.StatusOK)
	got.is("data.0.program_name", "Acme")
	got.is("data.0.commission.amount.amount", "2000")
	if n := w.do(w.maya.user, http.MethodGet, reporting+"/commissions?status=declined", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d declined", n)
	}
	if n := w.do(w.maya.user, http.MethodGet, reporting+"/commissions?to=2026-03-09", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d before the first", n)
	}
	w.do(w.maya.user, http.MethodGet, reporting+"/commissions?from=never", "", http.StatusUnprocessableEntity)

	for path, want := range map[string]string{
		"/reporting.csv?period=today": "Rival,2026-03-10,2026-03-10,0,0,1,1,50.00,10.00,", "/reporting/commissions.csv": "2026-03-10,Rival,com_",
	} {
		rec := w.call(w.maya.user, http.MethodGet, "/api/p/"+string(w.maya.partner)+path, "")
		if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), want) || strings.Count(rec.Body.String(), "\n") != 3 {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}
