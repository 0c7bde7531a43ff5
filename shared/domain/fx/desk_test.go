package fx_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func books(t *testing.T) (fx.Desk, fx.Finder) {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 3, 10, 22, 0, 0, 0, time.UTC))
	s := store.Rates{T: memory.New(c), Clock: c}
	return fx.Desk{Store: s, Clock: c}, fx.Finder{Store: s}
}

// entry is "from to day rate".
func entry(t *testing.T, from, to money.Currency, day, text string) fx.Rate {
	t.Helper()
	r, err := fx.New(from, to, day, text, fx.Manual)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhichRateCounts(t *testing.T) {
	t.Parallel()
	d, f := books(t)
	own, bank := fx.BookOf("prg_1"), fx.CentralBank
	for b, rates := range map[fx.Book][]fx.Rate{
		own: {
			entry(t, "USD", "EUR", "2026-03-08", "0.91"), entry(t, "USD", "EUR", "2026-03-09", "0.92"),
			entry(t, "EUR", "CHF", "2026-03-09", "0.94"), entry(t, "SEK", "DKK", "2026-03-09", "0.66"),
		},
		bank: {
			entry(t, "EUR", "USD", "2026-03-10", "1.25"), entry(t, "EUR", "GBP", "2026-03-10", "0.8"), entry(t, "EUR", "JPY", "2026-03-10", "160"),
		},
		fx.BookOf("prg_2"): {entry(t, "USD", "EUR", "2026-03-10", "0.5")},
	} {
		if _, err := d.Enter(t.Context(), b, rates...); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		from, to money.Currency
		day      string
		ecb      bool
		want     string
	}{
		"its own, though the bank's is younger": {"USD", "EUR", "2026-03-10", true, "0.92 of 2026-03-09"},
		"the day before":                        {"USD", "EUR", "2026-03-08", true, "0.91 of 2026-03-08"},
		"the other direction":                   {"EUR", "USD", "2026-03-08", false, "1.098901099 of 2026-03-08"},
		"the bank's":                            {"GBP", "EUR", "2026-03-10", true, "1.25 of 2026-03-10"},
		"the bank's, which is not wanted":       {"GBP", "EUR", "2026-03-10", false, ""},
		"by way of the euro":                    {"GBP", "JPY", "2026-03-10", true, "200 of 2026-03-10"},
		"one part own, one the bank's":          {"USD", "GBP", "2026-03-10", true, "0.736 of 2026-03-09"},
		"its own beside the euro":               {"SEK", "DKK", "2026-03-10", true, "0.66 of 2026-03-09"},
		"nobody's":                              {"BRL", "EUR", "2026-03-10", true, ""},
		"too old":                               {"USD", "EUR", "2026-03-17", false, ""},
	} {
		r, err := f.Rate(t.Context(), fx.Query{Program: "prg_1", From: c.from, To: c.to, Day: c.day, MaxAge: 7, ECB: c.ecb})
		got := ""
		if err == nil {
			got = fmt.Sprintf("%s of %s", r.Decimal(), r.Day)
		}
		if got != c.want || err != nil && !fault.Is(err, fault.NotFound) || err == nil && (r.From != c.from || r.To != c.to) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
	found, err := f.InForce(t.Context(), fx.Query{Program: "prg_1", To: "EUR", Day: "2026-03-10", MaxAge: 7, ECB: true})
	if err != nil || len(found) != 4 || found[0].From != "CHF" || found[3].From != "USD" {
		t.Errorf("in force: %+v, %v", found, err)
	}
}

func TestEnteringRates(t *testing.T) {
	t.Parallel()
	d, f := books(t)
	b := fx.BookOf("prg_1")
	steps := []struct {
		rates []fx.Rate
		want  int
	}{
		{[]fx.Rate{entry(t, "USD", "EUR", "2026-03-10", "0.92"), entry(t, "GBP", "EUR", "2026-03-10", "1.17")}, 2},
		{[]fx.Rate{entry(t, "USD", "EUR", "2026-03-10", "0.92")}, 0}, // the same again
		{[]fx.Rate{entry(t, "USD", "EUR", "2026-03-10", "0.93")}, 1},
		{[]fx.Rate{entry(t, "EUR", "USD", "2026-03-10", "2")}, 1},    // stands in for the other direction
		{[]fx.Rate{entry(t, "USD", "EUR", "2026-03-11", "0.94")}, 1}, // where it is tomorrow already
	}
	for i, s := range steps {
		if n, err := d.Enter(t.Context(), b, s.rates...); err != nil || n != s.want {
			t.Errorf("step %d: %d, %v", i, n, err)
		}
	}
	if r, err := f.Rate(t.Context(), fx.Query{Program: "prg_1", From: "USD", To: "EUR", Day: "2026-03-10", MaxAge: 0}); err != nil || r.Decimal() != "0.5" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := d.Enter(t.Context(), b, entry(t, "USD", "EUR", "2026-03-12", "1")); !fault.Is(err, fault.Invalid) {
		t.Errorf("a day to come: %v", err)
	}
	if _, err := f.Rate(t.Context(), fx.Query{Day: "soon"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no day: %v", err)
	}
}
