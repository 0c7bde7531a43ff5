package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/app"
)

// runRecount counts days of clicks again from the archive, as housekeeping does
// with the day before yesterday, and says what it set right.
func runRecount(ctx context.Context, days []string) error {
	if len(days) == 0 {
		return errors.New("recount which days? such as 2026-01-31 2026-02-01")
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	if b.Shelf == nil || b.Keys == nil {
		return errors.New("ARCHIVE_BUCKET and CLICK_KEYS_SECRET are needed")
	}
	for _, day := range days {
		found, err := b.Recounter().Day(ctx, day)
		if err != nil {
			return fmt.Errorf("count %s again: %w", day, err)
		}
		for _, c := range found {
			fmt.Printf("%s  %s  %+d clicks, %d counters set right\n", c.Day, c.Program, c.Short, c.Rows)
		}
		if len(found) == 0 {
			fmt.Printf("%s  the counters are right\n", day)
		}
	}
	return nil
}
