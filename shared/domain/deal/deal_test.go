package deal_test

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	maya = id.Partner("ptr_maya")
	noah = id.Partner("ptr_noah")
)

var (
	by    = deal.Hand{User: "usr_maya"}
	staff = deal.Hand{User: "usr_boss", Staff: true}
)

// world is one live program on a memory table.
type world struct {
	t     *testing.T
	clock *clock.Manual
	desk  deal.Desk
	prog  program.Program
}

func newWorld(t *testing.T) *world {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
	deals := store.Deals{T: memory.New(c), Clock: c}
	return &world{t, c, deal.Desk{Store: deals, Plans: deals, Clock: c, Entropy: rand.Reader}, program.Program{ID: "prg_1", Status: program.Live, Currency: "EUR"}}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// registered is a deal about a company that waits for review.
func (w *world) registered(o id.Partner, company, website string) deal.Deal {
	w.t.Helper()
	w.clock.Advance(time.Second)
	d, err := w.desk.Register(w.t.Context(), w.prog, o, by, deal.Draft{Name: "200 pairs", Company: company, Website: website, Minor: 900_000})
	w.must(err)
	return d
}

func (w *world) accepted(o id.Partner, company string) deal.Deal {
	w.t.Helper()
	d, err := w.desk.Accept(w.t.Context(), w.registered(o, company, ""), staff, 30)
	w.must(err)
	return d
}

func TestAnAcceptedDealKeepsItsCustomerUntilItEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.accepted(maya, "Fernhill Ltd.")
	second := w.registered(noah, "fernhill  LTD", "")
	if _, err := w.desk.Accept(t.Context(), second, staff, 0); fault.CodeOf(err) != "deal.conflict" {
		t.Fatalf("two deals keep one customer: %v", err)
	}
	rivals, err := w.desk.Store.Rivals(t.Context(), second)
	if d := cmp.Diff([]deal.Ref{{Deal: first.ID, Partner: maya, Holds: true}}, rivals); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
	lost, err := w.desk.Lose(t.Context(), first, by, "No budget.")
	w.must(err)
	if _, err := w.desk.Lose(t.Context(), lost, by, ""); fault.CodeOf(err) != "deal.state" {
		t.Errorf("lost twice: %v", err)
	}
	if rivals, err := w.desk.Store.Rivals(t.Context(), second); err != nil || len(rivals) != 0 {
		t.Errorf("%v %+v", err, rivals)
	}
	_, err = w.desk.Accept(t.Context(), second, staff, 0)
	w.must(err)
}

func TestAnExpiredDealLosesItsCustomerToWhoComesFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := w.accepted(maya, "Fernhill"), w.registered(noah, "Fernhill", "")
	w.clock.Advance(30 * 24 * time.Hour)
	if at := first.At(w.clock.Now()); at != deal.Expired {
		t.Fatalf("after its day it is %s", at)
	}
	for name, err := range map[string]error{
		"moved":  second2(w.desk.Move(t.Context(), first, by, "proposal")),
		"closed": second2(w.desk.Close(t.Context(), first, by)),
	} {
		if fault.CodeOf(err) != "deal.expired" {
			t.Errorf("%s: %v", name, err)
		}
	}
	renewed, err := w.desk.Renew(t.Context(), first, staff, 10)
	if err != nil || renewed.At(w.clock.Now()) != deal.Open {
		t.Fatalf("%+v %v", renewed, err)
	}
	w.clock.Advance(11 * 24 * time.Hour)
	_, err = w.desk.Accept(t.Context(), second, staff, 5)
	w.must(err)
	if _, err := w.desk.Renew(t.Context(), renewed, staff, 10); fault.CodeOf(err) != "deal.conflict" {
		t.Errorf("renewed after another took the customer: %v", err)
	}
}

func second2(_ deal.Deal, err error) error { return err }

