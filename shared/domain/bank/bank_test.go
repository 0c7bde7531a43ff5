package bank_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/bank"
)

func TestIBAN(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		ok   bool
	}{
		"a German one":               {"DE89 3704 0044 0532 0130 00", true},
		"an English one, small":      {"gb82west12345698765432", true},
		"a Norwegian one":            {"NO9386011117947", true},
		"a Maltese one":              {"MT84MALT011000012345MTLCAST001S", true},
		"a Polish one":               {"PL61109010140000071219812874", true},
		"a wrong digit":              {"DE89370400440532013001", false},
		"two digits changed places":  {"DE89370400440532010300", false},
		"one too short":              {"DE8937040044053201300", false},
		"a country without IBANs":    {"US89370400440532013000", false},
		"a hyphen":                   {"DE89-37040044053201300", false},
		"nothing":                    {"", false},
		"letters for check digits":   {"DEAA370400440532013000", false},
		"characters of other shapes": {"DE８９370400440532013000", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if s, ok := bank.IBAN(c.text); ok != c.ok {
				t.Fatalf("%q is %q, %t", c.text, s, ok)
			}
		})
	}
}

func TestASingleWrongDigitIsFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at, by := rapid.IntRange(2, 21).Draw(t, "at"), rapid.IntRange(1, 9).Draw(t, "by")
		b := []byte("DE89370400440532013000")
		b[at] = '0' + (b[at]-'0'+byte(by))%10
		if _, ok := bank.IBAN(string(b)); ok {
			t.Fatalf("%s passes", b)
		}
		r := []byte("021000021")
		i := at % 9
		r[i] = '0' + (r[i]-'0'+byte(by))%10
		if _, ok := bank.Routing(string(r)); ok {
			t.Fatalf("%s passes", r)
		}
	})
}

func TestBICAndRouting(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"COBADEFF": true, "cobadeffxxx": true, "COBADEF": false, "COBA1EFF": false, "": false} {
		if _, ok := bank.BIC(text); ok != want {
			t.Errorf("BIC %q: %t", text, ok)
		}
	}
	for text, want := range map[string]bool{"021000021": true, "0210 00021": true, "021000022": false, "000000000": false, "12345678": false} {
		if _, ok := bank.Routing(text); ok != want {
			t.Errorf("routing number %q: %t", text, ok)
		}
	}
	if _, ok := bank.AccountNumber(strings.Repeat("1", 18)); ok {
		t.Error("an account number of 18 digits passes")
	}
}

func TestBanksRest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		calendar    bank.Calendar
		after, want string
	}{
		"over Good Friday and Easter Monday":        {bank.TARGET, "2026-04-02", "2026-04-07"},
		"over Easter in 2027":                       {bank.TARGET, "2027-03-25", "2027-03-30"},
		"over a weekend":                            {bank.TARGET, "2026-11-20", "2026-11-23"},
		"over Christmas and the weekend after":      {bank.TARGET, "2026-12-24", "2026-12-28"},
		"over New Year's Day":                       {bank.TARGET, "2026-12-31", "2027-01-04"},
		"TARGET works on Thanksgiving":              {bank.TARGET, "2026-11-25", "2026-11-26"},
		"over Thanksgiving":                         {bank.FederalReserve, "2026-11-25", "2026-11-27"},
		"over Martin Luther King's day":             {bank.FederalReserve, "2026-01-16", "2026-01-20"},
		"over Memorial Day":                         {bank.FederalReserve, "2026-05-22", "2026-05-26"},
		"over Labor Day":                            {bank.FederalReserve, "2026-09-04", "2026-09-08"},
		"over Columbus Day":                         {bank.FederalReserve, "2026-10-09", "2026-10-13"},
		"over a Fourth of July that is a Sunday":    {bank.FederalReserve, "2027-07-02", "2027-07-06"},
		"a Fourth of July that is a Saturday":       {bank.FederalReserve, "2026-07-02", "2026-07-03"},
		"the Federal Reserve works on Good Friday":  {bank.FederalReserve, "2026-04-02", "2026-04-03"},
		"a late hour does not change the day after": {bank.TARGET, "2026-11-24", "2026-11-25"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, err := time.Parse(time.DateOnly, c.after)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.calendar.Next(at.Add(23 * time.Hour)).Format(time.DateOnly); got != c.want {
				t.Fatalf("after %s comes %s, not %s", c.after, got, c.want)
			}
		})
	}
}

func TestIBANsOfTheRegistryAreValid(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"AT611904300234573201", "BE68539007547034", "CH9300762011623852957", "DE89370400440532013000", "DK5000400440116243", "ES9121000418450200051332",
		"FI2112345600000785", "FR1420041010050500013M02606", "GB29NWBK60161331926819", "IE29AIBK93115212345678", "IT60X0542811101000000123456",
		"MT84MALT011000012345MTLCAST001S", "NL91ABNA0417164300", "NO9386011117947", "PL61109010140000071219812874", "PT50000201231234567890154", "SE4550000000058398257466",
	} {
		if !isIBAN(s) {
			t.Errorf("%s is refused", s)
		}
	}
	for _, s := range []string{"", "D", "DE", "XX89370400440532013000", "DE8937040044053201300ä", "DE00370400440532013000"} {
		if isIBAN(s) {
			t.Errorf("%q is taken", s)
		}
	}
}

func isIBAN(s string) bool {
	_, ok := bank.IBAN(s)
	return ok
}
