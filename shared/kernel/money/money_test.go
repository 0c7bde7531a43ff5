package money_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func TestParseDecimal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text     string
		currency money.Currency
		minor    int64
		ok       bool
	}{
		"two decimals":                  {"19.99", "EUR", 1999, true},
		"a missing decimal counts as 0": {"19.9", "EUR", 1990, true},
		"no decimals":                   {"19", "EUR", 1900, true},
		"none for yen":                  {"19", "JPY", 19, true},
		"yen have no decimals":          {"19.0", "JPY", 0, false},
		"three for dinar":               {"1.234", "BHD", 1234, true},
		"four for the UF":               {"1.2345", "CLF", 12345, true},
		"three are too many for dollar": {"1.234", "USD", 0, false},
		"a sign":                        {"-1", "EUR", 0, false},
		"a plus":                        {"+1", "EUR", 0, false},
		"an exponent":                   {"1e3", "EUR", 0, false},
		"a separator":                   {"1,000", "EUR", 0, false},
		"a lone point":                  {".5", "EUR", 0, false},
		"a trailing point":              {"5.", "EUR", 0, false},
		"two points":                    {"1.2.3", "EUR", 0, false},
		"nothing":                       {"", "EUR", 0, false},
		"blanks":                        {" 1", "EUR", 0, false},
		"other digits":                  {"１", "EUR", 0, false},
		"the largest":                   {"92233720368547758.07", "EUR", math.MaxInt64, true},
		"one more":                      {"92233720368547758.08", "EUR", 0, false},
		"ten to the thirtieth":          {"1000000000000000000000000000000", "EUR", 0, false},
		"an unknown currency":           {"1", "XYZ", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := money.ParseDecimal(c.text, c.currency)
			if c.ok != (err == nil) || c.ok && a.Minor() != c.minor {
				t.Fatalf("%q %s = %v, %v", c.text, c.currency, a, err)
			}
			if err != nil && !fault.Is(err, fault.Invalid) {
				t.Fatalf("the fault is %v", err)
			}
		})
	}
}

func TestDecimalIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]money.Currency{"EUR", "JPY", "BHD", "CLF"}).Draw(t, "currency")
		a := money.Must(rapid.Int64Min(0).Draw(t, "minor"), c)
		b, err := money.ParseDecimal(a.Decimal(), c)
		if err != nil || a != b {
			t.Fatalf("%s was read as %v, %v", a, b, err)
		}
	})
}

// TestProportionIsHalfEven compares with exact fractions.
func TestProportionIsHalfEven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.Must(rapid.Int64Range(-1e12, 1e12).Draw(t, "amount"), "EUR")
		part, whole := rapid.Int64Range(0, 1e6).Draw(t, "part"), rapid.Int64Range(1, 1e6).Draw(t, "whole")
		got, err := a.Proportion(part, whole)
		if err != nil {
			t.Fatal(err)
		}
		exact := new(big.Rat).Mul(big.NewRat(a.Minor(), 1), big.NewRat(part, whole))
		off := new(big.Rat).Sub(exact, big.NewRat(got.Minor(), 1))
		switch off.Abs(off).Cmp(big.NewRat(1, 2)) {
		case 1:
			t.Fatalf("%d × %d ÷ %d = %d is off by more than a half", a.Minor(), part, whole, got.Minor())
		case 0:
			if got.Minor()%2 != 0 {
				t.Fatalf("%d × %d ÷ %d = %d: a half goes to the even one", a.Minor(), part, whole, got.Minor())
			}
		}
	})
}

func TestSplitLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.Must(rapid.Int64Range(-1e15, 1e15).Draw(t, "amount"), "EUR")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1e6), 1, 8).Draw(t, "weights")
		parts, err := a.Split(weights)
		var total int64
		for _, w := range weights {
			total += w
		}
		if total == 0 {
			if err == nil {
				t.Fatal("it was split by nothing")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sum := money.Zero("EUR")
		for i, p := range parts {
			if weights[i] == 0 && !p.IsZero() {
				t.Fatalf("part %d of no weight gets %s", i, p)
			}
			if sum, err = sum.Add(p); err != nil {
				t.Fatal(err)
			}
		}
		if sum != a {
			t.Fatalf("the parts of %s sum to %s", a, sum)
		}
	})
}

func TestAddRefusesMixtureAndOverflow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ a, b money.Amount }{
		"two currencies": {money.Must(1, "EUR"), money.Must(1, "USD")},
		"too much":       {money.Must(math.MaxInt64, "EUR"), money.Must(1, "EUR")},
		"too little":     {money.Must(-math.MaxInt64, "EUR"), money.Must(-2, "EUR")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if s, err := c.a.Add(c.b); err == nil {
				t.Fatalf("they add up to %s", s)
			}
		})
	}
	if s, err := (money.Amount{}).Add(money.Must(5, "EUR")); err != nil || s != money.Must(5, "EUR") {
		t.Fatalf("nothing and 5 are %v, %v", s, err)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(money.Must(1234, "EUR"))
	if err != nil || string(text) != `{"amount":1234,"currency":"EUR"}` {
		t.Fatalf("%s, %v", text, err)
	}
	var a money.Amount
	for _, bad := range []string{`{"amount":1,"currency":"XXX"}`, `{"amount":1.5,"currency":"EUR"}`, `{"amount":1e30,"currency":"EUR"}`, `"1"`} {
		if err := json.Unmarshal([]byte(bad), &a); err == nil {
			t.Fatalf("%s was read as %s", bad, a)
		}
	}
}
