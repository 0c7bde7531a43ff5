package partnerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// nextRun is when the first payout run is expected at or after a moment: runs
// are planned at the start of each month of the program's zone.
func nextRun(p program.Program, after time.Time) time.Time {
	t := after.In(p.Location())
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, p.Location())
	if first.Before(after) {
		first = time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, p.Location())
	}
	return first.UTC()
}

// expectedPay is when a commission is likely to be in a payout run; the zero
// time where nobody can say.
func expectedPay(c commission.Commission, p program.Program, now time.Time) time.Time {
	from := c.ApprovedAt
	if c.Status == commission.Pending {
		from = c.DueAt
	}
	if from.IsZero() || c.Payout != "" || c.Status == commission.Held {
		return time.Time{}
	}
	from = from.AddDate(0, 0, p.Payouts.CutoffDays)
	if from.Before(now) {
		from = now
	}
	return nextRun(p, from)
}
