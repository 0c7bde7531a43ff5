package app

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// A month is told from this hour of the new one's first day on, in the
// program's zone: a part of the partners at each tick of an hour, so that no run
// is long. What a run does not finish, the next hour's begins again.
const (
	monthHour  = 6
	monthParts = 12
)

// tellMonths tells the partners whose turn it is what the month before has
// brought them. A partner to whom it has brought nothing is told nothing.
func (b Backends) tellMonths(ctx context.Context, now time.Time) error {
	programs := store.Programs{T: b.Table, Clock: b.Clock}
	ids, err := programs.All(ctx)
	if err != nil {
		return fmt.Errorf("list programs: %w", err)
	}
	part := now.Minute() * monthParts / 60
	var errs []error
	for _, p := range ids {
		prgs, err := programs.Load(ctx, p)
		if err != nil || len(prgs) == 0 {
			errs = append(errs, err)
			continue
		}
		local := now.In(prgs[0].Location())
		if local.Day() == 1 && local.Hour() < monthHour {
			continue
		}
		if err := b.tellMonth(ctx, prgs[0], part, now); err != nil {
			errs = append(errs, fmt.Errorf("tell the month of %s: %w", p, err))
		}
	}
	return errors.Join(errs...)
}

func (b Backends) tellMonth(ctx context.Context, p program.Program, part int, now time.Time) error {
	months, m := store.Months{T: b.Table}, notice.MonthBefore(now, p.Location())
	told, err := months.Told(ctx, p.ID, m.Name, part)
	if err != nil || told {
		return err
	}
	partners, err := b.audience().Partners(ctx, p.ID, nil)
	if err != nil {
		return err
	}
	for _, o := range partners {
		if partOf(o) != part {
			continue
		}
		if nearEnd(ctx, b.Clock.Now()) {
			return nil
		}
		if err := b.tellPartner(ctx, p, o, m); err != nil {
			return err
		}
	}
	return months.Tell(ctx, p.ID, m.Name, part, now)
}

func partOf(o id.Partner) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(o))
	return int(h.Sum32() % monthParts)
}

// tellPartner puts the event of a partner's month on the queue.
func (b Backends) tellPartner(ctx context.Context, p program.Program, o id.Partner, m notice.Month) error {
	r, err := b.reports().Report(ctx, report.Question{
		Scope: report.Of(o), By: report.Total, Asked: report.Asked{Program: p.ID, Currency: p.Currency, Period: report.Period{From: m.First, To: m.Last}},
	})
	if err != nil {
		return err
	}
	f, err := r.Total.Figures(p.Currency)
	if err != nil {
		return err
	}
	if f.Clicks == 0 && f.Conversions == 0 && f.Earnings.IsZero() {
		return nil
	}
	figures := map[string]string{
		event.Leads: count(f.Leads), event.Sales: count(f.Sales),
		event.Amount: f.Sold.Decimal(), event.Payout: f.Earnings.Decimal(), event.Currency: string(p.Currency),
	}
	if p.Has(program.Links) {
		figures[event.Clicks] = count(f.Clicks)
	}
	e, err := notice.MonthOf(p.ID, o, m, figures)
	if err != nil {
		return err
	}
	if message, ok := notice.Message(e); ok {
		return b.Queue.Send(ctx, queue.Notices, message)
	}
	return nil
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// audience finds the partners who are told what a program has to say.
type audience struct{ enrollments store.Enrollments }

func (b Backends) audience() audience {
	return audience{store.Enrollments{T: b.Table, Clock: b.Clock}}
}

// Partners lists the active partners, of the groups if any are named.
func (a audience) Partners(ctx context.Context, p id.Program, groups []id.Group) ([]id.Partner, error) {
	in := map[id.Group]bool{}
	for _, g := range groups {
		in[g] = true
	}
	var out []id.Partner
	for cursor := ""; ; {
		got, err := a.enrollments.OfProgram(ctx, p, enrollment.Filter{}, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, r := range got.Data {
			if r.Status == enrollment.Active && (len(groups) == 0 || in[r.Group]) {
				out = append(out, r.Partner)
			}
		}
		if cursor = got.Next; cursor == "" {
			return out, nil
		}
	}
}

var _ notice.Audience = audience{}
