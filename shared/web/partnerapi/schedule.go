package partnerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

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
	day, ok := p.NextRun(from)
	if !ok {
		return time.Time{}
	}
	return day.UTC()
}
