package lead_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

func TestALeadIsReviewedByTheOtherSideAndEndsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	l := w.named(maya, "ada@fernhill.io")
	if _, err := w.desk.Decide(t.Context(), w.prog, l, by, true, ""); fault.CodeOf(err) != "lead.state" {
		t.Errorf("who named a lead has approved it: %v", err)
	}
	if _, err := w.desk.Win(t.Context(), w.prog, l, staff, 100); fault.CodeOf(err) != "lead.state" {
		t.Errorf("won in review: %v", err)
	}
	if _, err := w.desk.Decide(t.Context(), w.prog, l, staff, false, " "); !fault.Is(err, fault.Invalid) {
		t.Errorf("rejected without a reason: %v", err)
	}
	approved, err := w.desk.Decide(t.Context(), w.prog, l, staff, true, "")
	w.must(err)
	if _, err := w.desk.Edit(t.Context(), w.place(maya), approved, by, 0, lead.Draft{Name: "B", Email: "b@b.io"}); fault.CodeOf(err) != "lead.state" {
		t.Errorf("changed after the review: %v", err)
	}
	if err := w.desk.Delete(t.Context(), w.prog, approved, by); fault.CodeOf(err) != "lead.state" {
		t.Errorf("taken back after the review: %v", err)
	}
	won, err := w.desk.Win(t.Context(), w.prog, approved, staff, 25_000)
	w.must(err)
	if _, err := w.desk.Win(t.Context(), w.prog, approved, staff, 30_000); fault.CodeOf(err) != "lead.changed" {
		t.Errorf("won again from an older version: %v", err)
	}
	if _, err := w.desk.Lose(t.Context(), w.prog, won, staff, ""); fault.CodeOf(err) != "lead.state" {
		t.Errorf("lost after it was won: %v", err)
	}
	kept, err := w.desk.Find(t.Context(), "prg_1", l.ID, maya)
	acts := []lead.Act{}
	for _, s := range kept.Steps {
		acts = append(acts, s.Act)
	}
	if d := cmp.Diff([]lead.Act{lead.Submitted, lead.Accepted, lead.MarkedWon}, acts); err != nil || d != "" || kept.Minor != 25_000 || kept.Version != 3 {
		t.Errorf("%v %+v %s", err, kept, d)
	}
	if _, err := w.desk.Find(t.Context(), "prg_1", l.ID, noah); !fault.Is(err, fault.NotFound) {
		t.Errorf("another partner finds it: %v", err)
	}
}

func TestALeadIsNotWonWhileNothingIsEarned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	l, err := w.desk.Decide(t.Context(), w.prog, w.named(maya, "ada@fernhill.io"), staff, true, "")
	w.must(err)
	w.prog.Status = program.Paused
	if _, err := w.desk.Win(t.Context(), w.prog, l, staff, 100); fault.CodeOf(err) != "lead.program_not_live" {
		t.Error(err)
	}
}

func TestAnAddressIsOneLeadOfAPartnerWhileItIsOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.named(maya, "ada@fernhill.io")
	if err := w.submit(maya, lead.Draft{Name: "Ada", Email: " ADA@fernhill.io "}); fault.CodeOf(err) != "lead.duplicate" {
		t.Errorf("a second one of the same partner's: %v", err)
	}
	other := w.named(noah, "ada@fernhill.io")
	same, err := w.desk.Store.Same(t.Context(), "prg_1", first.Identities())
	if d := cmp.Diff([]lead.Ref{{Lead: first.ID, Partner: maya}, {Lead: other.ID, Partner: noah}}, same); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
	_, err = w.desk.Decide(t.Context(), w.prog, first, staff, false, "A customer already.")
	w.must(err)
	again := w.named(maya, "ada@fernhill.io")
	w.must(w.desk.Delete(t.Context(), w.prog, again, by))
	third := w.named(maya, "ada@fernhill.io")
	second := w.named(maya, "bo@fernhill.io")
	if _, err := w.desk.Edit(t.Context(), w.place(maya), second, by, 0, lead.Draft{Name: "Bo", Email: "ada@fernhill.io"}); fault.CodeOf(err) != "lead.duplicate" {
		t.Errorf("edited into the same address: %v", err)
	}
	moved, err := w.desk.Edit(t.Context(), w.place(maya), third, by, third.Version, lead.Draft{Name: "Ada", Email: "ada@new.io"})
	w.must(err)
	if _, err := w.desk.Edit(t.Context(), w.place(maya), moved, by, third.Version, lead.Draft{Name: "Ada", Email: "x@new.io"}); fault.CodeOf(err) != "lead.changed" {
		t.Errorf("edited from an older version: %v", err)
	}
	w.named(maya, "ada@fernhill.io")
}

