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

// rows returns where the click counts. What is no visit has no device, country
// or sub-id worth a row.
func (e *entry) rows(zones map[string]*time.Location) []report.Row {
	zone := zones[e.Zone]
	if zone == nil {
		var err error
		if zone, err = time.LoadLocation(e.Zone); err != nil {
			zone = time.UTC
		}
		zones[e.Zone] = zone
	}
	whole := report.Row{Program: e.Program, Scope: report.Whole, Dim: report.Total, Day: clock.Day(e.touch.At, zone)}
	own := whole
	own.Scope = report.Of(e.Partner)
	rows := []report.Row{whole, whole.By(report.Partner, string(e.Partner)), own, own.By(report.Link, string(e.Link))}
	if e.Offer != "" {
		rows = append(rows, whole.By(report.Offer, string(e.Offer)), own.By(report.Offer, string(e.Offer)))
	}
	if e.Cause != "" {
		return rows
	}
	if sub := e.Facts.Subs[0]; sub != "" {
		rows = append(rows, own.By(report.Sub, sub))
	}
	if d := string(e.Facts.Device); d != "" {
		rows = append(rows, whole.By(report.Device, d), own.By(report.Device, d))
	}
	if c := e.Facts.Country; c != "" {
		rows = append(rows, whole.By(report.Country, c), own.By(report.Country, c))
	}
	return rows
}
