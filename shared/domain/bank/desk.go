package bank

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where a program says which account it pays from.
type Desk struct {
	Store  Store
	Sealer Sealer
	Clock  clock.Clock
}

// Source returns a program's source in full, its zero value when there is none.
func (d Desk) Source(ctx context.Context, p id.Program) (Source, error) {
	kept, err := d.Store.Source(ctx, p)
	if err != nil || kept.Version == 0 {
		return Source{Program: p}, err
	}
	plain, err := d.Sealer.Open(ctx, place(p), kept.Body)
	if err != nil {
		return Source{}, fmt.Errorf("open the account that %s pays from: %w", p, err)
	}
	s := Source{}
	if err := json.Unmarshal(plain, &s); err != nil {
		return s, fmt.Errorf("read the account that %s pays from: %w", p, err)
	}
	s.Program, s.ChangedBy, s.ChangedAt, s.Version = p, kept.ChangedBy, kept.ChangedAt, kept.Version
	return s, nil
}

// Ready tells which files can be made, without opening anything.
func (d Desk) Ready(ctx context.Context, p id.Program) (sepa, nacha bool, err error) {
	kept, err := d.Store.Source(ctx, p)
	return kept.SEPA, kept.NACHA, err
}

// Set replaces a program's source. The caller has checked that the sign-in is
// fresh.
func (d Desk) Set(ctx context.Context, s Source, by id.User) (Source, error) {
	s, err := s.check()
	if err != nil {
		return s, err
	}
	kept, err := d.Store.Source(ctx, s.Program)
	if err != nil {
		return s, err
	}
	plain, err := json.Marshal(s)
	if err != nil {
		return s, fmt.Errorf("write the account that %s pays from: %w", s.Program, err)
	}
	body, err := d.Sealer.Seal(ctx, place(s.Program), plain)
	if err != nil {
		return s, fmt.Errorf("seal the account that %s pays from: %w", s.Program, err)
	}
	s.ChangedBy, s.ChangedAt, s.Version = string(by), d.Clock.Now(), kept.Version+1
	return s, d.Store.SaveSource(ctx, Sealed{s.Program, body, s.SEPA(), s.NACHA(), s.ChangedBy, s.ChangedAt, s.Version})
}

func place(p id.Program) string { return "pay-from/" + string(p) }

var (
	countryShape = regexp.MustCompile(`^[A-Z]{2}$`)
	originShape  = regexp.MustCompile(`^[A-Z0-9 ]{9,10}$`)
)

// check returns the source as it is kept, or an Invalid fault that names all
// that is wrong.
func (s Source) check() (Source, error) {
	var fields []fault.Field
	want := func(ok bool, field, message string) {
		if !ok {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	for _, text := range []*string{&s.Name, &s.Street, &s.Postcode, &s.Town, &s.ACH.BankName} {
		*text = strings.TrimSpace(*text)
	}
	s.Country = compact(s.Country)
	want(s.Name != "" && oneLine(s.Name, 70), "name", "must have 1 to 70 characters on one line")
	want(oneLine(s.Street, 70), "street", "must have at most 70 characters on one line")
	want(oneLine(s.Postcode, 16), "postcode", "must have at most 16 characters on one line")
	want(s.Town != "" && oneLine(s.Town, 35), "town", "must have 1 to 35 characters on one line")
	want(countryShape.MatchString(s.Country), "country", "must be a country's code of two letters")
	want(s.IBAN != "" || s.ACH.Routing != "", "iban", "an IBAN or a routing number is needed")
	var ok bool
	if s.IBAN != "" {
		s.IBAN, ok = IBAN(s.IBAN)
		want(ok && InSEPA(s.IBAN), "iban", "is not an IBAN of a country that SEPA reaches; look at its digits again")
	}
	if s.BIC != "" {
		s.BIC, ok = BIC(s.BIC)
		want(ok, "bic", "must be a BIC of 8 or 11 characters")
	}
	if s.ACH.Routing != "" {
		s.ACH.Routing, ok = Routing(s.ACH.Routing)
		want(ok, "ach.routing", "is not a routing number; look at its digits again")
		want(s.ACH.BankName != "" && oneLine(s.ACH.BankName, 23), "ach.bank_name", "must have 1 to 23 characters on one line")
		s.ACH.Origin, s.ACH.Company = strings.ToUpper(s.ACH.Origin), strings.ToUpper(s.ACH.Company)
		want(originShape.MatchString(s.ACH.Origin), "ach.origin", "must be the 9 or 10 characters that your bank gave you")
		want(originShape.MatchString(s.ACH.Company), "ach.company", "must be the 9 or 10 characters that your bank gave you")
	}
	if len(fields) > 0 {
		return s, fault.New(fault.Invalid, "bank_account.invalid", "The account to pay from cannot be saved like this.").With(fields...)
	}
	return s, nil
}

func oneLine(s string, most int) bool {
	return utf8.RuneCountInString(s) <= most && !strings.ContainsAny(s, "\r\n\t")
}
