package payout

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Drafts lists a program's newest batches.
type Drafts interface {
	Batches(ctx context.Context, p id.Program, r page.Request) (page.Of[Batch], error)
}

// patience is how long a run that a person has planned may be under way before
// the schedule takes it over.
const patience = 2 * time.Minute

// Due plans the run that the program's own calendar calls for, and goes on with
// runs that were interrupted: also a run whose last payout ended in a process
// that did not live to close it. A run is planned once, however late: its id is
// that of its day, and so is what it may claim.
func (r Runner) Due(ctx context.Context, runs Runs, drafts Drafts, p program.Program) error {
	if err := r.resumeRuns(ctx, drafts, p.ID); err != nil {
		return err
	}
	now := r.Clock.Now()
	day, ok := p.LastRun(now)
	if !ok {
		return nil
	}
	key := day.Format(time.DateOnly)
	done, err := runs.Ran(ctx, p.ID, key)
	if err != nil || done {
		return err
	}
	if _, err := r.Run(ctx, TermsOn(p, day), key, commission.System); err != nil {
		return fmt.Errorf("plan the run %s of %s: %w", key, p.ID, err)
	}
	return runs.SetRan(ctx, p.ID, key, now)
}

func (r Runner) resumeRuns(ctx context.Context, drafts Drafts, p id.Program) error {
	newest, err := drafts.Batches(ctx, p, page.Request{})
	if err != nil {
		return err
	}
	for _, b := range newest.Data {
		if b.Status == Running {
			if err := r.close(ctx, b.ID); err != nil {
				return fmt.Errorf("close the run %s: %w", b.ID, err)
			}
		}
		if b.Status != Draft || b.Planned || r.Clock.Now().Sub(b.CreatedAt) < patience {
			continue
		}
		if _, err := r.Resume(ctx, b); err != nil && !fault.IsStale(err) {
			return fmt.Errorf("go on with the run %s: %w", b.ID, err)
		}
	}
	return nil
}
