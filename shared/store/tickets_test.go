package store_test

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestTicketsOfAProgramAndOfAPartner(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	s := store.Tickets{T: memory.New(c)}
	d := ticket.Desk{Store: s, Clock: c, Entropy: rand.Reader}
	first, err := d.Ask(t.Context(), "prg_1", "ptr_1", "usr_1", "First", "Hello")
	if err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Minute)
	second, err := d.Ask(t.Context(), "prg_1", "ptr_2", "usr_2", "Second", "Hello")
	if err != nil {
		t.Fatal(err)
	}
	answered, err := d.Reply(t.Context(), first, "usr_boss", true, "Good day")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reply(t.Context(), first, "usr_1", false, "Meanwhile"); fault.CodeOf(err) != "ticket.changed" {
		t.Errorf("an older version was overwritten: %v", err)
	}
	all, err := s.OfProgram(t.Context(), "prg_1", ticket.Filter{}, page.Request{})
	if d := cmp.Diff([]ticket.Ticket{second, answered}, all.Data); err != nil || d != "" {
		t.Error(err, d)
	}
	own, err := s.OfPartner(t.Context(), "prg_1", "ptr_1", ticket.Filter{}, page.Request{})
	if d := cmp.Diff([]ticket.Ticket{answered}, own.Data); err != nil || d != "" {
		t.Error(err, d)
	}
	if _, err := s.Load(t.Context(), "prg_2", first.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another program's: %v", err)
	}
}
