// Package budget_test counts what operations cost: calls, request units, round
// trips and allocations, with the real handlers on a metered table. It measures
// no time.
package budget_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/stage"
)

// open sets up a stage with two partners, its meter at zero.
func open(t *testing.T, options ...stage.Option) (s *stage.Stage, maya, noah stage.Partner) {
	t.Helper()
	s, err := stage.Open(t.Context(), options...)
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]*stage.Partner{"maya": &maya, "noah": &noah} {
		if *p, err = s.Join(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Meter.Reset()
	s.Lines.Drain()
	return s, maya, noah
}

// costs does f and returns what it cost.
func costs(s *stage.Stage, f func()) tabletest.Usage {
	s.Meter.Reset()
	f()
	u := s.Meter.Snapshot()
	s.Meter.Reset()
	return u
}

// exactly holds a usage against the expected one.
func exactly(t *testing.T, want, got tabletest.Usage) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("it costs (-want +got):\n%s", diff)
	}
}

func click(t *testing.T, s *stage.Stage, p stage.Partner) string {
	t.Helper()
	c, err := s.Click(t.Context(), p.Link, "sub1=mail")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tell sends a postback whose answer must hold the text.
func tell(t *testing.T, s *stage.Stage, parameters, want string) {
	t.Helper()
	if w := s.Post(t.Context(), parameters); !strings.Contains(w.Body.String(), want) {
		t.Fatalf("%s is answered with %d %s, want %s", parameters, w.Code, w.Body, want)
	}
}