func TestAReferralLeadIsTakenOrDeclinedByThePartner(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form(lead.Field{Key: "must", Label: "Must", Type: lead.Input, Required: true})
	l, err := w.desk.Submit(t.Context(), w.place(maya), staff, lead.Draft{Name: "Ida", Email: "ida@fernhill.io"})
	w.must(err)
	if _, err := w.desk.Decide(t.Context(), w.prog, l, staff, true, ""); fault.CodeOf(err) != "lead.state" {
		t.Errorf("who sent it has taken it: %v", err)
	}
	taken, err := w.desk.Decide(t.Context(), w.prog, l, by, true, "")
	if err != nil || taken.Status != lead.Approved || taken.Source != lead.FromProgram {
		t.Fatalf("%+v %v", taken, err)
	}
	own := lead.Query{Program: "prg_1", Partner: maya}
	sent := own
	sent.Sent = true
	for name, tc := range map[string]struct {
		q    lead.Query
		want int
	}{"named by the partner": {own, 0}, "passed on": {sent, 1}} {
		got, err := w.desk.Store.List(t.Context(), tc.q, page.Request{})
		if err != nil || len(got.Data) != tc.want {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
}

func TestLeadsAreSearchedAndFiltered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, n := range []string{"ada@fernhill.io", "bo@acme.example", "cy@fernhill.io"} {
		w.named(maya, n)
	}
	x := w.named(noah, "ada@fernhill.io")
	_, err := w.desk.Decide(t.Context(), w.prog, x, staff, true, "")
	w.must(err)
	for name, tc := range map[string]struct {
		q    lead.Query
		want []string
	}{
		"all, newest first": {lead.Query{}, []string{"ada@fernhill.io", "cy@fernhill.io", "bo@acme.example", "ada@fernhill.io"}},
		"a partner's":       {lead.Query{Partner: maya, Search: "FERN"}, []string{"cy@fernhill.io", "ada@fernhill.io"}},
		"of a state":        {lead.Query{Status: lead.Approved}, []string{"ada@fernhill.io"}},
		"by its id":         {lead.Query{Search: string(x.ID)}, []string{"ada@fernhill.io"}},
		"none":              {lead.Query{Search: "nobody"}, []string{}},
	} {
		tc.q.Program = "prg_1"
		got, err := w.desk.Store.List(t.Context(), tc.q, page.Request{Limit: 4})
		found := []string{}
		for _, r := range got.Data {
			found = append(found, r.Email)
		}
		if d := cmp.Diff(tc.want, found); err != nil || d != "" {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
	first, err := w.desk.Store.List(t.Context(), lead.Query{Program: "prg_1", Partner: maya}, page.Request{Limit: 2})
	w.must(err)
	rest, err := w.desk.Store.List(t.Context(), lead.Query{Program: "prg_1", Partner: maya}, page.Request{Limit: 2, Cursor: first.Next})
	if err != nil || len(first.Data) != 2 || len(rest.Data) != 1 || rest.Next != "" {
		t.Errorf("%v %+v %+v", err, first, rest)
	}
}

func TestASignupBecomesALeadAndItsFirstSaleWinsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	known := []customer.Identity{{Kind: customer.External, Value: "c-9"}, {Kind: customer.Email, Value: customer.HashEmail("ada@fernhill.io")}}
	a := lead.Arrival{Partner: maya, Conversion: "cnv_1", Known: known, Masked: "a•••@fernhill.io", At: w.clock.Now()}
	w.must(w.desk.SignedUp(t.Context(), w.prog, a))
	if got := w.all(); len(got) != 0 {
		t.Fatalf("a lead that nobody asked for: %+v", got)
	}
	w.form()
	w.must(w.desk.SignedUp(t.Context(), w.prog, a))
	w.must(w.desk.SignedUp(t.Context(), w.prog, a))
	got := w.all()
	if len(got) != 1 || got[0].Source != lead.FromLink || got[0].Status != lead.Approved || got[0].Name != "a•••@fernhill.io" {
		t.Fatalf("%+v", got)
	}
	sale := lead.Arrival{Partner: noah, Conversion: "cnv_2", Known: known[:1], Minor: 5_000}
	w.must(w.desk.Bought(t.Context(), w.prog, sale))
	if w.all()[0].Status != lead.Approved {
		t.Error("another partner's sale has won it")
	}
	sale.Partner = maya
	w.must(w.desk.Bought(t.Context(), w.prog, sale))
	sale.Minor = 7_000
	w.must(w.desk.Bought(t.Context(), w.prog, sale))
	if got := w.all()[0]; got.Status != lead.Won || got.Minor != 5_000 {
		t.Errorf("%+v", got)
	}
}

// all lists the rows of the program's leads.
func (w *world) all() []lead.Row {
	w.t.Helper()
	got, err := w.desk.Store.List(w.t.Context(), lead.Query{Program: "prg_1", All: true}, page.Request{})
	w.must(err)
	return got.Data
}
