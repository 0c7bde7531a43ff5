package click

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// deltas adds up the clicks that are new, one delta per row of counters.
func deltas(entries []*entry) []report.Delta {
	sums := map[report.Row]map[string]int64{}
	var order []report.Row
	zones := map[string]*time.Location{}
	for _, e := range entries {
		if e.class == known || e.err != nil {
			continue
		}
		for _, row := range e.rows(zones) {
			if sums[row] == nil {
				sums[row] = map[string]int64{}
				order = append(order, row)
			}
			sums[row][report.Gross]++
			sums[row][string(e.class)]++
		}
	}
	out := make([]report.Delta, len(order))
	for i, row := range order {
		out[i] = report.Delta{Row: row, Add: sums[row]}
	}
	return out
}

// rows returns where the click counts. The program has every class by its
// dimensions; for a partner, who sees unique clicks only, no others are broken
// down but by link. What is no visit has no device, country or referrer worth a
// row.
func (e *entry) rows(zones map[string]*time.Location) []report.Row {
	whole := report.Row{Program: e.Program, Scope: report.Whole, Dim: report.Total, Day: clock.Day(e.touch.At, zoneOf(e.Zone, zones))}
	own := whole
	own.Scope = report.Of(e.Partner)
	rows := []report.Row{whole, own}
	add := func(of report.Row, dim report.Dim, value string) {
		if value != "" && (of == whole || dim == report.Link || e.class == Unique) {
			rows = append(rows, of.By(dim, value))
		}
	}
	add(whole, report.Partner, string(e.Partner))
	add(own, report.Link, string(e.Link))
	for _, scope := range []report.Row{whole, own} {
		add(scope, report.Offer, string(e.Offer))
		if e.Cause == "" {
			add(scope, report.Device, string(e.Facts.Device))
			add(scope, report.Country, e.Facts.Country)
			add(scope, report.Referrer, e.Facts.Referrer)
		}
	}
	add(own, report.Sub, e.Facts.Subs[0])
	if e.touch.Flags&QR != 0 {
		add(own, report.QR, string(e.Link))
	}
	return rows
}

// zoneOf returns the zone of that name, UTC when there is none.
func zoneOf(name string, known map[string]*time.Location) *time.Location {
	zone := known[name]
	if zone == nil {
		var err error
		if zone, err = time.LoadLocation(name); err != nil {
			zone = time.UTC
		}
		known[name] = zone
	}
	return zone
}
