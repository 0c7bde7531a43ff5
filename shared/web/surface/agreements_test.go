package surface_test

import (
	"crypto/rand"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) agreements() agreement.Desk {
	kept := store.Agreements{T: w.table, Clock: w.clock}
	return agreement.Desk{Store: kept, Signatures: kept, Clock: w.clock, Entropy: rand.Reader}
}

// agree gives a program an agreement that its partners have signed, with the
// draft of a second version, and withdraws it.
func (w *world) agree(s *side, partners ...*someone) {
	w.t.Helper()
	d := w.agreements()
	made, err := d.Create(w.ctx, s.ID, agreement.Words{Title: "Terms", Text: "One."}, nil, s.boss)
	w.must(err)
	s.agreement = made.ID
	first := agreement.HashOf("Terms", "One.")
	_, err = d.Publish(w.ctx, s.ID, made.ID, first, "Bea Boss", s.boss)
	w.must(err)
	for _, o := range partners {
		by := agreement.Signer{Program: s.ID, Partner: o.partner, User: o.user, Admin: true, Email: "someone@example.com"}
		g, err := d.Sign(w.ctx, by, agreement.Act{Agreement: made.ID, Number: 1, Hash: first, Name: o.name, Consent: true})
		w.must(err)
		o.signature = g.ID
	}
	_, err = d.Write(w.ctx, s.ID, made.ID, agreement.Words{Title: "Terms", Text: "Two."}, s.boss)
	w.must(err)
	_, err = d.Withdraw(w.ctx, s.ID, made.ID)
	w.must(err)
}

// due puts the second version of Acme's agreement into force.
func (w *world) due() {
	_, err := w.agreements().Publish(w.ctx, w.acme.ID, w.acme.agreement, agreement.HashOf("Terms", "Two."), "Bea Boss", w.acme.boss)
	w.must(err)
}

func (w *world) signs(u id.User, status int) answer {
	w.t.Helper()
	s := samples()["sign-agreement"]
	return w.do(u, http.MethodPost, fill(mine+"/agreements/{agreement}/sign", w.acme, w.maya.partner, w.maya), s.body, status)
}

func TestWhoHasNotSignedReachesNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.maya.user, http.MethodGet, mine+"/commissions", "", http.StatusOK)
	w.due()
	open := map[string]bool{"list-agreements": true, "sign-agreement": true, "get-agreement-text": true, "print-signature": true}
	for _, r := range partnerRoutes() {
		if !strings.Contains(r.Path, "{program}") {
			continue
		}
		s := samples()[r.ID]
		got := w.call(w.maya.user, r.Method, fill(r.Path+s.query, w.acme, w.maya.partner, w.maya), fill(s.body, w.acme, w.maya.partner, w.maya))
		if gated := strings.Contains(got.Body.String(), `"agreement.required"`); gated == open[r.ID] {
			t.Errorf("%s %s: %d %s", r.Method, r.Path, got.Code, got.Body)
		}
		if open[r.ID] && r.Method == http.MethodPost { // signed: ask again
			_, err := w.agreements().Write(w.ctx, w.acme.ID, w.acme.agreement, agreement.Words{Title: "Terms", Text: "Again."}, w.acme.boss)
			w.must(err)
			_, err = w.agreements().Publish(w.ctx, w.acme.ID, w.acme.agreement, agreement.HashOf("Terms", "Again."), "Bea Boss", w.acme.boss)
			w.must(err)
		}
	}
	across := w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/programs", "", http.StatusOK)
	if across.size("data") != 0 {
		t.Error("the figures of the program stand among all programs'")
	}
	w.sell(w.acme, w.maya, "M-77", 1_000) // earnings go on
}

func TestSigningOpensTheProgramAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.due()
	due := w.do(w.maya.user, http.MethodGet, mine+"/agreements", "", http.StatusOK)
	due.is("due.0.text", "Two.")
	due.is("due.0.again", "true")
	w.signs(w.maya.user, http.StatusCreated).is("name", "Maya Kovač")
	w.signs(w.maya.user, http.StatusConflict)
	w.do(w.maya.user, http.MethodGet, mine+"/commissions", "", http.StatusOK)
	w.do(w.maya.colleague, http.MethodGet, mine+"/commissions", "", http.StatusForbidden) // everybody signs
}

func TestAnAdminSignsForTheWholeOrganisation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.user("member", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	d, words := w.agreements(), agreement.Words{Title: "Terms", Text: "Two.", Signers: agreement.Organisation}
	_, err := d.Write(w.ctx, w.acme.ID, w.acme.agreement, words, w.acme.boss)
	w.must(err)
	w.due()
	w.do(member, http.MethodGet, mine+"/agreements", "", http.StatusOK).is("due.0.may_sign", "false")
	w.signs(member, http.StatusForbidden)
	w.signs(w.maya.user, http.StatusCreated)
	w.do(member, http.MethodGet, mine+"/commissions", "", http.StatusOK)
	w.do(w.maya.colleague, http.MethodGet, mine+"/commissions", "", http.StatusOK)
}

func TestAManagerSeesWhoHasSigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := fill("/api/m/{program}/agreements/{agreement}", w.acme, "", w.maya)
	got := w.do(w.acme.boss, http.MethodGet, path+"/partners", "", http.StatusOK)
	for _, at := range []string{"data.0.", "data.1."} {
		got.is(at+"signatures", "1")
	}
	all := w.do(w.acme.boss, http.MethodGet, path+"/signatures", "", http.StatusOK)
	all.is("data.0.number", "1")
	if n := all.size("data"); n != 2 {
		t.Errorf("%d signatures", n)
	}
}
