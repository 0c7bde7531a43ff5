package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/aws/logs"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// refusing is a queue that takes nothing while it is down.
type refusing struct {
	down bool
	got  []queue.Message
}

// Send takes clicks.
func (r *refusing) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	if r.down {
		return errors.New("down")
	}
	if to == queue.Clicks {
		r.got = append(r.got, ms...)
	}
	return nil
}

// TestNoClickIsLostWhileTheQueueIsDown: a thousand visitors are redirected, the
// log has their clicks, and housekeeping brings all of them back once.
func TestNoClickIsLostWhileTheQueueIsDown(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 21, 6, 2, 0, 0, time.UTC)
	b, now := apptest.Backends(t, start)
	var log bytes.Buffer
	q := &refusing{down: true}
	stamp := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Time(a.Key, now.Now())
		}
		return a
	}
	b.Queue, b.Log = q, slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{ReplaceAttr: stamp}))
	const program = "prg_01KAJ8QH00000000000000PR0G"
	l := link.Link{
		ID: "lnk_01KAJ8QH0000000000000000N1", Program: program, Partner: "ptr_01KAJ8QH000000000000PART01", Key: "summer", Ref: 7,
		Kind: link.Default, Status: link.Active, Destination: "https://shop.example.com/", Version: 1,
		Terms: link.Terms{Website: "https://shop.example.com/", ClickParam: "click_id", WindowDays: 90, Zone: "UTC", EnrollmentRef: 9},
	}
	if err := (store.Links{T: b.Table}).Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	redirect, headers := b.Redirect(), map[string]string{"user-agent": agent, "accept-language": "en"}
	const visitors = 1000
	for i := range visitors {
		a := redirect.Handle(t.Context(), trackapi.Request{
			Method: http.MethodGet, Key: "summer", Source: fmt.Sprintf("192.0.%d.%d:4711", i/250, i%250), Header: func(n string) string { return headers[n] },
		})
		if a.Status != http.StatusFound {
			t.Fatalf("visitor %d is answered with %d", i, a.Status)
		}
	}
	file := filepath.Join(t.TempDir(), "redirect.log")
	if err := os.WriteFile(file, log.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(log.Bytes(), []byte("192.0.")) {
		t.Error("the log has an address")
	}
	b.Kept = logs.File{Path: file}
	now.Advance(time.Minute)
	keep := b.Housekeeping()
	if err := keep(t.Context(), b.Clock.Now()); err == nil || len(q.got) != 0 {
		t.Fatalf("while the queue is down: %v, %d clicks", err, len(q.got))
	}
	q.down = false
	for range 2 { // the second run finds them done
		if err := keep(t.Context(), b.Clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	consume := b.ClickConsumer()
	for len(q.got) > 0 {
		n := min(len(q.got), 300)
		for _, err := range consume(t.Context(), q.got[:n]) {
			if err != nil {
				t.Fatal(err)
			}
		}
		q.got = q.got[n:]
	}
	rows, err := store.Stats{T: b.Table}.Rows(t.Context(), program, report.Whole, report.Total, report.Period{From: "2000-01-01", To: "2100-01-01"})
	if err != nil || len(rows) != 1 || rows[0].Unique != visitors || rows[0].Gross != visitors {
		t.Errorf("counted %+v, %v", rows, err)
	}
}

const agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

var _ queue.Sender = (*refusing)(nil)
