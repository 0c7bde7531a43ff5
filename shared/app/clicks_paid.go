package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/store"
)

// clicksHour is when clicks are paid: after the recount, UTC.
const clicksHour = 5

// Deeds pays for what partners do, where offers do.
func (b Backends) Deeds() conversion.Deeds {
	return conversion.Deeds{Rules: b.rulebook(), Purse: store.Commissions{T: b.Table}, Clock: b.Clock}
}

// DailyClicks pays for clicks where offers do.
func (b Backends) DailyClicks() conversion.DailyClicks {
	return conversion.DailyClicks{Deeds: b.Deeds(), Clicks: store.ClickCounts{T: b.Table}}
}

// payClicks pays the clicks of all programs.
func (b Backends) payClicks(ctx context.Context) error {
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return fmt.Errorf("list programs: %w", err)
	}
	pay := b.DailyClicks()
	more := func() bool { return !nearEnd(ctx, b.Clock.Now()) }
	var errs []error
	for _, p := range ids {
		n, err := pay.Run(ctx, p, more)
		if n > 0 {
			b.Log.Info("clicks paid", "program_id", p, "commissions", n)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
