package commission_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// TestWhatIsTakenBackInEachState holds amounts at every bound against the
// transcript that was reviewed; and giving again, and approving at once.
func TestWhatIsTakenBackInEachState(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, state := range states() {
		for _, minor := range []int64{-1, 0, 1, 699, 700, 701, 1000, 1001} {
			c := standing(state)
			b := newDesk().put(c).accounts[account]
			got, err := commission.TakeBack(c, b, minor, "rfd_1", "refund", now)
			fmt.Fprintf(&out, "%s less %d: %s %s %v\n", state, minor, lose(t, err), got.Kind, got.Moves)
			for _, ch := range got.Changes {
				fmt.Fprintf(&out, "  %s recorded %s paid %s\n", shown(ch), day(ch.After.RecordedAt), day(ch.After.PaidAt))
			}
			for _, d := range got.Changes {
				fmt.Fprintf(&out, "   %s\n", sortedText(commission.Delta(d)))
			}
			fmt.Fprintf(&out, "  about %d\n", commission.Concerned(got.Changes))
		}
		c := standing(state)
		c.Clawed = 400
		got, err := commission.TakeBack(c, newDesk().put(c).accounts[account], 700, "rfd_2", "refund", now)
		fmt.Fprintf(&out, "%s, some of it clawed back before: %s %v\n", state, lose(t, err), got.Moves)
		again, err := commission.Again(c, 250, "dsp_1", "dispute_won", now)
		fmt.Fprintf(&out, "%s given again: %s %s of %s recorded %s paid %s\n", state, lose(t, err), shown(commission.Change{After: again}), again.Basis.Of, day(again.RecordedAt), day(again.PaidAt))
		for _, network := range []bool{false, true} {
			n, moves, err := c.AtOnce(newDesk().put(c).accounts[account], network, now)
			fmt.Fprintf(&out, "%s at once, network %v: %s %s v%d %v\n", state, network, lose(t, err), n.Status, n.Version, moves)
		}
	}
	golden(t, "testdata/taken.golden", out.String())
}

func TestWhatIsHeldIsLetGo(t *testing.T) {
	t.Parallel()
	first, second, third := standing("held"), standing("held/due"), standing("pending")
	second.ID, third.ID = "com_2", "com_3"
	b := newDesk().put(first).put(second).put(third).accounts[account]
	o, err := commission.Let([]commission.Commission{third, first, second}, b, false, now)
	if err != nil || len(o.Changes) != 2 || o.Changes[0].After.ID != "com_2" || o.Changes[0].After.Status != commission.Available || o.Changes[1].After.Status != commission.Pending {
		t.Errorf("%+v, %v", o.Changes, err)
	}
	if len(o.Entries) != 1 || o.Entries[0].After.Available != 1000 || o.Entries[0].After.Pending != 2000 || o.Items() != 5 {
		t.Errorf("%+v, %d items", o.Entries, o.Items())
	}
	if o, err = commission.Let([]commission.Commission{first, third}, b, false, now); err != nil || len(o.Changes) != 1 || len(o.Entries) != 0 || o.Items() != 1 {
		t.Errorf("what moves no money: %+v, %v", o, err)
	}
	if o, err = commission.Let(nil, b, false, now); err != nil || o.Items() != 0 {
		t.Errorf("nothing: %+v, %v", o, err)
	}
}

