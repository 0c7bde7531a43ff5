package commission_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
)

func TestWhatACommissionWaitsFor(t *testing.T) {
	t.Parallel()
	due, run := now.AddDate(0, 0, 10), now.AddDate(0, 1, 0)
	monthly := func(after time.Time) (time.Time, bool) { return run, !after.After(run) }
	byHand := func(time.Time) (time.Time, bool) { return time.Time{}, false }
	for name, tc := range map[string]struct {
		status commission.Status
		due    time.Time
		payout bool
		runs   commission.Schedule
		want   commission.Expectation
	}{
		"the end of its holdback":    {commission.Pending, due, false, monthly, commission.Expectation{For: commission.AwaitHoldback, AvailableAt: due, PaidAt: run, Confidence: commission.Likely}},
		"a holdback, then somebody":  {commission.Pending, due, false, byHand, commission.Expectation{For: commission.AwaitHoldback, AvailableAt: due, Confidence: commission.Likely}},
		"somebody's approval":        {commission.Pending, time.Time{}, false, monthly, commission.Expectation{For: commission.AwaitDecision, Confidence: commission.Unknown}},
		"a review, whenever it ends": {commission.Held, due, false, monthly, commission.Expectation{For: commission.AwaitReview, Confidence: commission.Unknown}},
		"the program's money":        {commission.Approved, due, false, monthly, commission.Expectation{For: commission.AwaitFunds, Confidence: commission.Unknown}},
		"the next run":               {commission.Available, due, false, monthly, commission.Expectation{For: commission.AwaitPayout, AvailableAt: now, PaidAt: run, Confidence: commission.Certain}},
		"a run that nobody planned":  {commission.Available, due, false, byHand, commission.Expectation{For: commission.AwaitPayout, AvailableAt: now, Confidence: commission.Unknown}},
		"a transfer":                 {commission.Available, due, true, monthly, commission.Expectation{For: commission.AwaitTransfer, AvailableAt: now, Confidence: commission.Certain}},
		"nothing, when it is paid":   {commission.Paid, due, true, monthly, commission.Expectation{Confidence: commission.Certain}},
		"nothing, when it ended":     {commission.Declined, due, false, monthly, commission.Expectation{Confidence: commission.Certain}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := of(tc.status, 500)
			c.DueAt, c.ApprovedAt = tc.due, now
			if c.Payout = ""; tc.payout {
				c.Payout = "pay_1"
			}
			if d := cmp.Diff(tc.want, c.Expect(now, 0, tc.runs)); d != "" {
				t.Fatal(d)
			}
		})
	}
}

func TestEveryStateHasAWordOfItsStyle(t *testing.T) {
	t.Parallel()
	all := []commission.Status{
		commission.Pending, commission.Held, commission.Approved, commission.Available, commission.Paid, commission.Declined, commission.Reversed,
	}
	for style, want := range map[string]string{
		"affiliate": "pending pending approved approved paid reversed reversed",
		"network":   "pending pending pending available earned declined declined",
		"leads":     "pending pending pending pending paid declined declined",
	} {
		got := ""
		for _, s := range all {
			w := commission.Say(style, s, false)
			got += string(w) + " "
			if !slices.Contains(commission.Words(style), w) {
				t.Errorf("%s does not know %q", style, w)
			}
		}
		if got != want+" " {
			t.Errorf("%s says %s", style, got)
		}
	}
	if commission.Say("affiliate", commission.Available, true) != commission.SayReversed {
		t.Error("a clawback is not called reversed")
	}
}
