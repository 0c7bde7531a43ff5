package main

import (
	"net/http"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/test/stage"
)

func TestABoundDomainServesItsProgramsLinksOnly(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	maya, err := s.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	wines, err := s.NewProgram(t.Context(), "wines")
	if err != nil {
		t.Fatal(err)
	}
	otto, err := s.JoinTo(t.Context(), wines, "otto")
	if err != nil {
		t.Fatal(err)
	}
	if err := bind(t.Context(), s.Backends, "go.acme.test", s.Program.Slug); err != nil {
		t.Fatal(err)
	}
	if err := bind(t.Context(), s.Backends, "go.acme.test", "nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("to no program: %v", err)
	}
	if err := bind(t.Context(), s.Backends, "not a host", s.Program.Slug); !fault.Is(err, fault.Invalid) {
		t.Errorf("no host: %v", err)
	}
	for _, c := range []struct {
		name, host string
		who        stage.Partner
		want       int
	}{
		{"its own link", "go.acme.test", maya, http.StatusFound},
		{"another program's", "go.acme.test", otto, http.StatusNotFound},
		{"another program's at the instance's host", "go.test", otto, http.StatusFound},
	} {
		r := stage.Visit(c.who.Link, "")
		r.Host = c.host
		if a := s.Redirect.Handle(t.Context(), r); a.Status != c.want {
			t.Errorf("%s answers %d", c.name, a.Status)
		}
	}
	show := func(p *program.Program) { p.TrackingHost = "go.acme.test" }
	if _, err := s.Programs().Change(t.Context(), s.Program.ID, 0, show); err != nil {
		t.Error(err)
	}
	if _, err := s.Programs().Change(t.Context(), wines.ID, 0, show); !fault.Is(err, fault.Invalid) {
		t.Errorf("another program shows its links there: %v", err)
	}
}
