package ticket_test

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// kept is a store of one ticket that remembers what was told.
type kept struct {
	ticket ticket.Ticket
	told   []event.Type
}

func (k *kept) Save(_ context.Context, t ticket.Ticket, e *event.Event) error {
	k.ticket = t
	if e != nil {
		k.told = append(k.told, e.Type)
	}
	return nil
}

func (k *kept) Load(context.Context, id.Program, id.Ticket) (ticket.Ticket, error) {
	return k.ticket, nil
}

func (k *kept) OfProgram(context.Context, id.Program, ticket.Filter, page.Request) (page.Of[ticket.Ticket], error) {
	return page.Of[ticket.Ticket]{}, nil
}

func (k *kept) OfPartner(context.Context, id.Program, id.Partner, ticket.Filter, page.Request) (page.Of[ticket.Ticket], error) {
	return page.Of[ticket.Ticket]{}, nil
}

func TestATicketWaitsForOneSideAtATime(t *testing.T) {
	t.Parallel()
	s := &kept{}
	d := ticket.Desk{Store: s, Clock: clock.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)), Entropy: rand.Reader}
	x, err := d.Ask(t.Context(), "prg_1", "ptr_1", "usr_maya", " Where is my payout? ", "It is late.\nPlease look.")
	if err != nil || x.Status != ticket.Open || x.Subject != "Where is my payout?" || len(x.Number()) != 10 || !strings.HasPrefix(x.Number(), "T-") {
		t.Fatalf("%+v %v", x, err)
	}
	if x, err = d.Reply(t.Context(), x, "usr_boss", true, "On its way."); err != nil || x.Status != ticket.Answered {
		t.Fatalf("%+v %v", x, err)
	}
	if x, err = d.Close(t.Context(), x); err != nil || x.Status != ticket.Closed {
		t.Fatalf("%+v %v", x, err)
	}
	if x, err = d.Reply(t.Context(), x, "usr_maya", false, "Not yet here."); err != nil || x.Status != ticket.Open || x.Version != 4 || len(x.Messages) != 3 {
		t.Fatalf("%+v %v", x, err)
	}
	if got, want := s.told, []event.Type{event.TicketAsked, event.TicketAnswered, event.TicketAsked}; len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("told %v, want %v", got, want)
	}
}

func TestWhatCannotBeAsked(t *testing.T) {
	t.Parallel()
	d := ticket.Desk{Store: &kept{}, Clock: clock.At(time.Unix(0, 0)), Entropy: rand.Reader}
	for name, tc := range map[string]struct{ subject, text string }{
		"no subject":             {" ", "x"},
		"a subject of two lines": {"a\nb", "x"},
		"a long subject":         {strings.Repeat("ä", ticket.MaxSubject+1), "x"},
		"no text":                {"x", "\n"},
		"a long text":            {"x", strings.Repeat("ä", ticket.MaxText+1)},
		"a bell":                 {"x", "a\ab"},
	} {
		if _, err := d.Ask(t.Context(), "prg_1", "ptr_1", "usr_1", tc.subject, tc.text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	full := ticket.Ticket{ID: "tkt_1", Messages: make([]ticket.Message, ticket.MaxMessages)}
	if _, err := d.Reply(t.Context(), full, "usr_1", false, "x"); fault.CodeOf(err) != "ticket.full" {
		t.Error(err)
	}
}

func TestAColleaguesTicketIsNotFound(t *testing.T) {
	t.Parallel()
	d := ticket.Desk{Store: &kept{ticket: ticket.Ticket{ID: "tkt_1", Partner: "ptr_1", By: "usr_maya"}}}
	for name, tc := range map[string]struct {
		partner id.Partner
		asker   id.User
		found   bool
	}{
		"a manager":               {"", "", true},
		"an admin of the partner": {"ptr_1", "", true},
		"who asked":               {"ptr_1", "usr_maya", true},
		"a colleague":             {"ptr_1", "usr_kim", false},
		"another partner":         {"ptr_2", "", false},
	} {
		_, err := d.Find(t.Context(), "prg_1", "tkt_1", tc.partner, tc.asker)
		if found := err == nil; found != tc.found || !found && !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