func TestADealThatIsSaidToBeWonKeepsItsCustomerWhileTheProgramLooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, err := w.desk.Close(t.Context(), w.accepted(maya, "Fernhill"), by)
	w.must(err)
	w.clock.Advance(300 * 24 * time.Hour)
	if _, err := w.desk.Accept(t.Context(), w.registered(noah, "Fernhill", ""), staff, 0); fault.CodeOf(err) != "deal.conflict" {
		t.Error(err)
	}
	if _, err := w.desk.Return(t.Context(), d, staff, ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("returned without a reason: %v", err)
	}
	won, err := w.desk.Confirm(t.Context(), w.prog, d, staff, 800_000)
	if err != nil || won.Status != deal.Won || won.Minor != 800_000 {
		t.Fatalf("%+v %v", won, err)
	}
	if _, err := w.desk.Confirm(t.Context(), w.prog, d, staff, 900_000); fault.CodeOf(err) != "deal.changed" {
		t.Errorf("won again from an older version: %v", err)
	}
}

func TestStagesThatAreTheProgramsAreItsToReach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.accepted(maya, "Fernhill")
	if _, err := w.desk.Move(t.Context(), d, by, "qualified"); fault.CodeOf(err) != "deal.state" {
		t.Errorf("a partner has qualified its own deal: %v", err)
	}
	if _, err := w.desk.Move(t.Context(), d, by, "nowhere"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	d, err := w.desk.Move(t.Context(), d, staff, "qualified")
	w.must(err)
	d, err = w.desk.Move(t.Context(), d, by, "proposal")
	if err != nil || d.Stage != "proposal" || d.Steps[len(d.Steps)-1].Stage != "Proposal" {
		t.Errorf("%+v %v", d, err)
	}
	if _, err := w.desk.Edit(t.Context(), d, by, 0, deal.Draft{Name: "x", Company: "Another"}); fault.CodeOf(err) != "deal.state" {
		t.Errorf("an accepted deal is about another customer now: %v", err)
	}
}

func TestAPlansStagesGetIdsThatStay(t *testing.T) {
	t.Parallel()
	p, err := deal.Plan{Days: 60, Stages: []deal.Stage{{Name: " First "}, {ID: "stage1", Name: "Second"}}}.Checked()
	if d := cmp.Diff([]deal.Stage{{ID: "stage2", Name: "First"}, {ID: "stage1", Name: "Second"}}, p.Stages); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
	for name, p := range map[string]deal.Plan{
		"no stage":       {Days: 1},
		"no days":        {Stages: []deal.Stage{{Name: "a"}}},
		"one name twice": {Days: 1, Stages: []deal.Stage{{Name: "a"}, {Name: "A"}}},
		"one id twice":   {Days: 1, Stages: []deal.Stage{{ID: "x", Name: "a"}, {ID: "x", Name: "b"}}},
		"no name":        {Days: 1, Stages: []deal.Stage{{Name: " "}}},
	} {
		if _, err := p.Checked(); fault.CodeOf(err) != "deal.plan_invalid" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatCannotBeRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, draft := range map[string]deal.Draft{
		"no name":               {Company: "Fernhill"},
		"no company":            {Name: "200 pairs"},
		"a website that is no":  {Name: "200 pairs", Company: "Fernhill", Website: "not a website"},
		"an address that is no": {Name: "200 pairs", Company: "Fernhill", Email: "ada"},
		"less than nothing":     {Name: "200 pairs", Company: "Fernhill", Minor: -1},
	} {
		if _, err := w.desk.Register(t.Context(), w.prog, maya, by, draft); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	a, b := w.registered(maya, "Fernhill", "https://www.Fernhill.io/about"), w.registered(noah, "Fernhill Global", "fernhill.io")
	if rivals, err := w.desk.Store.Rivals(t.Context(), a); err != nil || len(rivals) != 1 || rivals[0].Deal != b.ID || rivals[0].Holds {
		t.Errorf("%v %+v", err, rivals)
	}
	got, err := w.desk.Store.List(t.Context(), deal.Query{Program: "prg_1", Status: deal.Registered, Search: "global", Now: w.clock.Now()}, page.Request{})
	if err != nil || len(got.Data) != 1 || got.Data[0].ID != b.ID {
		t.Errorf("%v %+v", err, got)
	}
}
