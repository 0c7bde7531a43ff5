package program_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

func TestWhatAProgramAddsToThePortal(t *testing.T) {
	t.Parallel()
	link := program.NavLink{Name: "Community", URL: "https://community.acme.example/partners?from=portal"}
	named := func(name, url string) program.Portal {
		return program.Portal{Navigation: []program.NavLink{{Name: name, URL: url}}}
	}
	for name, tc := range map[string]struct {
		portal program.Portal
		wrong  string // the place, empty where it can be kept
	}{
		"five links":                        {program.Portal{Navigation: []program.NavLink{link, link, link, link, link}}, ""},
		"six links":                         {program.Portal{Navigation: []program.NavLink{link, link, link, link, link, link}}, "body.portal.navigation"},
		"a name of 25 letters":              {named(strings.Repeat("ä", 25), link.URL), ""},
		"a name of 26 letters":              {named(strings.Repeat("a", 26), link.URL), "body.portal.navigation[0].name"},
		"no name":                           {named(" ", link.URL), "body.portal.navigation[0].name"},
		"a name with a line":                {named("a\nb", link.URL), "body.portal.navigation[0].name"},
		"plain http":                        {named("a", "http://acme.example"), "body.portal.navigation[0].url"},
		"a script":                          {named("a", "javascript:alert(1)"), "body.portal.navigation[0].url"},
		"somebody's name before the host":   {named("a", "https://acme.example@evil.example"), "body.portal.navigation[0].url"},
		"no host":                           {named("a", "https:///x"), "body.portal.navigation[0].url"},
		"a question":                        {program.Portal{Questions: []program.Question{{"When are we paid?", "On the 1st.\nAlways."}}}, ""},
		"a question without answer":         {program.Portal{Questions: []program.Question{{"When?", " "}}}, "body.portal.questions[0].answer"},
		"an address of support":             {program.Portal{Support: "help@acme.example"}, ""},
		"an address of support with a name": {program.Portal{Support: "Help <help@acme.example>"}, "body.portal.support"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := program.New("acme", "Acme", "https://acme.example", "EUR")
			p.Portal = tc.portal
			var got string
			if f := new(fault.Error); errors.As(p.Validate(), &f) && len(f.Fields) > 0 {
				got = f.Fields[0].Location
			}
			if got != tc.wrong {
				t.Errorf("wrong is %q, want %q", got, tc.wrong)
			}
		})
	}
}

func TestALinkIsForAllPartnersOrForSomeGroups(t *testing.T) {
	t.Parallel()
	all, some := program.NavLink{Name: "All"}, program.NavLink{Name: "Some", Groups: []id.Group{"grp_a", "grp_b"}}
	p := program.Portal{Navigation: []program.NavLink{some, all}}
	for group, want := range map[id.Group][]program.NavLink{"": {all}, "grp_a": {some, all}, "grp_c": {all}} {
		if d := cmp.Diff(want, p.For(group)); d != "" {
			t.Errorf("group %q: %s", group, d)
		}
	}
}
