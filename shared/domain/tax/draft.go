package tax

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Draft is a form as it is filled in.
type Draft struct {
	Kind           Kind
	Name           string
	Business       string // the name of the business, where it is another
	Classification string
	Country        string // of residence; US for the W-9
	Address        []string
	NumberKind     NumberKind
	Number         string
	USNumber       string // of a W-8, where there is one
	Born           string // of the W-8BEN: YYYY-MM-DD
	Treaty         Treaty
	Certified      bool   // every certification of the form was ticked
	Signed         string // the name, typed
}

// Classifications are the kinds of payees that a form asks for: line 3 of the
// W-9 (Rev. 3-2024), chapter 3 status of the W-8BEN-E (Rev. 10-2021). The
// W-8BEN is for individuals.
func Classifications(k Kind) []string {
	switch k {
	case W9:
		return []string{"individual", "c_corporation", "s_corporation", "partnership", "trust_estate", "llc_c", "llc_s", "llc_p", "other"}
	case W8BENE:
		return []string{"corporation", "partnership", "simple_trust", "complex_trust", "grantor_trust", "estate", "government", "international_organization", "tax_exempt", "private_foundation", "disregarded_entity"}
	case W8BEN:
	}
	return []string{"individual"}
}

var (
	countryShape = regexp.MustCompile(`^[A-Z]{2}$`)
	rateShape    = regexp.MustCompile(`^\d{1,2}(\.\d{1,2})?$`)
)

// check returns the draft as it is kept, or an Invalid fault with every field
// that is wrong.
func (d Draft) check(now time.Time) (Draft, error) {
	var fields []fault.Field
	want := func(ok bool, field, message string) {
		if !ok {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	d.Name, d.Business, d.Signed = strings.TrimSpace(d.Name), strings.TrimSpace(d.Business), strings.TrimSpace(d.Signed)
	d.Country = strings.ToUpper(strings.TrimSpace(d.Country))
	if d.Kind == W9 {
		d.Country = "US"
	}
	if d.Kind == W8BEN {
		d.Classification = "individual"
	}
	want(slices.Contains([]Kind{W9, W8BEN, W8BENE}, d.Kind), "kind", "must be w9, w8ben or w8bene")
	want(line(d.Name, 1, 100), "name", "must have 1 to 100 characters on one line")
	want(line(d.Business, 0, 100), "business_name", "must have at most 100 characters on one line")
	want(slices.Contains(Classifications(d.Kind), d.Classification), "classification", "must be one that the form knows")
	want(countryShape.MatchString(d.Country) && (d.Kind == W9 || d.Country != "US"), "country", "must be a country's two letters, and not US on a W-8")
	d.Address = lines(d.Address)
	want(len(d.Address) >= 1 && len(d.Address) <= 4, "address", "must have 1 to 4 lines")
	for _, l := range d.Address {
		want(line(l, 1, 70), "address", "a line must have at most 70 characters")
	}
	d.numbers(want)
	d.treaty(want)
	if d.Kind == W8BEN {
		born, err := time.Parse(time.DateOnly, d.Born)
		want(err == nil && born.Year() >= 1900 && born.Before(now), "date_of_birth", "must be a date in the past, as 1990-12-31")
	} else {
		d.Born = ""
	}
	want(d.Certified, "certified", "every certification must be ticked")
	want(strings.EqualFold(strings.Join(strings.Fields(d.Signed), " "), strings.Join(strings.Fields(d.Name), " ")) || d.Kind == W8BENE && line(d.Signed, 2, 100) || d.Kind == W9 && d.Classification != "individual" && line(d.Signed, 2, 100),
		"signature", "must be the name on the form; for a company the name of who signs for it")
	if len(fields) > 0 {
		return d, fault.New(fault.Invalid, "tax_form.invalid", "The form is not complete.").With(fields...)
	}
	return d, nil
}

func (d *Draft) numbers(want func(bool, string, string)) {
	var ok bool
	if d.Kind == W9 {
		fits := d.NumberKind == EIN || (d.NumberKind == SSN || d.NumberKind == ITIN) && d.Classification == "individual"
		want(fits, "number_kind", "must be ssn, itin or ein; a company has an ein")
		d.Number, ok = Number(d.NumberKind, d.Number)
		want(ok, "number", "is no number of this kind")
		d.USNumber = ""
		return
	}
	d.NumberKind = Foreign
	d.Number, ok = Number(Foreign, d.Number)
	want(ok, "number", "must be the tax number of your country, 4 to 30 characters")
	if d.USNumber == "" {
		return
	}
	for _, k := range []NumberKind{SSN, ITIN, EIN} {
		if n, ok := Number(k, d.USNumber); ok {
			d.USNumber = n
			return
		}
	}
	want(false, "us_number", "is neither an SSN, an ITIN nor an EIN")
}

func (d *Draft) treaty(want func(bool, string, string)) {
	if d.Kind == W9 {
		d.Treaty = Treaty{}
	}
	if d.Treaty == (Treaty{}) {
		return
	}
	want(countryShape.MatchString(d.Treaty.Country), "treaty_country", "must be a country's two letters")
	want(line(d.Treaty.Article, 1, 40), "treaty_article", "must have 1 to 40 characters")
	want(rateShape.MatchString(d.Treaty.Rate), "treaty_rate", "must be a percentage, as 10 or 12.5")
}

func line(s string, least, most int) bool {
	n := utf8.RuneCountInString(s)
	return n >= least && n <= most && printable(s) && utf8.ValidString(s)
}

func lines(in []string) []string {
	var out []string
	for _, l := range in {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
