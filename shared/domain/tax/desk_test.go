package tax_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

var now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// upside seals by turning the text round.
type upside struct{}

func (upside) Seal(_ context.Context, _ id.Partner, plain string) ([]byte, error) {
	b := []byte(plain)
	slices.Reverse(b)
	return b, nil
}

func person() tax.Draft {
	return tax.Draft{
		Kind: tax.W9, Name: "Maya Kovac", Classification: "individual", Address: []string{"1 Elm Street", "Springfield, IL 62701"},
		NumberKind: tax.SSN, Number: "219-09-9999", Certified: true, Signed: "maya  kovac",
	}
}

func company() tax.Draft {
	return tax.Draft{
		Kind: tax.W8BENE, Name: "Kovac GmbH", Classification: "corporation", Country: "de", Address: []string{"Ulmenweg 1", "10115 Berlin"},
		Number: "30/123/45678", Certified: true, Signed: "Maya Kovac", Treaty: tax.Treaty{Country: "DE", Article: "7", Rate: "0"},
	}
}

func TestWhatAFormMustSay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		draft  tax.Draft
		change func(*tax.Draft)
		wrong  string
	}{
		"a person of the United States":            {person(), func(*tax.Draft) {}, ""},
		"a company abroad":                         {company(), func(*tax.Draft) {}, ""},
		"another form":                             {person(), func(d *tax.Draft) { d.Kind = "w4" }, "kind"},
		"nobody":                                   {person(), func(d *tax.Draft) { d.Name, d.Signed = "", "" }, "name"},
		"signed by somebody else":                  {person(), func(d *tax.Draft) { d.Signed = "Noah Lindqvist" }, "signature"},
		"nothing certified":                        {person(), func(d *tax.Draft) { d.Certified = false }, "certified"},
		"a number that cannot be":                  {person(), func(d *tax.Draft) { d.Number = "000-09-9999" }, "number"},
		"a company with a social security number":  {person(), func(d *tax.Draft) { d.Classification = "c_corporation" }, "number_kind"},
		"no address":                               {person(), func(d *tax.Draft) { d.Address = []string{" "} }, "address"},
		"a class that the form does not know":      {company(), func(d *tax.Draft) { d.Classification = "individual" }, "classification"},
		"a W-8 of somebody in the United States":   {company(), func(d *tax.Draft) { d.Country = "US" }, "country"},
		"a treaty without an article":              {company(), func(d *tax.Draft) { d.Treaty.Article = "" }, "treaty_article"},
		"a treaty rate in words":                   {company(), func(d *tax.Draft) { d.Treaty.Rate = "ten" }, "treaty_rate"},
		"a number in the United States that isn't": {company(), func(d *tax.Draft) { d.USNumber = "123" }, "us_number"},
		"a W-8BEN without a date of birth": {company(), func(d *tax.Draft) {
			d.Kind, d.Name, d.Signed = tax.W8BEN, "Maya Kovac", "Maya Kovac"
		}, "date_of_birth"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := c.draft
			c.change(&d)
			f, err := desk(t, now).Submit(context.Background(), "ptr_1", "prg_1", d, tax.Signature{User: "usr_1"})
			if c.wrong == "" {
				if err != nil || f.Status != tax.Submitted || f.Version != 1 {
					t.Fatalf("%+v, %v", f, err)
				}
				return
			}
			var invalid *fault.Error
			if !errors.As(err, &invalid) || !slices.ContainsFunc(invalid.Fields, func(x fault.Field) bool { return x.Location == "body."+c.wrong }) {
				t.Fatalf("%v does not name %s", err, c.wrong)
			}
		})
	}
}

func desk(t *testing.T, at time.Time) tax.Desk {
	t.Helper()
	c := clock.NewManual(at)
	return tax.Desk{Store: store.TaxForms{T: memory.New(c), Clock: c}, Seal: upside{}, Clock: c}
}