func TestARowPassesAFilter(t *testing.T) {
	t.Parallel()
	row := commission.Row{Status: commission.Held, Kind: commission.Sale, Amount: money.Must(5, "EUR"), EventAt: now}
	for name, tc := range map[string]struct {
		f    commission.Filter
		want bool
	}{
		"everything":                   {commission.Filter{}, true},
		"from then on":                 {commission.Filter{From: now}, true},
		"from later on":                {commission.Filter{From: now.Add(1)}, false},
		"until then":                   {commission.Filter{To: now}, false},
		"until later":                  {commission.Filter{To: now.Add(1)}, true},
		"between":                      {commission.Filter{From: now.Add(-1), To: now.Add(1)}, true},
		"another kind":                 {commission.Filter{Kinds: []commission.Kind{commission.Bonus}}, false},
		"its kind among others":        {commission.Filter{Kinds: []commission.Kind{commission.Bonus, commission.Sale}}, true},
		"another state":                {commission.Filter{Statuses: []commission.Status{commission.Pending}}, false},
		"its state among others":       {commission.Filter{Statuses: []commission.Status{commission.Pending, commission.Held}}, true},
		"what partners call so":        {commission.Filter{Said: commission.SayPending}, true},
		"what partners call otherwise": {commission.Filter{Said: commission.SayPaid}, false},
	} {
		if got := tc.f.Keeps(row); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	row.Amount = money.Must(-5, "EUR")
	if !(commission.Filter{Said: commission.SayReversed}).Keeps(row) || (commission.Filter{Said: commission.SayPending}).Keeps(row) {
		t.Error("what was taken back is not called reversed")
	}
}

func TestACommissionIsComputedAgain(t *testing.T) {
	t.Parallel()
	percent := offer.Term{Type: offer.Percent, Rate: 1000}
	for name, tc := range map[string]struct {
		c     commission.Commission
		want  int64
		parts int
	}{
		"a rate":      {commission.Commission{Kind: commission.Sale, Amount: money.Must(1, "EUR"), Basis: commission.Basis{Type: "percent", Rate: 1000, BaseMinor: 5000}}, 500, 1},
		"an amount":   {commission.Commission{Kind: commission.Lead, Amount: money.Must(77, "EUR"), Basis: commission.Basis{Type: "flat"}}, 77, 1},
		"an award":    {commission.Commission{Kind: commission.Bonus, Amount: money.Must(33, "EUR"), Basis: commission.Basis{Type: commission.Awarded, Rate: 1000, BaseMinor: 9}}, 33, 1},
		"a clawback":  {commission.Commission{Kind: commission.Clawback, Amount: money.Must(-33, "EUR"), Basis: commission.Basis{Type: "percent", Rate: 1000, BaseMinor: 9}}, -33, 1},
		"given again": {commission.Commission{Kind: commission.Reinstated, Amount: money.Must(12, "EUR"), Basis: commission.Basis{Type: "percent", Rate: 1000, BaseMinor: 9}}, 12, 1},
		"lines": {commission.Commission{Kind: commission.Sale, Amount: money.Must(1, "EUR"), Basis: commission.Basis{
			Type: "percent", Lines: []offer.Line{{Term: percent, Base: 1000, Minor: 100}, {Term: percent, Base: 2000, Minor: 200}},
		}}, 300, 2},
	} {
		got, err := tc.c.Recompute()
		if err != nil || got.Minor() != tc.want || len(tc.c.Parts()) != tc.parts {
			t.Errorf("%s: %s of %d parts, %v", name, got, len(tc.c.Parts()), err)
		}
	}
	broken := commission.Commission{Kind: commission.Sale, Basis: commission.Basis{Type: "percent", Lines: []offer.Line{{Term: offer.Term{Type: "?"}}}}}
	if _, err := broken.Recompute(); err == nil {
		t.Error("what nobody can price was priced")
	}
}

// TestCountersFollowEveryChange: moving from any state to any other, the day's
// counters change by the difference, and facets count where something is earned.
func TestCountersFollowEveryChange(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, from := range append([]string{""}, states()...) {
		for _, to := range states() {
			ch := commission.Change{After: standing(to)}
			if from != "" {
				ch.Before = standing(from)
			}
			rollups := commission.Rollups([]commission.Change{ch, ch})
			fmt.Fprintf(&out, "%s→%s %s %d\n", from, to, sortedText(commission.Delta(ch)), len(rollups))
			for _, r := range rollups {
				fmt.Fprintf(&out, "  %s %v %s\n", r.Day, r.Facets, sortedText(r.Delta))
			}
		}
	}
	golden(t, "testdata/counters.golden", out.String())
}

func TestEachCommissionIsToldByItself(t *testing.T) {
	t.Parallel()
	c, d := standing("available/in part"), standing("paid")
	d.ID, d.Click = "com_2", "clk_2"
	e := event.Event{ID: "evt_1", Type: event.CommissionApproved, At: now, Data: map[string]string{event.Count: "2", event.Status: "available", "note": "x"}, Rollups: []event.Rollup{{}}}
	got, err := commission.Each(e, []commission.Commission{c, d})
	if err != nil || len(got) != 2 {
		t.Fatalf("%v, %v", got, err)
	}
	want := map[string]string{
		event.CommissionID: "com_1", event.Payout: "7.00", event.Currency: "EUR", event.Count: "1", event.Status: "available",
		event.Sub1: "mail", event.OfferName: "Every order", event.LinkID: "lnk_1", "note": "x",
	}
	if diff := cmp.Diff(want, got[0].Data); diff != "" {
		t.Error(diff)
	}
	if got[1].Data[event.Payout] != "10.00" || got[1].Data[event.ClickID] != "clk_2" || got[0].ID == got[1].ID || got[0].ID == e.ID || got[0].Rollups != nil || e.Data[event.Count] != "2" {
		t.Errorf("%+v", got)
	}
	delete(e.Data, event.Status)
	if got, _ := commission.Each(e, []commission.Commission{d}); got[0].Data[event.Status] != "paid" {
		t.Errorf("without a state of its own: %v", got[0].Data)
	}
}

func TestConcernedAndClaimed(t *testing.T) {
	t.Parallel()
	c := standing("available/claimed")
	if !c.Claimed() || !standing("paid").Claimed() || standing("available").Claimed() {
		t.Error("who holds it is not known")
	}
	if f := c.Facets(); f.Link != "lnk_1" || f.Sub != "mail" {
		t.Errorf("%+v", f)
	}
	if got := commission.Concerned(nil); got != 0 {
		t.Errorf("nothing is about %d", got)
	}
	fresh := standing("pending")
	if got := commission.Concerned([]commission.Change{{After: fresh}}); got != 1000 {
		t.Errorf("a new one is about %d", got)
	}
}
