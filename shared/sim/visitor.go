package sim

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// visit lets somebody follow a partner's link. The visitor is sent on whatever
// the table does, or at worst told to come again.
func (w *world) visit() error {
	p := w.partners[w.luck.IntN(len(w.partners))]
	headers := map[string]string{
		"user-agent":     fmt.Sprintf("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", 130+w.luck.IntN(4)),
		"sec-fetch-dest": "document", "sec-fetch-mode": "navigate",
	}
	r := trackapi.Request{
		Method: http.MethodGet, Key: p.key, Query: fmt.Sprint("sub1=s", w.luck.IntN(3)), Host: "go.test", Source: "192.0.2.7:4711",
		Header: func(name string) string { return headers[name] },
	}
	err := w.run(func(ctx context.Context) error {
		if status := w.redirect.Handle(ctx, r).Status; status != http.StatusFound && (w.calm || status < 500) {
			return fmt.Errorf("a visitor was answered with %d", status)
		}
		return nil
	})
	return w.allowed(err)
}

// Put archives.
func (w *world) Put(_ context.Context, name, _ string, body []byte) error {
	w.archive[name] = body
	return nil
}

// List names what is archived.
func (w *world) List(_ context.Context, prefix string) ([]string, error) {
	var out []string
	for name := range w.archive {
		if strings.HasPrefix(name, prefix) {
			out = append(out, name)
		}
	}
	return out, nil
}

// Get reads from the archive.
func (w *world) Get(_ context.Context, name string, _ int64) ([]byte, error) {
	return w.archive[name], nil
}

// clicks holds the counted clicks against those that were sent (I-13): never
// more, and exactly as many once the days were counted again.
func (w *world) countClicks(ctx context.Context) error {
	if n, err := w.counted(ctx, report.Whole); err != nil {
		return err
	} else if n.Gross > w.clicks {
		return fmt.Errorf("%d clicks are counted of %d", n.Gross, w.clicks)
	}
	last := w.clock.Now().AddDate(0, 0, 1)
	for day := begin.AddDate(0, 0, -1); day.Before(last) && day.Before(w.lastClick.AddDate(0, 0, 2)); day = day.Add(24 * time.Hour) {
		if _, err := w.backends.Recounter().Day(ctx, clock.Day(day, time.UTC)); err != nil {
			return err
		}
	}
	n, err := w.counted(ctx, report.Whole)
	if err == nil && n.Gross != w.clicks {
		err = fmt.Errorf("%d clicks are counted of %d", n.Gross, w.clicks)
	}
	return err
}

// counted sums a scope's days.
func (w *world) counted(ctx context.Context, s report.Scope) (report.Counters, error) {
	var sum report.Counters
	for from := begin.AddDate(0, 0, -2); from.Before(w.clock.Now()); from = from.AddDate(0, 0, 91) {
		p := report.Period{From: clock.Day(from, time.UTC), To: clock.Day(from.AddDate(0, 0, 90), time.UTC)}
		rows, err := store.Stats{T: w.table}.Rows(ctx, w.program, s, report.Total, p)
		if err != nil {
			return sum, err
		}
		for _, r := range rows {
			sum = sum.Plus(r.Counters)
		}
	}
	return sum, nil
}

// countMoney holds what the days count against the model.
func (w *world) countMoney(ctx context.Context) error {
	all, err := w.counted(ctx, report.Whole)
	if err != nil {
		return err
	}
	if n, revenue := w.shop.sales(); all.Sales != n || all.Revenue != revenue {
		return fmt.Errorf("%d sales of %d are counted, the model says %d of %d", all.Sales, all.Revenue, n, revenue)
	}
	for i, p := range w.partners {
		own, err := w.counted(ctx, report.Of(p.id))
		if err != nil {
			return err
		}
		if want := w.shop.earned(i) + w.awarded(i); own.Earned != want || own.Pending != 0 {
			return fmt.Errorf("partner %d: %d earned and %d pending are counted, the model says %d", i, own.Earned, own.Pending, want)
		}
	}
	return nil
}
