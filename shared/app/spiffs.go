package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// Spiffs is where bonuses for targets are promised.
func (b Backends) Spiffs() spiff.Desk {
	return spiff.Desk{Store: store.Spiffs{T: b.Table, Clock: b.Clock}, Programs: awardTerms{b.Programs()}, Measures: store.Measures{T: b.Table}, Clock: b.Clock, Entropy: b.Entropy}
}

// SpiffEvaluator awards what partners have reached.
func (b Backends) SpiffEvaluator() spiff.Evaluator {
	spiffs := store.Spiffs{T: b.Table, Clock: b.Clock}
	return spiff.Evaluator{
		Store: spiffs, Book: spiffs, Programs: awardTerms{b.Programs()}, Roll: store.Places{T: b.Table}, Measures: store.Measures{T: b.Table}, Clock: b.Clock,
	}
}

// awardTerms knows what awards need of a program.
type awardTerms struct{ programs program.Desk }

// Terms reads a program's terms.
func (t awardTerms) Terms(ctx context.Context, p id.Program) (spiff.Terms, error) {
	prg, err := t.programs.Load(ctx, p)
	if err != nil {
		return spiff.Terms{}, err
	}
	return spiff.Terms{Currency: prg.Currency, Zone: prg.Location(), HoldbackDays: prg.HoldbackDays, Network: prg.Approval.Funding == program.Network}, nil
}

// SPIFFs are looked at in the first quarter of each hour.
const spiffMinutes = 15

// awardSpiffs awards what was reached in all programs.
func (b Backends) awardSpiffs(ctx context.Context, now time.Time) error {
	if now.Minute() >= spiffMinutes {
		return nil
	}
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return fmt.Errorf("list programs: %w", err)
	}
	e := b.SpiffEvaluator()
	more := func() bool { return !nearEnd(ctx, b.Clock.Now()) }
	var errs []error
	for _, p := range ids {
		n, err := e.Run(ctx, p, more)
		if n > 0 {
			b.Log.Info("SPIFFs awarded", "program_id", p, "awards", n)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

var _ spiff.Programs = awardTerms{}
