package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// line is a queue that is away, or takes everything.
type line struct {
	away bool
	got  []queue.Message
}

func (l *line) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	if l.away {
		return errors.New("away")
	}
	l.got = append(l.got, ms...)
	return nil
}

func TestClicksThatWereKeptInTheLogAreSentOn(t *testing.T) {
	t.Parallel()
	b, _ := apptest.Backends(t, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	var log bytes.Buffer
	l := &line{away: true}
	b.Queue, b.Log = l, lambdarun.Logger(&log, "Redirect", "info")
	err := store.Links{T: b.Table}.Create(t.Context(), link.Link{
		ID: "lnk_01KAJ8QH0000000000000000N1", Program: "prg_01KAJ8QH00000000000000PR0G", Partner: "ptr_01KAJ8QH000000000000PART01", Key: "summer", Ref: 7,
		Kind: link.Default, Status: link.Active, Destination: "https://shop.example.com/", Version: 1,
		Terms: link.Terms{Website: "https://shop.example.com/", ClickParam: "click_id", WindowDays: 90, Zone: "UTC", EnrollmentRef: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	answer := b.Redirect().Handle(t.Context(), trackapi.Request{Method: http.MethodGet, Key: "summer", Source: "192.0.2.1", Header: func(string) string { return "" }})
	if answer.Status != http.StatusFound || !strings.Contains(log.String(), trackapi.KeptInLog) {
		t.Fatalf("answer %d, log %s", answer.Status, &log)
	}
	l.away = false
	text := "no JSON\n{\"msg\":\"something else\"}\n" + log.String()
	if n, err := replayKept(t.Context(), b, strings.NewReader(text)); err != nil || n != 1 || len(l.got) != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	if errs := b.ClickConsumer()(t.Context(), l.got); errs[0] != nil {
		t.Errorf("the consumer refuses it: %v", errs[0])
	}
	forged := strings.Replace(log.String(), "lnk_01KAJ8QH0000000000000000N1", "lnk_01KAJ8QH0000000000000000N2", 1)
	if _, err := replayKept(t.Context(), b, strings.NewReader(forged)); err == nil {
		t.Error("a click that was changed in the log was sent on")
	}
}

var _ queue.Sender = (*line)(nil)
