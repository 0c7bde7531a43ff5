package link_test

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	shoes = id.Program("prg_01JD00000000000000000SH0ES")
	anna  = id.Partner("ptr_01JD000000000000000000ANNA")
)

var (
	noon  = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	terms = link.Terms{Website: "https://shop.example/", AllowedHosts: []string{"*.shop.example"}, Zone: "Europe/Berlin", WindowDays: 90, EnrollmentRef: 7}
)

func entropy() *rand.ChaCha8 { return rand.NewChaCha8([32]byte{1}) }

func TestTheDefaultLinkLeadsToTheWebsite(t *testing.T) {
	t.Parallel()
	l, err := link.NewDefault(shoes, anna, terms, noon, entropy())
	if err != nil {
		t.Fatal(err)
	}
	if l.Kind != link.Default || l.Status != link.Active || l.Destination != "https://shop.example/" || l.Ref == 0 || l.Version != 1 {
		t.Errorf("got %+v", l)
	}
	if !regexp.MustCompile(`^[a-z2-9]{10}$`).MatchString(l.Key) {
		t.Errorf("the key is %q", l.Key)
	}
}

func TestDraftsOfCustomLinks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		draft link.Draft
		where string // empty: accepted
	}{
		{"nothing said", link.Draft{}, ""},
		{"a key in capitals and with blanks", link.Draft{Key: " Spring-Sale_26 "}, ""},
		{"a destination on a subdomain", link.Draft{Destination: "https://blog.shop.example/a"}, ""},
		{"a key of two letters", link.Draft{Key: "ab"}, "body.key"},
		{"a key of 41 letters", link.Draft{Key: strings.Repeat("a", 41)}, "body.key"},
		{"a key with a slash", link.Draft{Key: "a/b"}, "body.key"},
		{"a key with the key separator", link.Draft{Key: "a#b"}, "body.key"},
		{"a key that ends in a dash", link.Draft{Key: "abc-"}, "body.key"},
		{"a key in Cyrillic", link.Draft{Key: "аbс"}, "body.key"},
		{"a name of 61 letters", link.Draft{Name: strings.Repeat("ä", 61)}, "body.name"},
		{"a name with a line break", link.Draft{Name: "a\nb"}, "body.name"},
		{"a UTM value that is not text", link.Draft{UTM: link.UTM{Term: "\xff"}}, "body.utm"},
		{"a sub-id that is too long", link.Draft{Subs: link.Subs{strings.Repeat("x", 200)}}, "body.subs"},
		{"a destination elsewhere", link.Draft{Destination: "https://evil.example/"}, "body.destination"},
		{"a destination that is no URL", link.Draft{Destination: "javascript:alert(1)"}, "body.destination"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l, err := link.New(shoes, anna, terms, c.draft, noon, entropy())
			if c.where == "" {
				if err != nil || l.Kind != link.Custom || l.Key != strings.ToLower(l.Key) {
					t.Errorf("got %+v %v", l, err)
				}
				return
			}
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Location != c.where {
				t.Errorf("got %v, want an Invalid fault at %s", err, c.where)
			}
		})
	}
}
