package commission_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// journal keeps adjustments beside a desk.
type journal struct {
	*desk
	kept map[id.Adjustment]commission.Adjustment
}

func (j *journal) Adjustment(_ context.Context, _ id.Program, a id.Adjustment) (commission.Adjustment, error) {
	if n, ok := j.kept[a]; ok {
		return n, nil
	}
	return commission.Adjustment{}, fault.New(fault.NotFound, "adjustment.unknown", "none")
}

func (*journal) OfProgram(context.Context, id.Program, page.Request) (page.Of[commission.Adjustment], error) {
	return page.Of[commission.Adjustment]{}, nil
}

// Commit keeps the adjustment when the rest is written.
func (j *journal) Commit(ctx context.Context, o commission.Outcome) error {
	if ch := o.Adjustment; ch != nil && j.kept[ch.After.ID].Version != ch.Before.Version {
		return fmt.Errorf("the adjustment is of version %d", j.kept[ch.After.ID].Version)
	}
	if err := j.desk.Commit(ctx, o); err != nil {
		return err
	}
	if o.Adjustment != nil {
		j.kept[o.Adjustment.After.ID] = o.Adjustment.After
	}
	return nil
}

var _ commission.Adjustments = (*journal)(nil)

func newAdjuster() (*journal, commission.Adjuster) {
	j := &journal{newDesk().put(standing("available")), map[id.Adjustment]commission.Adjustment{}}
	d := j.decider(false)
	d.Store = j
	return j, commission.Adjuster{Decider: d, Book: j}
}

func correction(minor int64) commission.Adjustment {
	return commission.Adjustment{Account: account, Amount: money.Must(minor, "EUR"), Name: "Goodwill", Reason: "a lost sale", MadeBy: "usr_1"}
}

func TestACorrectionUpToTheLimitIsGivenAtOnce(t *testing.T) {
	t.Parallel()
	limits := commission.Limits{Minor: 500, Zone: time.UTC}
	for minor, want := range map[int64]commission.AdjustmentStatus{500: commission.Given, -500: commission.Given, 501: commission.Waiting, -501: commission.Waiting} {
		j, a := newAdjuster()
		n, err := a.Adjust(t.Context(), correction(minor), "k", limits)
		if err != nil || n.Status != want || n.MadeAt != now || n.Version != 1 || j.commits != 1 {
			t.Errorf("%d: %+v, %v", minor, n, err)
		}
		given := want == commission.Given
		if (n.Commission != "") != given || given && (n.DecidedBy != "usr_1" || n.DecidedAt != now || j.commissions[n.Commission].Kind != commission.Manual || j.commissions[n.Commission].Day != "2026-05-01") {
			t.Errorf("%d: %+v", minor, n)
		}
		again, err := a.Adjust(t.Context(), correction(minor), "k", limits)
		if err != nil || again.ID != n.ID || j.commits != 1 {
			t.Errorf("%d again: %+v, %v", minor, again, err)
		}
		for name, change := range map[string]func(*commission.Adjustment){
			"amount": func(n *commission.Adjustment) { n.Amount = money.Must(minor+1, "EUR") }, "name": func(n *commission.Adjustment) { n.Name = "x" },
			"reason": func(n *commission.Adjustment) { n.Reason = "x" }, "order": func(n *commission.Adjustment) { n.Order = "x" },
			"kind": func(n *commission.Adjustment) { n.Kind = commission.Bonus }, "account": func(n *commission.Adjustment) { n.Account.Partner = "ptr_2" },
		} {
			other := correction(minor)
			change(&other)
			if _, err := a.Adjust(t.Context(), other, "k", limits); fault.CodeOf(err) != "adjustment.key_taken" {
				t.Errorf("another %s with the same key: %v", name, err)
			}
		}
	}
	j, a := newAdjuster()
	if _, err := a.Adjust(t.Context(), correction(501), "", limits); err == nil || j.commits != 0 {
		t.Errorf("without a key: %v", err)
	}
	impossible := correction(900)
	impossible.Amount = money.Must(900, "USD")
	if _, err := a.Adjust(t.Context(), impossible, "k", limits); fault.CodeOf(err) != "commission.currency_invalid" || j.commits != 0 {
		t.Errorf("what could never be given: %v", err)
	}
}

