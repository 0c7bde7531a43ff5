package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// visited gives Maya ten unique clicks of a link, four of them with a sub-id,
// on the day of her sale of 100.00, and Noah clicks that are none.
func (w *world) visited() {
	w.t.Helper()
	whole := report.Row{Program: w.acme.ID, Scope: report.Whole, Dim: report.Total, Day: "2026-03-10"}
	hers := whole
	hers.Scope = report.Of(w.maya.partner)
	ten := map[string]int64{report.Gross: 13, report.Unique: 10, report.Duplicate: 3}
	w.must(store.Stats{T: w.table}.Fold(w.ctx, []report.Delta{
		{Row: whole, Add: ten},
		{Row: hers, Add: ten},
		{Row: hers.By(report.Link, string(w.maya.link)), Add: ten},
		{Row: hers.By(report.Sub, "blog"), Add: map[string]int64{report.Gross: 4, report.Unique: 4}},
		{Row: whole.By(report.Partner, string(w.maya.partner)), Add: ten},
		{Row: whole.By(report.Partner, string(w.noah.partner)), Add: map[string]int64{report.Gross: 90, report.Invalid: 90}},
	}))
}

func TestAPartnersReport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.visited()
	for query, want := range map[string]map[string]string{
		"?period=today": {
			"by": "day", "total.clicks": "10", "total.sales": "1", "total.paid_customers": "1", "total.revenue.amount": "10000", "total.commission.amount": "2000", "total.epc.amount": "200",
			"total.conversion_rate_basis_points": "1000", "total.aov.amount": "10000", "lines.0.key": "2026-03-10", "lines.0.now.commission_paid.amount": "0",
		},
		"?by=month&from=2026-02-01&to=2026-03-10": {"lines.0.key": "2026-02", "lines.1.key": "2026-03", "lines.1.now.clicks": "10"},
		"?by=link":                           {"lines.0.key": string(w.maya.link), "lines.0.now.clicks": "10", "lines.0.now.sales": "1"},
		"?by=offer":                          {"lines.0.key": string(w.acme.offer), "lines.0.now.revenue.amount": "10000", "lines.1.key": "", "lines.1.now.clicks": "10"},
		"?by=sub":                            {"lines.0.key": "blog", "lines.0.now.clicks": "4", "lines.1.key": "", "lines.1.now.clicks": "6"},
		"?period=today&sub=blog":             {"total.clicks": "4", "lines.0.now.clicks": "4"},
		"?period=today&compare=previous":     {"compared.from": "2026-03-09", "before.clicks": "0", "lines.0.before.sales": "0"},
		"?period=month&link={link}":          {"total.clicks": "10", "lines.9.now.clicks": "10"},
		"?by=country&period=7d":              {"lines.0.key": "", "lines.0.now.sales": "1"},
		"?by=referrer&from=2026-01-01":       {"from": "2026-01-01", "to": "2026-03-10"},
		"?from=2025-03-10&to=2026-03-10":     {"lines.365.now.clicks": "10"},
		"?by=device&period=last_month":       {"from": "2026-02-01", "to": "2026-02-28", "total.sales": "0"},
		"?by=sub&period=7d&compare=previous": {"lines.0.before.clicks": "0"},
	} {
		got := w.do(w.maya.user, http.MethodGet, mine+"/report"+query, "", http.StatusOK)
		for path, v := range want {
			got.is(path, v)
		}
	}
	for _, bad := range []string{"?from=2025-03-09&to=2026-03-10", "?by=partner", "?sub=a&device=mobile", "?by=sub&device=mobile", "?from=yesterday", "?compare=all"} {
		w.do(w.maya.user, http.MethodGet, mine+"/report"+bad, "", http.StatusUnprocessableEntity)
	}
}

