package click_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
)

// cellar keeps salts and counts how often it is asked.
type cellar struct {
	salts map[string][]byte
	err   error
	asked int
}

func (c *cellar) Salts(_ context.Context, days ...string) ([][]byte, error) {
	c.asked++
	out := make([][]byte, len(days))
	for i, d := range days {
		out[i] = c.salts[d]
	}
	return out, c.err
}

func (c *cellar) AddSalt(context.Context, string, []byte, time.Time) error { return nil }

func who(s click.Salt) click.Browser {
	return s.Fingerprint(netip.MustParseAddr("198.51.100.7"), "agent", "de")
}

func TestSaltsAreReadEverySecondDay(t *testing.T) {
	t.Parallel()
	c := &cellar{salts: map[string][]byte{"2026-11-21": []byte("a"), "2026-11-22": []byte("b"), "2026-11-23": []byte("c")}}
	s := click.NewSalts(c, newKeys(t, secret, noon))
	seen := map[click.Browser]bool{}
	for i, want := range []int{1, 1, 1, 1, 2, 2} { // noon and evening of three days
		at := noon.Add(time.Duration(i/2)*24*time.Hour + time.Duration(i%2)*11*time.Hour)
		seen[who(s.Of(t.Context(), at))] = true
		if c.asked != want {
			t.Errorf("at %v the store was asked %d times, want %d", at, c.asked, want)
		}
	}
	if len(seen) != 3 {
		t.Errorf("three days make %d browsers of one", len(seen))
	}
}

func TestWithoutASaltAllInstancesAgree(t *testing.T) {
	t.Parallel()
	k := newKeys(t, secret, noon)
	missing, broken := &cellar{}, &cellar{err: errors.New("down")}
	one, two := click.NewSalts(missing, k), click.NewSalts(broken, newKeys(t, secret, noon))
	if who(one.Of(t.Context(), noon)) != who(two.Of(t.Context(), noon)) {
		t.Error("two instances take one browser for two")
	}
	one.Of(t.Context(), noon.Add(29*time.Second))
	if missing.asked != 1 {
		t.Errorf("the store was asked %d times in half a minute", missing.asked)
	}
	missing.salts = map[string][]byte{"2026-11-21": []byte("a")}
	if who(one.Of(t.Context(), noon.Add(30*time.Second))) == who(two.Of(t.Context(), noon)) || missing.asked != 2 {
		t.Error("the salt is not used once it is there")
	}
}

func TestFingerprints(t *testing.T) {
	t.Parallel()
	c := &cellar{salts: map[string][]byte{"2026-11-21": []byte("a")}}
	s := click.NewSalts(c, newKeys(t, secret, noon)).Of(t.Context(), noon)
	of := func(address, agent, languages string) click.Browser {
		a, err := netip.ParseAddr(address)
		if err != nil && address != "" {
			t.Fatal(err)
		}
		return s.Fingerprint(a, agent, languages)
	}
	for _, x := range []struct {
		name string
		a, b click.Browser
		same bool
	}{
		{"one browser", of("192.0.2.1", "x", "de"), of("192.0.2.1", "x", "de"), true},
		{"an address written as IPv6", of("192.0.2.1", "x", "de"), of("::ffff:192.0.2.1", "x", "de"), true},
		{"two addresses of one network's /24", of("192.0.2.1", "x", "de"), of("192.0.2.2", "x", "de"), false},
		{"two addresses of one IPv6 /64", of("2001:db8:1:2::1", "x", "de"), of("2001:db8:1:2:ffff::9", "x", "de"), true},
		{"two IPv6 networks", of("2001:db8:1:2::1", "x", "de"), of("2001:db8:1:3::1", "x", "de"), false},
		{"two agents", of("192.0.2.1", "x", "de"), of("192.0.2.1", "y", "de"), false},
		{"text moved from agent to languages", of("192.0.2.1", "xd", "e"), of("192.0.2.1", "x", "de"), false},
		{"no address", of("", "x", "de"), of("", "x", "de"), true},
	} {
		if (x.a == x.b) != x.same {
			t.Errorf("%s: same %t", x.name, x.a == x.b)
		}
	}
}

func TestAVisitorsCookie(t *testing.T) {
	t.Parallel()
	k, other := newKeys(t, first, noon), newKeys(t, second, noon)
	b := click.Browser{1, 2, 3}
	value := k.Cookie(b)
	if got, ok := k.Known(value); !ok || got != b {
		t.Errorf("%x %t", got, ok)
	}
	for _, forged := range []string{"", value[1:], value + "A", "A" + value[1:], value[:21] + "_", other.Cookie(b)} {
		if _, ok := k.Known(forged); ok && forged != value {
			t.Errorf("%q is known", forged)
		}
	}
	if k.Visitor(b, shoes) == k.Visitor(b, wines) {
		t.Error("two programs' visitors can be joined")
	}
}
