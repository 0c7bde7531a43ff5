package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// How many commissions are approved at a time, and how long before a run's
// deadline it stops: the rest is the next run's.
const (
	approveAtOnce = 1000
	stopBefore    = 30 * time.Second
)

func (b Backends) decider() commission.Decider {
	return commission.Decider{Store: store.Commissions{T: b.Table}, Clock: b.Clock, Funding: funding{store.Programs{T: b.Table, Clock: b.Clock}}}
}

// funding reads a program's way of paying, as it is now.
type funding struct{ programs store.Programs }

// Network tells whether what is approved waits for the program's money.
func (f funding) Network(ctx context.Context, p id.Program) (bool, error) {
	found, err := f.programs.Load(ctx, p)
	return len(found) == 1 && found[0].Approval.Funding == program.Network, err
}

var _ commission.Funding = funding{}

// CommissionApproval approves the commissions whose holdback has ended, and
// awards the SPIFFs whose targets were reached.
func (b Backends) CommissionApproval() Schedule {
	d := b.decider()
	return func(ctx context.Context, now time.Time) error {
		for {
			n, err := d.ApproveDue(ctx, approveAtOnce)
			if err != nil {
				return errors.Join(fmt.Errorf("approve what is due: %w", err), b.awardSpiffs(ctx, now))
			}
			if n < approveAtOnce || nearEnd(ctx, b.Clock.Now()) {
				return b.awardSpiffs(ctx, now)
			}
		}
	}
}

// nearEnd tells whether the run has no time left for another round. Deadlines
// are those of the wall clock, so a clock that was moved sees none.
func nearEnd(ctx context.Context, now time.Time) bool {
	end, ok := ctx.Deadline()
	return ok && end.Sub(now) < stopBefore
}

// Schedule is the shape of a handler that runs at times.
type Schedule = func(ctx context.Context, now time.Time) error

// CommissionApproval makes the handler of functions/commission-approval.
func CommissionApproval(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s)
	if err != nil {
		return nil, err
	}
	return k.Run.Schedule(k.Backends.CommissionApproval()), nil
}
