package partnerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// runsOf are the payout runs that a program plans.
func runsOf(p program.Program) commission.Schedule {
	return func(after time.Time) (time.Time, bool) {
		day, ok := p.NextRun(after)
		return day.UTC(), ok
	}
}

// Expectation is what a commission waits for, and when it is likely to become
// available and to be paid.
type Expectation struct {
	For         string    `json:"for,omitempty" enum:"holdback,decision,review,funds,payout_run,transfer" doc:"What it waits for; nothing when it is paid or ended"`
	AvailableAt time.Time `json:"available_at,omitzero"`
	PaidAt      time.Time `json:"paid_at,omitzero" doc:"The payout run in which it is likely to be"`
	Confidence  string    `json:"confidence" enum:"certain,likely,unknown" doc:"likely: unless the customer gets the money back; unknown: somebody must decide or pay first"`
}

func (m member) expectation(c commission.Commission, now time.Time) Expectation {
	e := c.Expect(now, m.Program.Payouts.CutoffDays, runsOf(m.Program))
	return Expectation{For: string(e.For), AvailableAt: e.AvailableAt, PaidAt: e.PaidAt, Confidence: string(e.Confidence)}
}
