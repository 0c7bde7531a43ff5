// Package partner holds partner organisations: who promotes. An organisation is
// one account across all programs; what it may do in a program is its
// enrollment there.
package partner

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Partner is an organisation, or one person as such.
type Partner struct {
	ID        id.Partner
	Name      string
	Website   string // https or http, or empty
	Country   string // ISO 3166 alpha-2, or empty
	Version   int64
	CreatedAt time.Time

	Address     string // as on an envelope, lines apart
	Description string // what the organisation does, in its own words
	Logo        string // the digest of its picture, or empty
}

// Store keeps partners. They are made by their first application.
type Store interface {
	// Load reads partners; unknown ones are left out.
	Load(ctx context.Context, ids ...id.Partner) ([]Partner, error)
	// Save replaces a partner; stale when before is not what is stored.
	Save(ctx context.Context, before, after Partner) error
}

var countryShape = regexp.MustCompile(`^([A-Z]{2})?$`)

// Validate returns an Invalid fault that names every field that is wrong.
func (p Partner) Validate() error {
	var fields []fault.Field
	if n := utf8.RuneCountInString(p.Name); n < 1 || n > 100 || strings.ContainsFunc(p.Name, unicode.IsControl) {
		fields = append(fields, fault.Field{Location: "body.name", Message: "must have 1 to 100 characters"})
	}
	if !validWebsite(p.Website) {
		fields = append(fields, fault.Field{Location: "body.website", Message: "must be a web address"})
	}
	if !countryShape.MatchString(p.Country) {
		fields = append(fields, fault.Field{Location: "body.country", Message: "must be a country's two letters"})
	}
	if utf8.RuneCountInString(p.Address) > 300 || strings.ContainsFunc(p.Address, unprintable) {
		fields = append(fields, fault.Field{Location: "body.address", Message: "must have 300 characters at most"})
	}
	if utf8.RuneCountInString(p.Description) > 1000 || strings.ContainsFunc(p.Description, unprintable) {
		fields = append(fields, fault.Field{Location: "body.description", Message: "must have 1000 characters at most"})
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "partner.invalid", "Some of what was sent is not valid.").With(fields...)
	}
	return nil
}

// unprintable tells control characters other than ends of lines.
func unprintable(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' }

func validWebsite(text string) bool {
	if text == "" {
		return true
	}
	u, err := url.Parse(text)
	return err == nil && len(text) <= 300 && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// Load reads one partner; NotFound.
func Load(ctx context.Context, s Store, p id.Partner) (Partner, error) {
	found, err := s.Load(ctx, p)
	if err != nil {
		return Partner{}, err
	}
	if len(found) == 0 {
		return Partner{}, fault.New(fault.NotFound, "partner.unknown", "There is no such partner.")
	}
	return found[0], nil
}

// Change edits what an organisation says of itself, all but its picture.
func Change(ctx context.Context, s Store, p id.Partner, edit func(*Partner)) (Partner, error) {
	before, err := Load(ctx, s, p)
	if err != nil {
		return Partner{}, err
	}
	after := before
	edit(&after)
	after.ID, after.CreatedAt, after.Logo, after.Version = before.ID, before.CreatedAt, before.Logo, before.Version+1
	if err := after.Validate(); err != nil {
		return Partner{}, err
	}
	return after, s.Save(ctx, before, after)
}
