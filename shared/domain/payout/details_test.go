package payout_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestEachRailTakesItsOwnAccounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rail   string
		d      payout.Details
		wrong  []string
		masked string
	}{
		"any line for a person to read":            {payout.Manual, payout.Details{Holder: "Maya", FreeText: " DE02 1203 0000 "}, nil, "•••• 0000"},
		"a line of three characters":               {payout.Manual, payout.Details{Holder: "Maya", FreeText: "123"}, []string{"body.free_text"}, ""},
		"a line break in it":                       {payout.Manual, payout.Details{Holder: "Ma\nya", FreeText: "12\t345"}, []string{"body.holder", "body.free_text"}, ""},
		"nobody owns it":                           {payout.Manual, payout.Details{FreeText: "12345678"}, []string{"body.holder"}, ""},
		"an address at PayPal":                     {payout.PayPal, payout.Details{Holder: "Maya", Email: "maya@kovac.example"}, nil, "m•••@kovac.example"},
		"an address with a name":                   {payout.PayPalCSV, payout.Details{Holder: "Maya", Email: "Maya <maya@kovac.example>"}, []string{"body.email"}, ""},
		"a host without a dot":                     {payout.PayPal, payout.Details{Holder: "Maya", Email: "maya@localhost"}, []string{"body.email"}, ""},
		"an IBAN with blanks":                      {payout.SEPA, payout.Details{Holder: "Maya", IBAN: "de02 1203 0000 0000 2020 51", BIC: "byladem1001"}, nil, "DE •••• 2051"},
		"an IBAN with two digits swapped":          {payout.SEPA, payout.Details{Holder: "Maya", IBAN: "DE02120300000000202015"}, []string{"body.iban"}, ""},
		"an IBAN that is too short":                {payout.SEPA, payout.Details{Holder: "Maya", IBAN: "DE0212030000000020205"}, []string{"body.iban"}, ""},
		"an IBAN outside SEPA":                     {payout.SEPA, payout.Details{Holder: "Maya", IBAN: "TR330006100519786457841326"}, []string{"body.iban"}, ""},
		"a BIC that is none":                       {payout.SEPA, payout.Details{Holder: "Maya", IBAN: "DE02120300000000202051", BIC: "BYLA1001"}, []string{"body.bic"}, ""},
		"an American account":                      {payout.NACHA, payout.Details{Holder: "Maya", RoutingNumber: "021000021", AccountNumber: "12345678"}, nil, "•••• 5678 checking"},
		"a routing number with a wrong digit":      {payout.NACHA, payout.Details{Holder: "Maya", RoutingNumber: "021000022", AccountNumber: "12345678"}, []string{"body.routing_number"}, ""},
		"a routing number of no bank":              {payout.NACHA, payout.Details{Holder: "Maya", RoutingNumber: "990000029", AccountNumber: "12345678"}, []string{"body.routing_number"}, ""},
		"a kind of account that there is not":      {payout.NACHA, payout.Details{Holder: "Maya", RoutingNumber: "021000021", AccountNumber: "12345678", AccountType: "gold"}, []string{"body.account_type"}, ""},
		"a number that is too long":                {payout.NACHA, payout.Details{Holder: "Maya", RoutingNumber: "021000021", AccountNumber: "123456789012345678"}, []string{"body.account_number"}, ""},
		"Wise by IBAN, outside SEPA too":           {payout.Wise, payout.Details{Holder: "Maya", IBAN: "TR33 0006 1005 1978 6457 8413 26"}, nil, "TR •••• 1326"},
		"Wise by number":                           {payout.Wise, payout.Details{Holder: "Maya", Country: "in", AccountNumber: "00112233", RoutingNumber: "HDFC0000001"}, nil, "IN •••• 2233"},
		"Wise in the US needs routing and kind":    {payout.Wise, payout.Details{Holder: "Maya", Country: "US", AccountNumber: "00112233"}, []string{"body.routing_number", "body.account_type"}, ""},
		"Wise without a country":                   {payout.Wise, payout.Details{Holder: "Maya", AccountNumber: "00112233"}, []string{"body.country"}, ""},
		"an account connected at Stripe":           {payout.Stripe, payout.Details{Holder: "Maya", StripeAccount: "acct_1A2b3C4d5E6f"}, nil, "acct •••• 5E6f"},
		"a Stripe account that is none":            {payout.Stripe, payout.Details{Holder: "Maya", StripeAccount: "cus_1A2b3C4d5E6f"}, []string{"body.stripe_account"}, ""},
		"a rail that there is not":                 {"pigeon", payout.Details{Holder: "Maya"}, []string{"body.rail"}, ""},
		"a country of three letters, an odd place": {payout.Manual, payout.Details{Holder: "Maya", FreeText: "12345678", Country: "DEU", Address: []string{"Am\nMarkt"}}, []string{"body.address", "body.country"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := c.d.Normal(c.rail)
			if diff := cmp.Diff(c.wrong, wrong(d.Validate(c.rail))); diff != "" {
				t.Fatal(diff)
			}
			if got := d.Masked(c.rail); c.wrong == nil && got != c.masked {
				t.Fatalf("masked %q, want %q", got, c.masked)
			}
		})
	}
}

func wrong(err error) []string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return nil
	}
	var out []string
	for _, field := range f.Fields {
		out = append(out, field.Location)
	}
	return out
}

func TestDetailsAreSealedAsJSONAndOldOnesStillOpen(t *testing.T) {
	t.Parallel()
	d := payout.Details{Holder: "Maya", IBAN: "DE02120300000000202051", Address: []string{"Am Markt 1"}}
	text, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, payout.ReadDetails(text)); diff != "" {
		t.Fatal(diff)
	}
	for _, old := range []string{"DE02 1203", "{not json", ""} {
		if got := payout.ReadDetails(old); got.FreeText != old {
			t.Errorf("%q opens as %q", old, got.FreeText)
		}
	}
}

func TestDetailsNeverShowInALog(t *testing.T) {
	t.Parallel()
	d := payout.Details{IBAN: "DE02120300000000202051"}
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(format, d); got != "••••" && got != "payout.Details{••••}" {
			t.Errorf("%s shows %s", format, got)
		}
	}
}

func TestDetailsSayTheirCountryWhereItIsKnown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rail string
		d    payout.Details
		want string
	}{
		"an IBAN begins with it":          {payout.SEPA, payout.Details{IBAN: "de02 1203"}, "DE"},
		"an IBAN of three characters too": {payout.Wise, payout.Details{IBAN: "DE0"}, "DE"},
		"one of two has not begun":        {payout.SEPA, payout.Details{IBAN: "DE"}, ""},
		"what is said goes before":        {payout.SEPA, payout.Details{IBAN: "DE02 1203", Country: " at "}, "AT"},
		"NACHA is of the US":              {payout.NACHA, payout.Details{Country: "DE"}, "US"},
		"nothing is known":                {payout.Manual, payout.Details{}, ""},
	} {
		if got := c.d.Normal(c.rail).Country; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAMaskKeepsTheDomainOfAnAddressAlone(t *testing.T) {
	t.Parallel()
	for account, want := range map[string]string{
		"ab@c.example": "a•••@c.example", "a@c": "a•••@c", "@kovac.example": "•••• mple", "12345678": "•••• 5678", "1234567": "••••", "": "••••",
	} {
		if got := (payout.Details{Email: account}).Masked(payout.PayPal); got != want {
			t.Errorf("%q is shown as %q, want %q", account, got, want)
		}
	}
}
