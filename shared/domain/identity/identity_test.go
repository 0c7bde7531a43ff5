package identity_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestEmailsHaveOneForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"Ann@Example.com", "ann@example.com"},
		{"  ann+x@example.com ", "ann+x@example.com"},
		{"", ""},
		{"ann", ""},
		{"@example.com", ""},
		{"ann@", ""},
		{"Ann <ann@example.com>", ""},
		{"a@b.c, d@e.f", ""},
		{"ann@example.com\nBcc: x@y.z", ""},
		{"a b@example.com", ""},
		{strings.Repeat("a", 250) + "@example.com", ""},
	} {
		got, err := identity.ParseEmail(c.in)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("%q: %q, %v", c.in, got, err)
		}
	}
}

func TestPasswordsThatGuessersTryAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		password string
		ok       bool
	}{
		{"short but odd 1", true},
		{"fourteen chars", false},
		{"aaaaaaaaaaaaaaaaaaaa", false},
		{"123456789012345", false},
		{"passwordpassword", false},
		{"Password123456789!", false},
		{"correct horse battery staple", false},
		{"ann.smith@example.com", false},
		{"annsmith-annsmith-1", true},
		{"ununtrium gilded walrus", true},
		{"пароль очень длинный", true},
		{strings.Repeat("ab1!xyzq", 32), true},
		{strings.Repeat("ab1!xyzq", 32) + "x", false},
		{"\xff\xfe not text at all", false},
	} {
		err := identity.CheckPassword(c.password, "ann.smith@example.com")
		if (err == nil) != c.ok {
			t.Errorf("%q: %v", c.password, err)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", c.password, err)
		}
	}
}

func TestRolesBelongToOneSide(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m  identity.Membership
		ok bool
	}{
		{identity.Membership{User: "u", Partner: "p", Role: identity.Admin}, true},
		{identity.Membership{User: "u", Program: "p", Role: identity.Finance}, true},
		{identity.Membership{User: "u", Program: "p", Role: identity.Admin}, false},
		{identity.Membership{User: "u", Partner: "p", Role: identity.Owner}, false},
		{identity.Membership{User: "u", Partner: "p", Program: "p", Role: identity.Owner}, false},
		{identity.Membership{Partner: "p", Role: identity.Admin}, false},
		{identity.Membership{User: "u", Partner: "p", Role: "root"}, false},
	} {
		if err := c.m.Validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.m, err)
		}
	}
}
