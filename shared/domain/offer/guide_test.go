package offer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// written is an amount as the guide writes it.
func written(minor int64) string {
	text := money.Must(minor, "EUR").Decimal()
	if whole, cents, _ := strings.Cut(text, "."); len(whole) > 3 {
		return whole[:len(whole)-3] + "," + whole[len(whole)-3:] + "." + cents
	}
	return text
}

// Every number of the guide is what the engine computes.
func TestTheGuidesNumbersAreComputed(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../docs/guides/offers.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := append(specificRows(t), volumeRows(t)...)
	for _, row := range append(rows, capRows(t)...) {
		if !strings.Contains(string(page), "\n"+row+"\n") {
			t.Errorf("docs/guides/offers.md lacks the row\n%s", row)
		}
	}
}

func specificRows(t *testing.T) []string {
	t.Helper()
	v := version(offer.Rules{Rates: []offer.Rate{
		{Scope: offer.Scope{Payment: offer.FirstPayment}, Term: percent(1000)},
		{Scope: offer.Scope{Category: "books"}, Term: percent(500)},
		{Scope: offer.Scope{Product: "atlas"}, Term: percent(800)},
		{Scope: offer.Scope{Tier: gold}, Term: percent(2500)},
		{Scope: offer.Scope{Partner: maya}, Term: percent(3000)},
		{Scope: offer.Scope{Coupon: code}, Term: percent(1200)},
		{Scope: offer.Scope{Product: "gift"}, Term: offer.Term{Type: offer.Nothing}},
	}})
	books := []offer.Item{{Category: "books", Minor: 10_000}}
	var rows []string
	for _, c := range []struct {
		name   string
		change func(*offer.Input)
	}{
		{"a later payment", func(i *offer.Input) { i.Renewal = true }},
		{"a first payment", func(*offer.Input) {}},
		{"of books", func(i *offer.Input) { i.Items = books }},
		{"of the atlas, which is a book", func(i *offer.Input) { i.Items = []offer.Item{{Product: "atlas", Category: "books", Minor: 10_000}} }},
		{"of books, in tier Gold", func(i *offer.Input) { i.Items, i.Tier = books, gold }},
		{"of books, by Maya, in tier Gold", func(i *offer.Input) { i.Items, i.Tier, i.Partner = books, gold, maya }},
		{"by Maya with the code MAYA10", func(i *offer.Input) { i.Partner, i.Coupon = maya, code }},
		{"of a gift, by Maya", func(i *offer.Input) { i.Partner, i.Items = maya, []offer.Item{{Product: "gift", Minor: 10_000}} }},
	} {
		order := in(paid(10_000), func(i *offer.Input) { i.Partner = noah })
		rows = append(rows, fmt.Sprintf("| %s | %s |", c.name, written(evaluate(t, v, in(order, c.change)).Total.Minor())))
	}
	return rows
}

func volumeRows(t *testing.T) []string {
	t.Helper()
	row := func(before string, minor, count, order int64, rules func(offer.Mode) *offer.Volume) string {
		text := fmt.Sprintf("| %s | %s |", before, written(order))
		var more string
		for _, mode := range []offer.Mode{offer.Marginal, offer.Retroactive} {
			r := evaluate(t, version(offer.Rules{Volume: rules(mode)}), in(paid(order), func(i *offer.Input) {
				i.Tallies = map[string]int64{"vol:off_1:" + month: minor, "num:off_1:" + month: count}
			}))
			text += " " + written(r.Total.Minor()) + " |"
			if more = "–"; r.Difference != nil {
				more = written(r.Difference.Minor)
			}
		}
		return text + " " + more + " |"
	}
	amounts := func(mode offer.Mode) *offer.Volume {
		return &offer.Volume{By: offer.ByAmount, Per: offer.Month, Mode: mode, Steps: []offer.VolumeStep{{From: 100_000, Term: percent(2500)}, {From: 200_000, Term: percent(3000)}}}
	}
	counts := func(mode offer.Mode) *offer.Volume {
		return &offer.Volume{By: offer.ByCount, Per: offer.Month, Mode: mode, Steps: []offer.VolumeStep{{From: 3, Term: percent(2500)}}}
	}
	var rows []string
	for _, c := range [][3]int64{{0, 0, 10_000}, {90_000, 9, 30_000}, {100_000, 10, 10_000}, {90_000, 9, 120_000}} {
		rows = append(rows, row(written(c[0]), c[0], c[1], c[2], amounts))
	}
	for _, n := range []int64{2, 3} {
		rows = append(rows, row(fmt.Sprintf("%d (%s)", n, written(n*10_000)), n*10_000, n, 10_000, counts))
	}
	return rows
}

func capRows(t *testing.T) []string {
	t.Helper()
	var rows []string
	for _, before := range []int64{0, 4000, 5000} {
		r := evaluate(t, version(offer.Rules{Caps: []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 5000}}}), in(paid(10_000), func(i *offer.Input) {
			i.Tallies = map[string]int64{"cap:off_1:" + month: before}
		}))
		rows = append(rows, fmt.Sprintf("| %s | %s | %s |", written(before), written(10_000), written(r.Total.Minor())))
	}
	return rows
}
