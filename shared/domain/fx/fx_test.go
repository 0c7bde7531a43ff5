package fx_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

const day = "2026-03-10"

func rate(t interface{ Fatal(...any) }, from, to money.Currency, text string) fx.Rate {
	r, err := fx.New(from, to, day, text, fx.Manual)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARateIsReadExactly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text     string
		num, den int64
		shown    string
		ok       bool
	}{
		"four decimals":             {"0.9231", 9231, 10000, "0.9231", true},
		"in lowest terms":           {"0.50", 1, 2, "0.5", true},
		"whole":                     {"163", 163, 1, "163", true},
		"leading zeros do not tell": {"0.000036840", 921, 25000000, "0.00003684", true},
		"nine digits":               {"12345.6789", 123456789, 10000, "12345.6789", true},
		"ten":                       {"12345.67891", 0, 0, "", false},
		"ten decimals":              {"0.0000000001", 0, 0, "", false},
		"nothing":                   {"0.00", 0, 0, "", false},
		"less than nothing":         {"-1", 0, 0, "", false},
		"an exponent":               {"1e3", 0, 0, "", false},
		"a comma":                   {"0,92", 0, 0, "", false},
		"a lone point":              {".5", 0, 0, "", false},
		"a trailing point":          {"5.", 0, 0, "", false},
		"blank":                     {"", 0, 0, "", false},
		"other digits":              {"１", 0, 0, "", false},
	} {
		r, err := fx.New("USD", "EUR", day, c.text, fx.Manual)
		if c.ok != (err == nil) || r.Num != c.num || r.Den != c.den || r.Decimal() != c.shown {
			t.Errorf("%s: %+v shown as %q, %v", name, r, r.Decimal(), err)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, f := range map[string]func() (fx.Rate, error){
		"no currency":  func() (fx.Rate, error) { return fx.New("XXX", "EUR", day, "1", fx.Manual) },
		"one currency": func() (fx.Rate, error) { return fx.New("EUR", "EUR", day, "1", fx.Manual) },
		"no day":       func() (fx.Rate, error) { return fx.New("USD", "EUR", "10.3.2026", "1", fx.Manual) },
	} {
		if _, err := f(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAmountsKeepTheDecimalsOfBothCurrencies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to money.Currency
		text     string
		in, want int64
	}{
		"two to two":               {"USD", "EUR", "0.92", 10000, 9200},
		"none to two":              {"JPY", "EUR", "0.0061", 1000, 610},
		"two to none":              {"EUR", "JPY", "163.93", 610, 1000},
		"three to two":             {"KWD", "EUR", "3", 1500, 450},
		"two to three":             {"EUR", "KWD", "0.333333333", 450, 1500},
		"four to none":             {"CLF", "CLP", "39000", 10000, 39000},
		"a half goes to the even":  {"USD", "EUR", "0.5", 5, 2},
		"and up when that is even": {"USD", "EUR", "0.5", 7, 4},
		"less than a cent":         {"JPY", "EUR", "0.004", 1, 0},
		"below zero as above":      {"USD", "EUR", "0.92", -10000, -9200},
	} {
		got, err := rate(t, c.from, c.to, c.text).Convert(money.Must(c.in, c.from))
		if err != nil || got != money.Must(c.want, c.to) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
	if _, err := rate(t, "USD", "EUR", "0.92").Convert(money.Must(1, "GBP")); !fault.Is(err, fault.Invalid) {
		t.Errorf("another currency: %v", err)
	}
	if _, err := rate(t, "USD", "JPY", "999999999").Convert(money.Must(1<<62, "USD")); !fault.Is(err, fault.Invalid) {
		t.Errorf("too much: %v", err)
	}
}

// TestConversionIsHalfEvenOfTheExactFraction compares with exact fractions,
// directly, the other way round and by way of the euro.
func TestConversionIsHalfEvenOfTheExactFraction(t *testing.T) {
	t.Parallel()
	currencies := []money.Currency{"USD", "JPY", "KWD", "CLF"}
	text := rapid.StringMatching(`[1-9][0-9]{0,3}\.[0-9]{1,5}`)
	rapid.Check(t, func(rt *rapid.T) {
		from := rapid.SampledFrom(currencies).Draw(rt, "from")
		to := rapid.SampledFrom(append(currencies, "GBP")).Filter(func(c money.Currency) bool { return c != from }).Draw(rt, "to")
		one, other := text.Draw(rt, "one"), text.Draw(rt, "other")
		r, ok := rate(rt, "EUR", from, one).Inverse().Then(rate(rt, "EUR", to, other))
		if !ok {
			rt.Fatal("they do not meet")
		}
		a := money.Must(rapid.Int64Range(-1e9, 1e9).Draw(rt, "amount"), from)
		got, err := r.Convert(a)
		if err != nil {
			rt.Fatal(err)
		}
		exact := new(big.Rat).Quo(decimal(other), decimal(one))
		exact.Mul(exact, decimal(a.Decimal()))
		off := exact.Sub(exact, decimal(got.Decimal()))
		half := new(big.Rat).Mul(decimal("0.5"), unit(to))
		switch off.Abs(off).Cmp(half) {
		case 1:
			rt.Fatalf("%s became %s", a, got)
		case 0:
			if got.Minor()%2 != 0 {
				rt.Fatalf("%s became %s: a half goes to the even one", a, got)
			}
		}
		if r.Inverse().Inverse() != r {
			rt.Fatal("twice the other way is the same way")
		}
	})
}

func decimal(text string) *big.Rat {
	r, _ := new(big.Rat).SetString(text)
	return r
}

func unit(c money.Currency) *big.Rat { return decimal(money.Must(1, c).Decimal()) }

func TestAFileOfRates(t *testing.T) {
	t.Parallel()
	got, err := fx.ReadCSV(strings.NewReader("\ufeffFrom,to,Rate,day\nusd,EUR,0.92,2026-03-10\nGBP, eur ,1.17,2026-03-09\n"))
	want := []fx.Rate{
		{From: "USD", To: "EUR", Day: "2026-03-10", Num: 23, Den: 25, Source: fx.File},
		{From: "GBP", To: "EUR", Day: "2026-03-09", Num: 117, Den: 100, Source: fx.File},
	}
	if err != nil || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, c := range map[string]struct{ text, where, why string }{
		"nothing":         {"", "line 1", "the first line"},
		"a column short":  {"day,from,rate\n", "line 1", "the column to"},
		"a bad rate":      {"day,from,to,rate\n2026-03-10,USD,EUR,0.92\n2026-03-10,GBP,EUR,1;17\n", "line 3", "rate must"},
		"a ragged line":   {"day,from,to,rate\n2026-03-10,USD\n", "line 2", "cannot be read"},
		"an unknown code": {"day,from,to,rate\n2026-03-10,BTC,EUR,90000\n", "line 2", "from must"},
	} {
		_, err := fx.ReadCSV(strings.NewReader(c.text))
		if err == nil || !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.where[5:]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