func TestNothingSecretIsLeftOpen(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(now)
	tab := memory.New(c)
	d := tax.Desk{Store: store.TaxForms{T: tab, Clock: c}, Seal: upside{}, Clock: c}
	if _, err := d.Submit(context.Background(), "ptr_1", "prg_1", person(), tax.Signature{User: "usr_1"}); err != nil {
		t.Fatal(err)
	}
	page, err := tab.Scan(context.Background(), "")
	if err != nil || len(page.Items) < 3 {
		t.Fatal(len(page.Items), err)
	}
	for _, item := range page.Items {
		for name, v := range item {
			if text, ok := v.(string); ok && (strings.Contains(text, "219") && strings.Contains(text, "9999") || strings.Contains(text, "Elm Street")) {
				t.Errorf("%s holds %q", name, text)
			}
		}
	}
}

func TestAFormIsDecidedAndRunsOut(t *testing.T) {
	t.Parallel()
	ctx, c := context.Background(), clock.NewManual(now)
	d := tax.Desk{Store: store.TaxForms{T: memory.New(c), Clock: c}, Seal: upside{}, Clock: c}
	gate := tax.Gate{Rules: asks(true), Store: d.Store, Clock: c}
	why := func(want string) {
		t.Helper()
		if got, err := gate.MayPay(ctx, "prg_1", "ptr_1"); err != nil || got != want {
			t.Fatalf("paid unless %q, %v; want %q", got, err, want)
		}
	}
	why(tax.FormMissing)
	if _, err := d.Verify(ctx, "ptr_1", "prg_1", "usr_9"); !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	if _, err := d.Submit(ctx, "ptr_1", "prg_1", company(), tax.Signature{User: "usr_1"}); err != nil {
		t.Fatal(err)
	}
	why("")
	if _, err := d.Reject(ctx, "ptr_1", "prg_1", "usr_9", ""); !fault.Is(err, fault.Invalid) {
		t.Fatal(err)
	}
	c.Advance(time.Second)
	if f, err := d.Reject(ctx, "ptr_1", "prg_1", "usr_9", "Please give the full name."); err != nil || f.Status != tax.Rejected {
		t.Fatal(f, err)
	}
	why(tax.FormRejected)
	c.Advance(time.Second)
	if f, err := d.Submit(ctx, "ptr_1", "prg_1", company(), tax.Signature{User: "usr_1"}); err != nil || f.Reason != "" || f.Version != 3 {
		t.Fatal(f, err)
	}
	c.Advance(time.Second)
	if f, err := d.Verify(ctx, "ptr_1", "prg_1", "usr_9"); err != nil || f.Status != tax.Verified || f.Last4 != "5678" {
		t.Fatal(f, err)
	}
	c.Set(time.Date(2029, 12, 31, 23, 59, 59, 0, time.UTC))
	why("")
	c.Advance(time.Second)
	why(tax.FormExpired)
	gate.Rules = asks(false)
	why("")
}

type asks bool

func (a asks) TaxForms(context.Context, id.Program) (bool, error) { return bool(a), nil }

func TestWhatIsReported(t *testing.T) {
	t.Parallel()
	w9 := func(class string) tax.Form { return tax.Form{Kind: tax.W9, Classification: class, Version: 1} }
	for name, c := range map[string]struct {
		form     tax.Form
		direct   int64
		currency string
		year     int
		want     bool
	}{
		"a person from the threshold on":       {w9("individual"), 2000_00, "USD", 2026, true},
		"below it nobody":                      {w9("individual"), 1999_99, "USD", 2026, false},
		"the year before it was lower":         {w9("individual"), 600_00, "USD", 2025, true},
		"a year that is not known yet":         {w9("llc_p"), 2000_00, "USD", 2031, true},
		"no corporation":                       {w9("c_corporation"), 9000_00, "USD", 2026, false},
		"nobody abroad":                        {tax.Form{Kind: tax.W8BEN, Version: 1}, 9000_00, "USD", 2026, false},
		"who never said, all the same":         {tax.Form{}, 9000_00, "USD", 2026, true},
		"a program that pays in another money": {w9("individual"), 9000_00, "EUR", 2026, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tax.Reportable(c.form, tax.Paid{Direct: c.direct}, money.Currency(c.currency), c.year); got != c.want {
				t.Fatal(got)
			}
		})
	}
	if auto := tax.Auto; !auto.Asks("US") || auto.Asks("DE") || auto.Asks("") || !tax.Required.Asks("DE") || tax.Off.Asks("US") {
		t.Error("the policies do not ask as they say")
	}
}
