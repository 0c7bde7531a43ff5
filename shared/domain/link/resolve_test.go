package link_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// shelf is a Lookup that knows links by host and key, old tokens by scope and
// token, and whose a host is. It counts its reads.
type shelf struct {
	links map[string]link.Link // key, or host/key
	old   map[string]link.Link // scope/token
	hosts map[string]id.Program
	err   error
	reads int
}

func (s *shelf) ByOld(_ context.Context, scope link.Scope, token string) (link.Link, error) {
	s.reads++
	if l, ok := s.old[string(scope)+"/"+token]; ok {
		return l, nil
	}
	return link.Link{}, link.NotFound()
}

func (s *shelf) Meet(ctx context.Context, host, key string) (id.Program, link.Link, error) {
	owner := s.hosts[host]
	if owner == "" {
		host = ""
	}
	l, err := s.ByKey(ctx, host, key)
	return owner, l, err
}

func (s *shelf) ByKey(_ context.Context, host, key string) (link.Link, error) {
	s.reads++
	if host != "" {
		key = host + "/" + key
	}
	if s.err != nil {
		return link.Link{}, s.err
	}
	l, ok := s.links[key]
	if !ok {
		return link.Link{}, link.NotFound()
	}
	return l, nil
}

func TestResolveReadsOnceAMinute(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	s := &shelf{links: map[string]link.Link{
		"on": {Key: "on", Status: link.Active}, "off": {Key: "off", Status: link.Inactive},
	}}
	r := link.NewResolver(s, now)
	for _, step := range []struct {
		name  string
		wait  time.Duration
		key   string
		kind  fault.Kind
		reads int
	}{
		{"the first click reads", 0, "on", 0, 1},
		{"the second does not", 59 * time.Second, "on", 0, 1},
		{"after a minute it is read again", time.Second, "on", 0, 2},
		{"an inactive link is not found", 0, "off", fault.NotFound, 3},
		{"and is remembered", 59 * time.Second, "off", fault.NotFound, 3},
		{"an unknown key is not found, nor an old token", 0, "none", fault.NotFound, 5},
		{"and is remembered", 29 * time.Second, "none", fault.NotFound, 5},
		{"for half a minute", time.Second, "none", fault.NotFound, 7},
	} {
		now.Advance(step.wait)
		l, err := r.Resolve(t.Context(), "", step.key)
		if step.kind == 0 && (err != nil || l.Key != step.key) || step.kind != 0 && !fault.Is(err, step.kind) {
			t.Errorf("%s: %v %v", step.name, l, err)
		}
		if s.reads != step.reads {
			t.Errorf("%s: %d reads, want %d", step.name, s.reads, step.reads)
		}
	}
}

func TestAKnownLinkOutlivesTheStore(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	s := &shelf{links: map[string]link.Link{"on": {Key: "on", Status: link.Active}}}
	r := link.NewResolver(s, now)
	if _, err := r.Resolve(t.Context(), "", "on"); err != nil {
		t.Fatal(err)
	}
	s.err = errors.New("throttled")
	now.Advance(time.Hour)
	if _, err := r.Resolve(t.Context(), "", "on"); err != nil {
		t.Errorf("the known link is lost: %v", err)
	}
	if _, err := r.Resolve(t.Context(), "", "other"); !errors.Is(err, s.err) {
		t.Errorf("an unknown link answers %v", err)
	}
}

