package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	goals "github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// current are measures whose counters are never behind; ahead, they promise
// more than there is.
type current struct {
	store.Measures
	ahead int64
}

func (m current) Counted(ctx context.Context, p id.Program, o id.Partner, w goals.Window) (goals.Figures, error) {
	f, err := m.Exact(ctx, p, o, w)
	f.Sales, f.Revenue, f.Conversions = f.Sales+m.ahead, f.Revenue+m.ahead, f.Conversions+m.ahead
	return f, err
}

// club is a program with a ladder: Standard, Silver at two sales in a month,
// Gold at 1,000.00 of revenue in a month, kept by 500.00 in each.
type club struct {
	*office
	t        *testing.T
	desk     group.Desk
	measures current
	tiers    map[string]id.Tier
	n        int
}

func (c *club) Today(context.Context, id.Program) (string, error) {
	return clock.Day(c.clock.Now(), time.UTC), nil
}

func (c *club) Terms(context.Context, id.Program) (spiff.Terms, error) {
	return spiff.Terms{Currency: "EUR", Zone: time.UTC}, nil
}

func newClub(t *testing.T) *club {
	t.Helper()
	c := &club{office: newOffice(t, nil), t: t, tiers: map[string]id.Tier{"": ""}}
	c.measures = current{Measures: store.Measures{T: c.tab}}
	c.desk = group.Desk{Store: store.Groups{T: c.tab, Clock: c.clock}, Places: store.Places{T: c.tab}, Zones: c, Clock: c.clock, Entropy: rand.Reader}
	c.Groups = c.desk
	rule := func(m goals.Metric, n int64) *group.Rule {
		return &group.Rule{Goal: goals.Goal{Metric: m, Threshold: n}, Period: goals.Month}
	}
	for _, tier := range []group.Tier{
		{Name: "Standard"}, {Name: "Silver", Reach: rule(goals.Sales, 2)}, {Name: "Gold", Reach: rule(goals.Revenue, 100_000), Keep: rule(goals.Revenue, 50_000)},
	} {
		tier.Program = c.prg.ID
		made, err := c.desk.CreateTier(t.Context(), tier)
		if err != nil {
			t.Fatal(err)
		}
		c.tiers[tier.Name] = made.ID
	}
	return c
}

