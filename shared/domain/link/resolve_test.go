package link_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// shelf is a Store that knows links by key and counts its reads.
type shelf struct {
	link.Store
	links map[string]link.Link
	err   error
	reads int
}

func (s *shelf) ByKey(_ context.Context, _, key string) (link.Link, error) {
	s.reads++
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
		{"an unknown key is not found", 0, "none", fault.NotFound, 4},
		{"and is remembered", 29 * time.Second, "none", fault.NotFound, 4},
		{"for half a minute", time.Second, "none", fault.NotFound, 5},
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