func TestASecondPersonDecidesAboveTheLimit(t *testing.T) {
	t.Parallel()
	j, a := newAdjuster()
	n, err := a.Adjust(t.Context(), correction(900), "k", commission.Limits{Minor: 500, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Allow(t.Context(), "prg_1", n.ID, "usr_1", true, time.UTC); fault.CodeOf(err) != "adjustment.four_eyes" {
		t.Errorf("its maker, while others may: %v", err)
	}
	given, err := a.Allow(t.Context(), "prg_1", n.ID, "usr_2", true, time.UTC)
	if err != nil || given.Status != commission.Given || given.SelfApproved || given.DecidedBy != "usr_2" || given.Version != 2 || j.accounts[account].Available != 1900 {
		t.Errorf("%+v, %v", given, err)
	}
	commits := j.commits
	if again, err := a.Allow(t.Context(), "prg_1", n.ID, "usr_3", true, time.UTC); err != nil || again.DecidedBy != "usr_2" || j.commits != commits {
		t.Errorf("again: %+v, %v", again, err)
	}
	if _, err := a.Refuse(t.Context(), "prg_1", n.ID, "usr_3", "no"); fault.CodeOf(err) != "adjustment.decided" {
		t.Errorf("refused after it was given: %v", err)
	}
	alone, err := a.Adjust(t.Context(), correction(901), "k2", commission.Limits{Minor: 500, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.Allow(t.Context(), "prg_1", alone.ID, "usr_1", false, time.UTC); err != nil || !got.SelfApproved {
		t.Errorf("an only person: %+v, %v", got, err)
	}
	if _, err := a.Allow(t.Context(), "prg_1", "adj_none", "usr_2", true, time.UTC); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown one: %v", err)
	}
}

func TestACorrectionIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	j, a := newAdjuster()
	n, err := a.Adjust(t.Context(), correction(900), "k", commission.Limits{Minor: 500, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Refuse(t.Context(), "prg_1", n.ID, "usr_2", ""); fault.CodeOf(err) != "commission.reason_missing" {
		t.Errorf("without a reason: %v", err)
	}
	got, err := a.Refuse(t.Context(), "prg_1", n.ID, "usr_2", "not agreed")
	if err != nil || got.Status != commission.Rejected || got.Note != "not agreed" || got.DecidedBy != "usr_2" || got.DecidedAt != now || got.Version != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	commits := j.commits
	if got, err = a.Refuse(t.Context(), "prg_1", n.ID, "usr_3", "again"); err != nil || got.Note != "not agreed" || j.commits != commits {
		t.Errorf("again: %+v, %v", got, err)
	}
	if _, err := a.Allow(t.Context(), "prg_1", n.ID, "usr_3", true, time.UTC); fault.CodeOf(err) != "adjustment.decided" {
		t.Errorf("given after it was refused: %v", err)
	}
	if _, err := a.Refuse(t.Context(), "prg_1", "adj_none", "usr_2", "x"); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown one: %v", err)
	}
}

func TestACorrectionThatLosesItsRace(t *testing.T) {
	t.Parallel()
	limits := commission.Limits{Minor: 500, Zone: time.UTC}
	for lost, want := range map[int]string{4: "", 5: "commission.busy"} {
		j, a := newAdjuster()
		j.lost = lost
		if _, err := a.Adjust(t.Context(), correction(100), "k", limits); fault.CodeOf(err) != want && (err != nil || want != "") {
			t.Errorf("%d lost: %v", lost, err)
		}
	}
	j, a := newAdjuster()
	j.down = errors.New("down")
	if _, err := a.Adjust(t.Context(), correction(100), "k", limits); err == nil && j.commits == 0 {
		t.Errorf("without a table: %v", err)
	}
}