func (c *club) partner(name string) id.Partner {
	c.t.Helper()
	e, err := c.newcomer(c.t, name+"@example.com")
	if err == nil {
		e, err = c.Approve(c.t.Context(), c.prg.ID, e.Partner, "usr_boss")
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return e.Partner
}

// sale records what a sale of today earned, at a fifth of it.
func (c *club) sale(o id.Partner, minor int64) commission.Commission {
	c.t.Helper()
	c.n++
	m := commission.Commission{
		ID: id.Commission(fmt.Sprintf("com_%026d", c.n)), Kind: commission.Sale, Status: commission.Pending,
		Account: ledger.Account{Program: c.prg.ID, Partner: o, Currency: "EUR"}, Amount: money.Must(minor/5, "EUR"), Basis: commission.Basis{BaseMinor: minor},
		Conversion: id.Conversion(fmt.Sprint("cnv_", c.n)), Day: clock.Day(c.clock.Now(), time.UTC), EventAt: c.clock.Now(), Version: 1,
	}
	c.change(commission.Change{After: m})
	return m
}

// refund takes the whole of a commission back.
func (c *club) refund(m commission.Commission) {
	c.t.Helper()
	n := m
	n.Status, n.Reversed, n.Version = commission.Declined, m.Amount.Minor(), m.Version+1
	c.change(commission.Change{Before: m, After: n})
}

func (c *club) change(ch commission.Change) {
	c.t.Helper()
	if err := (store.Commissions{T: c.tab}).Commit(c.t.Context(), commission.Outcome{Changes: []commission.Change{ch}}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *club) night() int {
	c.t.Helper()
	m := group.Mover{Desk: c.desk, Roll: store.Places{T: c.tab}, Measures: c.measures}
	n, err := m.Run(c.t.Context(), c.prg.ID, func(id.Partner) bool { return true }, func() bool { return true })
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// wants holds a partner's tier, which its account mirrors.
func (c *club) wants(o id.Partner, tier string) {
	c.t.Helper()
	m, err := store.Places{T: c.tab}.Member(c.t.Context(), c.prg.ID, o)
	if err != nil || m.Tier != c.tiers[tier] {
		c.t.Fatalf("the tier is %s, not %s (%v)", m.Tier, c.tiers[tier], err)
	}
	b, err := store.Ledgers{T: c.tab}.Of(c.t.Context(), ledger.Account{Program: c.prg.ID, Partner: o, Currency: "EUR"})
	if err != nil || b.Tier != m.Tier || b.Group != m.Group {
		c.t.Fatalf("the account says %s and %s, the enrollment %s and %s (%v)", b.Group, b.Tier, m.Group, m.Tier, err)
	}
}

func (c *club) moves(o id.Partner) []group.Move {
	c.t.Helper()
	p, err := store.Places{T: c.tab}.Moves(c.t.Context(), c.prg.ID, o, page.Request{})
	if err != nil {
		c.t.Fatal(err)
	}
	return p.Data
}

func TestTiersFollowWhatAPartnerBrings(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(time.Date(2027, 1, 10, 12, 0, 0, 0, time.UTC))
	o := c.partner("ann")
	c.wants(o, "Standard")
	c.sale(o, 10_000)
	c.night()
	c.wants(o, "Standard")
	refunded := c.sale(o, 90_000)
	c.refund(refunded)
	c.night()
	c.wants(o, "Standard")
	c.sale(o, 95_000)
	if n := c.night(); n != 1 {
		t.Fatalf("%d moved", n)
	}
	c.wants(o, "Gold")
	if n := c.night(); n != 0 {
		t.Fatalf("%d moved again", n)
	}
	want := []group.Move{{
		Program: c.prg.ID, Partner: o, FromTier: "Standard", ToTier: "Gold", Cause: group.Reached, By: group.System, Figure: 105_000, At: c.clock.Now(),
		Window: goals.Window{From: "2027-01-01", To: "2027-01-31"}, Rule: &group.Rule{Goal: goals.Goal{Metric: goals.Revenue, Threshold: 100_000}, Period: goals.Month},
	}}
	if d := cmp.Diff(want, c.moves(o), cmpopts.IgnoreFields(group.Move{}, "Seq")); d != "" {
		t.Error(d)
	}
	if !contains(c.events(t), event.TierChanged) {
		t.Error("the partner is not told")
	}

	c.clock.Set(time.Date(2027, 2, 3, 5, 0, 0, 0, time.UTC))
	c.night() // January was not whole in Gold: nothing to lose yet
	c.wants(o, "Gold")
	c.sale(o, 49_999)
	c.clock.Set(time.Date(2027, 2, 28, 23, 0, 0, 0, time.UTC))
	c.night() // and February is not over
	c.wants(o, "Gold")
	c.clock.Set(time.Date(2027, 3, 2, 5, 0, 0, 0, time.UTC))
	c.night()
	c.wants(o, "Silver")
	if m := c.moves(o)[0]; m.Cause != group.Missed || m.Figure != 49_999 || m.Window.To != "2027-02-28" {
		t.Errorf("explained as %+v", m)
	}
	c.night()
	c.wants(o, "Silver")
}

func contains(ts []event.Type, t event.Type) bool {
	for _, x := range ts {
		if x == t {
			return true
		}
	}
	return false
}

func TestAKeptTierIsReviewedOnceAPeriod(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(time.Date(2027, 1, 1, 1, 0, 0, 0, time.UTC))
	o := c.partner("ann")
	gold := c.tiers["Gold"]
	if _, err := c.desk.Assign(t.Context(), c.prg.ID, o, group.Assignment{Tier: &gold}, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	kept := c.sale(o, 60_000)
	c.clock.Set(time.Date(2027, 2, 1, 5, 0, 0, 0, time.UTC))
	c.night()
	c.wants(o, "Gold")
	c.refund(kept) // a refund after the close takes no tier away
	c.night()
	c.wants(o, "Gold")
	c.clock.Set(time.Date(2027, 3, 1, 5, 0, 0, 0, time.UTC))
	c.night()
	c.wants(o, "Silver")
}

func TestCountersNominateAndNeverDecide(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	o := c.partner("ann")
	c.measures.ahead = 1_000_000
	if n := c.night(); n != 0 {
		t.Fatalf("%d moved by counters", n)
	}
	c.wants(o, "Standard")
}

func TestRulesLeaveALockedPartner(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	o, locked := c.partner("ann"), true
	if _, err := c.desk.Assign(t.Context(), c.prg.ID, o, group.Assignment{Locked: &locked}, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	c.sale(o, 500_000)
	c.night()
	c.wants(o, "Standard")
	if got := c.moves(o); len(got) != 0 {
		t.Fatalf("a lock is no move: %+v", got)
	}
}

func TestPartnersFromBeforeTheLadderComeToItsFirstStep(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.Groups = nil
	o := c.partner("ann")
	c.wants(o, "")
	c.night()
	c.wants(o, "Standard")
	if contains(c.events(t), event.TierChanged) {
		t.Error("nobody needs to be told of that")
	}
}

func TestManyArePlacedEachByItself(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	var g group.Group
	var err error
	for _, name := range []string{"Everybody", "Creators"} { // new partners come into the first
		if g, err = c.desk.CreateGroup(t.Context(), group.Group{Program: c.prg.ID, Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	a, b := c.partner("ann"), c.partner("bob")
	waiting, err := c.newcomer(t, "cleo@example.com")
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.desk.AssignAll(t.Context(), c.prg.ID, []id.Partner{a, waiting.Partner, b, "ptr_none"}, group.Assignment{Group: &g.ID, Reason: "they make films"}, "usr_boss")
	if err != nil {
		t.Fatal(err)
	}
	want := group.Report{Done: []id.Partner{a, b}, Refused: map[id.Partner]string{waiting.Partner: "group.not_entered", "ptr_none": "enrollment.unknown"}}
	if d := cmp.Diff(want, r); d != "" {
		t.Error(d)
	}
	c.wants(a, "Standard")
	if m := c.moves(b); len(m) != 1 || m[0].FromGroup != "Everybody" || m[0].ToGroup != "Creators" || m[0].Cause != group.Manual || m[0].Reason != "they make films" {
		t.Errorf("explained as %+v", m)
	}
	other := id.Group("grp_other")
	if _, err := c.desk.Assign(t.Context(), c.prg.ID, a, group.Assignment{Group: &other}, "usr_boss"); fault.CodeOf(err) != "group.unknown" {
		t.Errorf("another program's group: %v", err)
	}
}

func TestAPlaceChangedByTwoAtOnceIsOneOfTheirs(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	o := c.partner("ann")
	var all sync.WaitGroup
	for _, name := range []string{"Silver", "Gold", "Silver", "Gold"} {
		tier := c.tiers[name]
		all.Go(func() {
			_, err := c.desk.Assign(context.WithoutCancel(t.Context()), c.prg.ID, o, group.Assignment{Tier: &tier}, "usr_boss")
			if err != nil && !fault.Is(err, fault.Unavailable) {
				t.Errorf("assign: %v", err)
			}
		})
	}
	all.Wait()
	moves := c.moves(o)
	c.wants(o, moves[0].ToTier)
	for i := 1; i < len(moves); i++ {
		if moves[i].ToTier != moves[i-1].FromTier {
			t.Errorf("a move from %s follows one to %s", moves[i-1].FromTier, moves[i].ToTier)
		}
	}
}

func TestLaddersAreChecked(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	rule := func(p goals.Period, n int64) *group.Rule {
		return &group.Rule{Goal: goals.Goal{Metric: goals.Sales, Threshold: n}, Period: p}
	}
	for name, x := range map[string]struct {
		tier group.Tier
		code string
	}{
		"no name":                        {group.Tier{}, "tier.invalid"},
		"a name that is taken":           {group.Tier{Name: "gold"}, "tier.name_taken"},
		"a step that is taken":           {group.Tier{Name: "Blue", Ordinal: 1}, "tier.step_taken"},
		"nothing to reach":               {group.Tier{Name: "Blue", Reach: rule(goals.Month, 0)}, "tier.invalid"},
		"an unknown period":              {group.Tier{Name: "Blue", Reach: rule("week", 1)}, "tier.invalid"},
		"a lifetime that closes":         {group.Tier{Name: "Blue", Keep: rule(goals.Lifetime, 1)}, "tier.invalid"},
		"a lifetime's tier that is lost": {group.Tier{Name: "Blue", Reach: rule(goals.Lifetime, 5), Keep: rule(goals.Month, 1)}, "tier.invalid"},
		"harder to keep than to reach":   {group.Tier{Name: "Blue", Reach: rule(goals.Month, 5), Keep: rule(goals.Month, 6)}, "tier.invalid"},
		"an empty benefit is left out":   {group.Tier{Name: "Blue", Benefits: []string{" "}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x.tier.Program = c.prg.ID
			if _, err := c.desk.CreateTier(context.Background(), x.tier); fault.CodeOf(err) != x.code && !(x.code == "" && err == nil) {
				t.Fatalf("%v", err)
			}
		})
	}
	if _, err := c.desk.ChangeTier(t.Context(), c.prg.ID, c.tiers["Gold"], 7, func(*group.Tier) {}); fault.CodeOf(err) != "tier.changed" {
		t.Errorf("another version: %v", err)
	}
	if _, err := c.desk.ChangeTier(t.Context(), "prg_other", c.tiers["Gold"], 0, func(*group.Tier) {}); !fault.Is(err, fault.NotFound) {
		t.Errorf("another program: %v", err)
	}
}

func TestWhatWasDecidedUnderTheOldTierIsRefused(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	o := c.partner("ann")
	b, err := store.Ledgers{T: c.tab}.Of(t.Context(), ledger.Account{Program: c.prg.ID, Partner: o, Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	gold := c.tiers["Gold"]
	if _, err := c.desk.Assign(t.Context(), c.prg.ID, o, group.Assignment{Tier: &gold}, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	draft := commission.Draft{
		Account: b.Account, Kind: commission.Bonus, Amount: money.Must(100, "EUR"), Key: "old", Reason: "Late", Actor: "usr_boss", Day: "2027-01-10", EventAt: c.clock.Now(),
	}
	late, err := commission.Award(draft, b, false, c.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := (store.Commissions{T: c.tab}).Commit(t.Context(), late); !fault.IsStale(err) {
		t.Fatalf("a posting on the old account: %v", err)
	}
	c.wants(o, "Gold")
}
