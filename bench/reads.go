package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/stage"
)

// units meters single clicks (G3, G15): what the visitor waits for, and what is
// logged of a click that goes well.
func units(ctx context.Context) ([]Row, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, err
	}
	maya, err := s.Join(ctx, "maya")
	if err != nil {
		return nil, err
	}
	s.Redirect.Salts.Of(ctx, s.Clock.Now()) // as the function does when it starts
	s.Lines.Drain()
	metered := func() (tabletest.Usage, error) {
		s.Meter.Reset()
		if a := s.Redirect.Handle(ctx, stage.Visit(maya.Link, "sub1=mail")); a.Status != http.StatusFound {
			return tabletest.Usage{}, fmt.Errorf("the link answers %d", a.Status)
		}
		return s.Meter.Snapshot(), nil
	}
	fresh, err := metered()
	if err != nil {
		return nil, err
	}
	cached, err := metered()
	if err != nil {
		return nil, err
	}
	s.Manual.Advance(time.Minute)
	later, err := metered()
	if err != nil {
		return nil, err
	}
	return []Row{
		{Name: "first click of a process", Value: int64(fresh.Trips), Unit: "trips to the table", Goal: 1},
		{Name: "first click of a process", Value: int64(fresh.RRU * 10), Unit: "tenths of an RRU", Goal: 15},
		{Name: "click, link not in the cache", Value: int64(later.Trips), Unit: "trips to the table", Goal: 1},
		{Name: "click, link not in the cache", Value: int64(later.RRU * 10), Unit: "tenths of an RRU", Goal: 5},
		atMost0("click, cached link", cached.Trips, "trips to the table"),
		atMost0("click", fresh.WRU+cached.WRU+later.WRU, "WRU before the answer"),
		atMost0("click that goes well", len(s.Lines.Drain()), "bytes of log"),
	}, nil
}

// atMost0 is a row whose goal is nothing at all.
func atMost0(name string, n int, unit string) Row {
	return Row{Name: name + ", none of", Value: 1 - int64(min(1, n)), Unit: unit, Goal: 1, More: true}
}

// dashboards meters the overviews of 30 days and the 30 before, after few
// clicks a day and after many (G12).
func dashboards(ctx context.Context) ([]Row, error) {
	few, err := overview(ctx, 10)
	if err != nil {
		return nil, err
	}
	many, err := overview(ctx, 1000)
	if err != nil {
		return nil, err
	}
	return []Row{
		{Name: "overview of 30 days and the 30 before", Value: int64(many.RRU + 0.5), Unit: "RRU", Goal: 16},
		{Name: "overview", Value: int64(many.Trips), Unit: "trips", Goal: 1},
		{Name: "overview after a hundred times the clicks", Value: int64(many.RRU * 100 / few.RRU), Unit: "% of the RRU", Goal: 110},
	}, nil
}

func overview(ctx context.Context, clicksADay int) (tabletest.Usage, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return tabletest.Usage{}, err
	}
	trace, err := s.NewTrace(3)
	if err != nil {
		return tabletest.Usage{}, err
	}
	consume := s.ClickConsumer()
	for range 60 {
		batch, err := trace.Next(clicksADay)
		if err != nil {
			return tabletest.Usage{}, err
		}
		for _, err := range consume(ctx, batch) {
			if err != nil {
				return tabletest.Usage{}, err
			}
		}
		trace.Pass(24 * time.Hour)
	}
	stats := store.Stats{T: s.Table}
	period, err := report.Between("2026-04-09", "2026-05-08")
	if err != nil {
		return tabletest.Usage{}, err
	}
	s.Meter.Reset()
	_, err = report.Reader{Store: stats}.Whole(ctx, report.Asked{Program: s.Program.ID, Currency: money.Currency("EUR"), Period: period})
	return s.Meter.Snapshot(), err
}
