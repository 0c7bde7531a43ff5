package surface_test

import (
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) tickets() ticket.Desk {
	return ticket.Desk{Store: store.Tickets{T: w.table}, Clock: w.clock, Entropy: rand.Reader}
}

// asked has somebody ask the program.
func (w *world) asked(o *someone, s *side) {
	w.t.Helper()
	t, err := w.tickets().Ask(w.ctx, s.ID, o.partner, o.user, "Where is my payout?", "It is late.")
	w.must(err)
	o.ticket = t.ID
}

// TestAQuestionAndItsAnswer: a ticket with a number and a state, seen by who
// asked, by the admins and by the program, and by no colleague (F16).
func TestAQuestionAndItsAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	kim := w.user("kim", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	w.clock.Advance(time.Minute)
	one := w.do(kim, http.MethodPost, mine+"/tickets", `{"subject":"May I bid on the name?","text":"On search engines."}`, http.StatusCreated)
	one.is("status", "open")
	path := mine + "/tickets/" + one.at("id").String()
	if n := w.do(kim, http.MethodGet, mine+"/tickets", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("a user sees %d questions", n)
	}
	if n := w.do(w.maya.user, http.MethodGet, mine+"/tickets", "", http.StatusOK).size("data"); n != 2 {
		t.Errorf("an admin sees %d questions", n)
	}
	w.do(kim, http.MethodGet, mine+"/tickets/{ticket}", "", http.StatusNotFound)
	w.do(w.maya.user, http.MethodGet, path, "", http.StatusOK).is("messages.0.from", "colleague")

	its := "/tickets/" + one.at("id").String()
	w.manage(http.MethodGet, "/tickets?status=open", "", http.StatusOK).is("data.0.number", one.at("number").String())
	got := w.manage(http.MethodPost, its+"/messages", `{"text":"No."}`, http.StatusOK)
	got.is("status", "answered")
	got.is("messages.1.staff", "true")
	got = w.do(kim, http.MethodGet, path, "", http.StatusOK)
	got.is("messages.0.from", "you")
	got.is("messages.1.from", "program")
	w.manage(http.MethodPost, its+"/close", "", http.StatusOK).is("status", "closed")
	w.do(kim, http.MethodPost, path+"/messages", `{"text":"Why?"}`, http.StatusOK).is("status", "open")
	w.do(kim, http.MethodPost, path+"/messages", `{"text":" "}`, http.StatusUnprocessableEntity)
}