func TestTheMemoryOfLinksIsBounded(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	s := &shelf{links: map[string]link.Link{}}
	for i := range 10_001 {
		k := fmt.Sprint(i)
		s.links[k] = link.Link{Key: k, Status: link.Active}
	}
	r := link.NewResolver(s, now)
	for range 2 {
		for i := range 10_001 {
			if _, err := r.Resolve(t.Context(), "", fmt.Sprint(i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if s.reads <= 10_001 || s.reads > 10_100 {
		t.Errorf("%d reads for 10,001 links asked twice: the memory should hold 10,000 of them", s.reads)
	}
}

func TestAProgramsOwnDomainLeadsToItsLinksOnly(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	const shoes, wines = id.Program("prg_shoes"), id.Program("prg_wines")
	s := &shelf{
		hosts: map[string]id.Program{"go.shoes.example": shoes},
		links: map[string]link.Link{
			"anna": {Key: "anna", Program: shoes, Status: link.Active}, "ben": {Key: "ben", Program: wines, Status: link.Active},
			"go.shoes.example/spring": {Key: "spring", Host: "go.shoes.example", Program: shoes, Status: link.Active},
		},
		old: map[string]link.Link{
			"go.shoes.example/oldie": {Key: "anna", Program: shoes, Status: link.Active}, "/golden": {Key: "ben", Program: wines, Status: link.Active},
			"/silver": {Key: "anna", Program: shoes, Status: link.Active},
		},
	}
	r := link.NewResolver(s, now)
	for _, c := range []struct {
		name, host, key string
		found           bool
	}{
		{"its own link", "go.shoes.example", "spring", true},
		{"a link of the program that was made before", "go.shoes.example", "anna", true},
		{"another program's link", "go.shoes.example", "ben", false},
		{"its old token", "go.shoes.example", "oldie", true},
		{"another program's old token", "go.shoes.example", "golden", false},
		{"its old token that was imported before it had the domain", "go.shoes.example", "silver", true},
		{"the instance's link", "portal.example", "ben", true},
		{"the domain's link elsewhere", "portal.example", "spring", false},
		{"the instance's old token there", "portal.example", "golden", true},
		{"the domain's old token elsewhere", "portal.example", "oldie", false},
	} {
		_, err := r.Resolve(t.Context(), c.host, c.key)
		if (err == nil) != c.found || err != nil && !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestALandingPagesParameterNamesALinkOfItsProgram(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	const shoes = id.Program("prg_shoes")
	s := &shelf{
		links: map[string]link.Link{
			"anna": {Key: "anna", Program: shoes, Status: link.Active}, "ben": {Key: "ben", Program: "prg_wines", Status: link.Active},
			"off": {Key: "off", Program: shoes, Status: link.Inactive},
		},
		old: map[string]link.Link{"prg_shoes/rewardful-7": {Key: "anna", Program: shoes, Status: link.Active}},
	}
	r := link.NewResolver(s, now)
	for token, found := range map[string]bool{
		" Rewardful-7 ": true, "ANNA": true, "ben": false, "off": false, "": false, strings.Repeat("x", 101): false,
	} {
		l, err := r.ByToken(t.Context(), shoes, token)
		if (err == nil) != found || found && l.Key != "anna" || err != nil && !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v %v", token, l.Key, err)
		}
	}
}

func TestAHostThatIsNoneIsNotAskedFor(t *testing.T) {
	t.Parallel()
	s := &shelf{links: map[string]link.Link{"anna": {Key: "anna", Status: link.Active}}}
	r := link.NewResolver(s, clock.At(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
	for range 2 {
		if _, err := r.Resolve(t.Context(), strings.Repeat("a", 4_000), "anna"); err != nil || s.reads != 1 {
			t.Errorf("%v after %d reads", err, s.reads)
		}
	}
}

func TestALinkEndsWhenItSays(t *testing.T) {
	t.Parallel()
	now := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	s := &shelf{links: map[string]link.Link{"sale": {Key: "sale", Status: link.Active, ExpiresAt: now.Now().Add(30 * time.Second)}}}
	r := link.NewResolver(s, now)
	if _, err := r.Resolve(t.Context(), "", "sale"); err != nil {
		t.Fatal(err)
	}
	now.Advance(30 * time.Second)
	if _, err := r.Resolve(t.Context(), "", "sale"); !fault.Is(err, fault.NotFound) {
		t.Errorf("after its end: %v", err)
	}
}
