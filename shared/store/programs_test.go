package store_test

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func newDesk(t *testing.T) (program.Desk, *memory.Table, *clock.Manual) {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	tab := memory.New(c)
	return program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}, tab, c
}

func TestProgramsAreKeptFoundAndChanged(t *testing.T) {
	t.Parallel()
	d, tab, c := newDesk(t)
	ctx := audit.With(context.Background(), audit.Stamp{Actor: "usr_1", Request: "req_1"})
	p := program.New("acme", "Acme", "https://acme.example", "EUR")
	p.AllowedHosts = []string{"shop.acme.example"}
	p, err := d.Create(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Create(ctx, program.New("acme", "Other", "https://other.example", "USD")); !fault.Is(err, fault.Conflict) {
		t.Errorf("a taken slug: %v", err)
	}
	got, err := d.Find(ctx, program.Name{Slug: "acme"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p, got); diff != "" {
		t.Error(diff)
	}
	if _, err := d.Find(ctx, program.Name{Host: "partners.acme.example"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unbound host: %v", err)
	}
	if err := d.Bind(ctx, "partners.acme.example", p.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Find(ctx, program.Name{Host: "partners.acme.example"}); err != nil || got.ID != p.ID {
		t.Errorf("%v %v", got.ID, err)
	}
	c.Advance(time.Minute)
	p, err = d.Change(ctx, p.ID, 1, func(p *program.Program) { p.Name, p.Slug, p.Status = "Acme 2", "stolen", program.Closed })
	if err != nil || p.Name != "Acme 2" || p.Slug != "acme" || p.Status != program.Draft || p.Version != 2 {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := d.Change(ctx, p.ID, 1, func(*program.Program) {}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	if p, err = d.Publish(ctx, p.ID); err != nil || p.Status != program.Live {
		t.Fatal(p.Status, err)
	}
	if _, err := d.Change(ctx, p.ID, 0, func(p *program.Program) { p.Zone = "Europe/Berlin" }); !fault.Is(err, fault.Conflict) {
		t.Errorf("the zone of a live program: %v", err)
	}
	all, err := d.Store.All(ctx)
	if err != nil || !cmp.Equal(all, []id.Program{p.ID}) {
		t.Errorf("%v %v", all, err)
	}
	log, err := store.Audit{T: tab}.OfResource(ctx, string(p.ID), page.Request{})
	if err != nil || len(log.Data) != 4 {
		t.Fatalf("%d acts logged, want create, bind, change, publish: %v", len(log.Data), err)
	}
	for _, e := range log.Data {
		if e.Actor != "usr_1" || e.Request != "req_1" || e.After == "" {
			t.Errorf("%+v", e)
		}
	}
	day, err := store.Audit{T: tab}.OfProgram(ctx, p.ID, "2026-11-21", page.Request{})
	if err != nil || len(day.Data) != 4 || day.Data[0].Actor != "usr_1" {
		t.Errorf("%+v %v", day.Data, err)
	}
}

func TestAPostbackSecretWorksUntilItsOverlapEnds(t *testing.T) {
	t.Parallel()
	d, tab, c := newDesk(t)
	ctx := context.Background()
	p, err := d.Create(ctx, program.New("acme", "Acme", "https://acme.example", "EUR"))
	if err != nil {
		t.Fatal(err)
	}
	s := program.Secrets{Store: store.ProgramSecrets{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	first, err := s.Rotate(ctx, p.ID, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Rotate(ctx, p.ID, time.Hour)
	if err != nil || first == second {
		t.Fatal(first == second, err)
	}
	current, err := s.Current(ctx, p.ID)
	if err != nil || !strings.HasPrefix(second, current.Hint) || len(current.Hint) > 10 {
		t.Errorf("hint %q %v", current.Hint, err)
	}
	works := func(raw string) bool {
		got, err := s.Program(ctx, raw)
		if err != nil && !fault.Is(err, fault.Unauthenticated) {
			t.Fatal(err)
		}
		return err == nil && got == p.ID
	}
	if !works(first) || !works(second) || works(second+"x") || works("") || works("pbs_") {
		t.Error("in the overlap both work, and nothing else")
	}
	c.Advance(time.Hour - time.Millisecond)
	if !works(first) {
		t.Error("the old one ended early")
	}
	c.Advance(time.Millisecond)
	if works(first) || !works(second) {
		t.Error("after the overlap only the new one works")
	}
}

func TestTheInstanceMakesASecretOnce(t *testing.T) {
	t.Parallel()
	_, tab, _ := newDesk(t)
	s := store.InstanceSecrets{T: tab, Entropy: rand.Reader}
	a, err := s.Secret(context.Background(), "cursor")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := s.Secret(context.Background(), "cursor")
	other, _ := s.Secret(context.Background(), "address")
	if len(a) != 32 || !cmp.Equal(a, b) || cmp.Equal(a, other) {
		t.Error("a name's secret must stay the same, and differ from others'")
	}
}
