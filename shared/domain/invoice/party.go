package invoice

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Party is one side of an invoice, as the law wants it named.
type Party struct {
	Name    string   `json:"name"`
	Address []string `json:"address,omitempty"` // lines, without the country
	Country string   `json:"country,omitempty"` // two letters
	VAT     string   `json:"vat,omitempty"`     // its VAT number, or what its country has instead
}

// Complete tells whether an invoice may name the party.
func (p Party) Complete() bool { return p.Name != "" && len(p.Address) > 0 && p.Country != "" }

// Owner is whose legal data it is: a program's or a partner's.
type Owner struct {
	Program id.Program
	Partner id.Partner
}

// Legal is the legal data of a program or a partner, as its people gave it.
type Legal struct {
	Owner   Owner
	Party   Party
	Version int64
}

// Registry keeps legal data.
type Registry interface {
	// Legal reads it, of version 0 when there is none.
	Legal(ctx context.Context, o Owner) (Legal, error)
	// SaveLegal writes what was read at the version before; Conflict.
	SaveLegal(ctx context.Context, l Legal) error
}

var (
	countryShape = regexp.MustCompile(`^[A-Z]{2}$`)
	vatShape     = regexp.MustCompile(`^[A-Z0-9+*./-]{4,20}$`)
)

// SetLegal replaces the legal data. Documents that were issued keep theirs.
func SetLegal(ctx context.Context, r Registry, o Owner, p Party) (Legal, error) {
	p, err := p.check()
	if err != nil {
		return Legal{}, err
	}
	l, err := r.Legal(ctx, o)
	if err != nil {
		return l, err
	}
	l.Owner, l.Party = o, p
	l.Version++
	return l, r.SaveLegal(ctx, l)
}

func (p Party) check() (Party, error) {
	var fields []fault.Field
	want := func(ok bool, field, message string) {
		if !ok {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	p.Name, p.Country = strings.TrimSpace(p.Name), strings.ToUpper(strings.TrimSpace(p.Country))
	p.VAT = strings.ToUpper(strings.Join(strings.Fields(p.VAT), ""))
	var lines []string
	for _, l := range p.Address {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	p.Address = lines
	want(p.Name != "" && oneLine(p.Name, 140), "name", "must have 1 to 140 characters on one line")
	want(len(p.Address) > 0 && len(p.Address) <= 4, "address", "must have 1 to 4 lines")
	for _, l := range p.Address {
		want(oneLine(l, 70), "address", "a line must have at most 70 characters")
	}
	want(countryShape.MatchString(p.Country), "country", "must be a country's two letters")
	want(p.VAT == "" || vatShape.MatchString(p.VAT), "vat_number", "must have 4 to 20 letters and digits")
	if p.VAT != "" && inEU(p.Country) {
		want(strings.HasPrefix(p.VAT, vatPrefix(p.Country)), "vat_number", "must begin with "+vatPrefix(p.Country))
	}
	if len(fields) > 0 {
		return p, fault.New(fault.Invalid, "legal.invalid", "The legal data cannot be saved like this.").With(fields...)
	}
	return p, nil
}

func oneLine(s string, most int) bool {
	return utf8.RuneCountInString(s) <= most && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError })
}