func TestAManagersReport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.visited()
	for query, want := range map[string]map[string]string{
		"?period=today": {
			"total.clicks": "13", "total.unique_clicks": "10", "total.duplicate_clicks": "3", "total.sales": "2", "total.revenue.amount": "87700",
			"total.states.available.amount": "17540", "lines.0.now.states.available.amount": "17540",
		},
		"?by=partner": {
			"lines.0.key": string(w.noah.partner), "lines.0.name": w.noah.name, "lines.0.now.commission.amount": "15540", "lines.0.now.invalid_clicks": "90",
			"lines.1.key": string(w.maya.partner), "lines.1.now.clicks": "13", "lines.1.now.commission.amount": "2000",
		},
		"?by=sub&partner={partner}":                {"lines.0.key": "blog", "lines.0.now.unique_clicks": "4"},
		"?by=link&partner={partner}":               {"lines.0.key": string(w.maya.link), "lines.0.now.sales": "1"},
		"?by=offer":                                {"lines.0.now.commission.amount": "17540"},
		"?period=today&partner={partner}&sub=blog": {"total.unique_clicks": "4"},
	} {
		got := w.manage(http.MethodGet, "/report"+query, "", http.StatusOK)
		for path, v := range want {
			got.is(path, v)
		}
	}
	for _, bad := range []string{"?by=sub", "?by=link", "?link={link}", "?by=partner&partner={partner}", "?from=2025-03-09&to=2026-03-10"} {
		w.manage(http.MethodGet, "/report"+bad, "", http.StatusUnprocessableEntity)
	}
}

func TestReportsAreCSVToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.visited()
	w.must(store.Stats{T: w.table}.Fold(w.ctx, []report.Delta{{
		Row: report.Row{Program: w.acme.ID, Scope: report.Of(w.maya.partner), Dim: report.Sub, Day: "2026-03-10", Value: "=1+1"}, Add: map[string]int64{report.Unique: 1},
	}}))
	read := func(query string) string {
		path := fill(mine+"/report.csv"+query, w.acme, w.maya.partner, w.maya)
		rec := w.call(w.maya.user, http.MethodGet, path, "")
		if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "text/csv; charset=utf-8" {
			t.Fatalf("%d %s: %s", rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
		return strings.TrimPrefix(rec.Body.String(), "\uFEFF")
	}
	want := "sub,name,clicks,conversions,signups,leads,paid_customers,sales,revenue,commission,epc,conversion_rate,aov,currency\r\n" +
		"blog,,4,0,0,0,0,0,0.00,0.00,0.00,0.0000,,EUR\r\n" +
		"'=1+1,,1,0,0,0,0,0,0.00,0.00,0.00,0.0000,,EUR\r\n" +
		",,5,1,0,0,1,1,100.00,20.00,4.00,0.2000,100.00,EUR\r\n"
	if d := cmp.Diff(want, read("?period=today&by=sub")); d != "" {
		t.Error(d)
	}
	if got := read("?period=today&compare=previous"); strings.Count(got, "\n") != 2 || !strings.Contains(got, ",clicks_before,") {
		t.Error(got)
	}
	rec := w.call(w.acme.boss, http.MethodGet, "/api/m/"+string(w.acme.ID)+"/report.csv?by=partner", "")
	if body := rec.Body.String(); rec.Code != http.StatusOK || !strings.Contains(body, string(w.noah.partner)+","+w.noah.name+",90,0,0,90,") {
		t.Error(rec.Code, body)
	}
}

func TestWithoutLinksAPartnersReportHasNoClicks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.visited()
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Features = p.Features.Switch(program.Links, false) })
	w.must(err)
	got := w.do(w.maya.user, http.MethodGet, mine+"/report?period=today", "", http.StatusOK)
	for _, gone := range []string{"clicks", "epc", "conversion_rate_basis_points"} {
		if v := got.at("total." + gone).value; v != nil {
			t.Errorf("there is %s: %v", gone, v)
		}
	}
	got.is("total.sales", "1")
	w.do(w.maya.user, http.MethodGet, mine+"/report?by=link", "", http.StatusForbidden)
}

// TestALateEventReopensItsDay: an event counts on the day when it happened,
// whenever it is told of.
func TestALateEventReopensItsDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const days = mine + "/report?from=2026-03-07&to=2026-03-10"
	before := w.do(w.maya.user, http.MethodGet, days, "", http.StatusOK)
	before.is("lines.0.now.sales", "0")
	amount := money.Must(4_000, "EUR")
	w.report(w.acme, conversion.Report{
		Kind: conversion.Sale, Transaction: "late", Amount: &amount, OccurredAt: w.clock.Now().AddDate(0, 0, -3),
		Clicks: clickID(w.maya.linkRef, w.clock.Now().AddDate(0, 0, -4)), Customer: []customer.Identity{{Kind: customer.External, Value: "late"}},
	})
	w.tell()
	after := w.do(w.maya.user, http.MethodGet, days, "", http.StatusOK)
	after.is("lines.0.key", "2026-03-07")
	after.is("lines.0.now.sales", "1")
	after.is("lines.0.now.revenue.amount", "4000")
	after.is("lines.3.now.sales", before.at("lines.3.now.sales").String())
}
