package link

import (
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Draft is what a partner says of a new link. Key and Destination may be empty:
// a random key, the program's website.
type Draft struct {
	Kind        Kind // Custom, Marketplace or Holdout; empty is Custom
	Key         string
	Name        string
	Destination string
	Offer       id.Offer // the one that its sales earn by; empty: whichever pays
	UTM         UTM      // macros are written out
	Subs        Subs
	Rules       []Rule
	ExpiresAt   time.Time
	Words       Words
}

var keyShape = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9_-]{1,38}[a-z0-9])$`)

// NewDefault returns the default link of an enrollment: it leads to the
// program's website and takes deep links.
func NewDefault(program id.Program, partner id.Partner, t Terms, now time.Time, entropy io.Reader) (Link, error) {
	return build(program, partner, t, Draft{Kind: Default}, now, entropy)
}

// New returns a custom, a marketplace or a holdout link. Faults are Invalid and name the
// field.
func New(program id.Program, partner id.Partner, t Terms, d Draft, now time.Time, entropy io.Reader) (Link, error) {
	switch d.Kind {
	case Custom, Marketplace, Holdout:
	case "":
		d.Kind = Custom
	default:
		return Link{}, invalid("body.kind", "a link is made custom, marketplace or holdout")
	}
	return build(program, partner, t, d, now, entropy)
}

func build(program id.Program, partner id.Partner, t Terms, d Draft, now time.Time, entropy io.Reader) (Link, error) {
	t.Offer = d.Offer
	l := Link{
		Program: program, Partner: partner, Host: t.Host, Kind: d.Kind, Status: Active, Terms: t, Key: cleanKey(d.Key), Name: strings.TrimSpace(d.Name),
		ExpiresAt: d.ExpiresAt, Version: 1, CreatedAt: now,
	}
	var random [16]byte
	if _, err := io.ReadFull(entropy, random[:]); err != nil {
		return Link{}, fmt.Errorf("reading randomness for a link: %w", err)
	}
	l.Ref = binary.BigEndian.Uint64(random[:8])
	if l.Key == "" {
		l.Key = keyEncoding.EncodeToString(random[8:15])[:10]
	}
	for _, err := range []error{checkKey(l.Key), checkName(l.Name), l.mark(d.UTM, d.Subs, d.Words), l.lead(d.Destination), l.checkEnd(now)} {
		if err != nil {
			return Link{}, err
		}
	}
	l, err := l.ruled(d.Rules)
	if err != nil {
		return Link{}, err
	}
	l.ID, err = id.New[id.Link](now, entropy)
	return l, err
}

// keyEncoding has neither 0, 1 nor l, o: a key may be read out aloud.
var keyEncoding = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

func cleanKey(key string) string { return strings.ToLower(strings.TrimSpace(key)) }

// reserved are the words after /r/ that are no link's.
var reserved = []string{"return"}

func checkKey(key string) error {
	if !keyShape.MatchString(key) || slices.Contains(reserved, key) {
		return invalid("body.key", "the key must have 3 to 40 letters, digits, - or _, and begin and end with a letter or digit")
	}
	return nil
}

// mark sets the parameters that are appended to the destination.
func (l *Link) mark(u UTM, s Subs, w Words) error {
	l.UTM, l.Subs = u.fill(w, l.Key), s.Clean()
	if l.Subs != s {
		return invalid("body.subs", "sub-ids have at most 128 bytes each and 160 together, and no control characters")
	}
	return l.UTM.check()
}

func (l *Link) checkEnd(now time.Time) error {
	if !l.ExpiresAt.IsZero() && !now.Before(l.ExpiresAt) {
		return invalid("body.expires_at", "the end must lie ahead")
	}
	return nil
}

// lead sets the destination, the program's website for none.
func (l *Link) lead(destination string) error {
	if destination == "" && l.Kind != Marketplace {
		destination = l.Terms.Website
	}
	u, why := l.allowed(destination)
	if why != "" {
		return badDestination("body.destination", why)
	}
	l.Destination = u.String()
	return nil
}

// Landing returns the page to which links of these terms may lead, the website
// for none, as browsers write it; Invalid "link.bad_destination" where they may
// not.
func (t Terms) Landing(page string) (string, error) {
	l := Link{Terms: t}
	err := l.lead(page)
	return l.Destination, err
}

// allowed reads a destination and tells why the link may not lead there.
func (l *Link) allowed(destination string) (u URL, why string) {
	u, err := ParseURL(destination)
	var refused *fault.Error
	switch {
	case errors.As(err, &refused):
		return u, refused.Message
	case l.mayLead(u):
		return u, ""
	case l.Kind == Marketplace:
		return u, "this is not one of the program's pages in app stores"
	}
	return u, u.Host() + " is not one of the program's hosts"
}

// listed tells whether the URL is one of the program's pages in app stores,
// whatever its query says.
func (t Terms) listed(u URL) bool {
	for _, text := range t.Listings {
		if l, err := ParseURL(text); err == nil && l.host == u.host && l.path == u.path {
			return true
		}
	}
	return false
}

func badDestination(where, why string) error {
	return fault.New(fault.Invalid, "link.bad_destination", "the link cannot lead there").
		With(fault.Field{Location: where, Message: why})
}

func checkName(name string) error {
	if utf8.RuneCountInString(name) > 60 || !printable(name) {
		return invalid("body.name", "the name has at most 60 characters and no control characters")
	}
	return nil
}

func printable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}

func invalid(where, what string) error {
	return fault.New(fault.Invalid, "link.invalid", "the link cannot be made like this").
		With(fault.Field{Location: where, Message: what})
}
