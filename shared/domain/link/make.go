package link

import (
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Draft is what a partner says of a new custom link. Key and Destination may
// be empty: a random key, the program's website.
type Draft struct {
	Key         string
	Name        string
	Destination string
	UTM         UTM
	Subs        Subs
}

var keyShape = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9_-]{1,38}[a-z0-9])$`)

// NewDefault returns the default link of an enrollment: it leads to the
// program's website and takes deep links.
func NewDefault(program id.Program, partner id.Partner, t Terms, now time.Time, entropy io.Reader) (Link, error) {
	l, err := build(program, partner, t, Draft{}, now, entropy)
	l.Kind = Default
	return l, err
}

// New returns a custom link. Faults are Invalid and name the field.
func New(program id.Program, partner id.Partner, t Terms, d Draft, now time.Time, entropy io.Reader) (Link, error) {
	return build(program, partner, t, d, now, entropy)
}

func build(program id.Program, partner id.Partner, t Terms, d Draft, now time.Time, entropy io.Reader) (Link, error) {
	l := Link{
		Program: program, Partner: partner, Kind: Custom, Status: Active, Terms: t,
		Key: strings.ToLower(strings.TrimSpace(d.Key)), Name: strings.TrimSpace(d.Name),
		UTM: d.UTM, Subs: d.Subs.Clean(), Version: 1, CreatedAt: now,
	}
	var random [16]byte
	if _, err := io.ReadFull(entropy, random[:]); err != nil {
		return Link{}, fmt.Errorf("reading randomness for a link: %w", err)
	}
	l.Ref = binary.BigEndian.Uint64(random[:8])
	if l.Key == "" {
		l.Key = keyEncoding.EncodeToString(random[8:15])[:10]
	}
	if l.Subs != d.Subs {
		return Link{}, invalid("body.subs", "sub-ids have at most 128 bytes each and 160 together, and no control characters")
	}
	if err := l.check(d.Destination); err != nil {
		return Link{}, err
	}
	var err error
	l.ID, err = id.New[id.Link](now, entropy)
	return l, err
}

// keyEncoding has neither 0, 1 nor l, o: a key may be read out aloud.
var keyEncoding = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// check validates what a partner chose and sets the destination.
func (l *Link) check(destination string) error {
	if !keyShape.MatchString(l.Key) {
		return invalid("body.key", "the key must have 3 to 40 letters, digits, - or _, and begin and end with a letter or digit")
	}
	if err := checkName(l.Name); err != nil {
		return err
	}
	for _, v := range []string{l.UTM.Source, l.UTM.Medium, l.UTM.Campaign, l.UTM.Term, l.UTM.Content} {
		if len(v) > 100 || !printable(v) {
			return invalid("body.utm", "UTM parameters have at most 100 bytes and no control characters")
		}
	}
	if destination == "" {
		destination = l.Terms.Website
	}
	u, err := ParseURL(destination)
	var refused *fault.Error
	if errors.As(err, &refused) {
		return badDestination(refused.Message)
	}
	if !l.Terms.hosts().Allow(u) {
		return badDestination(u.Host() + " is not one of the program's hosts")
	}
	l.Destination = u.String()
	return nil
}

func badDestination(why string) error {
	return fault.New(fault.Invalid, "link.bad_destination", "the link cannot lead there").
		With(fault.Field{Location: "body.destination", Message: why})
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
