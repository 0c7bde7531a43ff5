package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// tellTable is a table with its stream, and a hook by which events get into it.
type tellTable struct {
	*testing.T
	clock  *clock.Manual
	table  *memory.Table
	stream []table.Item
	events store.Events
	hook   webhook.Hook
}

func newTellTable(t *testing.T) *tellTable {
	t.Helper()
	o := &tellTable{T: t, clock: clock.NewManual(tellNoon)}
	o.table = memory.New(o.clock, memory.WithStream(func(before, after table.Item) {
		if before == nil && after.String("type") == "event" {
			o.stream = append(o.stream, after)
		}
	}))
	o.events = store.Events{T: o.table}
	o.hook = webhook.Hook{ID: "whk_1", Program: tellProgram, Partner: tellPartner, Form: webhook.Get, URL: "https://t.example/", CreatedAt: tellNoon}
	return o
}

// commit writes events with a change of something else.
func (o *tellTable) commit(es ...event.Event) {
	o.Helper()
	o.hook.Version++
	if err := (store.Hooks{T: o.table}).SaveHook(o.Context(), o.hook, es...); err != nil {
		o.Fatal(err)
	}
}

func (o *tellTable) event(typ event.Type, subject string) event.Event {
	o.Helper()
	e, err := event.New(typ, o.clock.Now(), tellProgram, tellPartner, subject, 1)
	if err != nil {
		o.Fatal(err)
	}
	e.Data = map[string]string{event.Payout: "12.50", event.Currency: "EUR"}
	e.Rollups = []event.Rollup{{Day: "2026-11-21", Delta: map[string]int64{"approved": 1250}}}
	return e
}

func TestAnEventCommittedIsOnTheStreamAndInItsMinute(t *testing.T) {
	t.Parallel()
	o := newTellTable(t)
	e := o.event(event.CommissionApproved, "led_1")
	o.commit(e)
	if len(o.stream) != 1 {
		t.Fatalf("%d records", len(o.stream))
	}
	got, err := event.Decode(store.RawEvent(o.stream[0]).Text)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(e, got); d != "" {
		t.Error(d)
	}
	raws, err := o.events.Minute(t.Context(), tellNoon)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]event.Raw{store.RawEvent(o.stream[0])}, raws); d != "" {
		t.Error(d)
	}
	if raws, err := o.events.Minute(t.Context(), tellNoon.Add(time.Minute)); err != nil || len(raws) != 0 {
		t.Errorf("%d events a minute later, %v", len(raws), err)
	}
}

func TestEveryShardOfAMinuteIsRead(t *testing.T) {
	t.Parallel()
	o := newTellTable(t)
	places := map[string]bool{}
	for i := range 60 {
		o.commit(o.event(event.PayoutQueued, "pay_"+string(rune('A'+i))))
	}
	for _, item := range o.stream {
		places[item.String(table.PK)] = true
	}
	raws, err := o.events.Minute(t.Context(), tellNoon)
	if err != nil || len(raws) != 60 || len(places) != 8 {
		t.Errorf("%d events in %d shards, %v", len(raws), len(places), err)
	}
}

func TestWhatWasParkedCanBeFoundAndForgotten(t *testing.T) {
	t.Parallel()
	o := newTellTable(t)
	bad := event.Raw{Origin: "OUT#202611211200#3#evt_1", Text: "{"}
	for range 2 {
		if err := o.events.Park(t.Context(), bad, "cannot be read"); err != nil {
			t.Fatal(err)
		}
	}
	parked, err := o.events.Parked(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[event.Raw]string{bad: "cannot be read"}, parked); d != "" {
		t.Error(d)
	}
	if err := o.events.Unpark(t.Context(), bad); err != nil {
		t.Fatal(err)
	}
	if parked, err := o.events.Parked(t.Context()); err != nil || len(parked) != 0 {
		t.Errorf("%v, %v", parked, err)
	}
}

func TestTheSweepRemembersHowFarItCame(t *testing.T) {
	t.Parallel()
	o := newTellTable(t)
	if at, err := o.events.Swept(t.Context()); err != nil || !at.IsZero() {
		t.Fatal(at, err)
	}
	if err := o.events.MarkSwept(t.Context(), tellNoon); err != nil {
		t.Fatal(err)
	}
	if at, err := o.events.Swept(t.Context()); err != nil || !at.Equal(tellNoon) {
		t.Error(at, err)
	}
}

func TestActivityIsOfTheProgramAndOfThePartnerAndOnlyWhatIsShown(t *testing.T) {
	t.Parallel()
	o := newTellTable(t)
	a := store.Activity{T: o.table}
	var es []event.Event
	for _, typ := range []event.Type{event.ConversionRecorded, event.CommissionCreated, event.CommissionApproved, event.PayoutQueued, event.PayoutSent} {
		es = append(es, o.event(typ, "x_"+string(typ)))
		o.clock.Advance(time.Second)
	}
	es[0].Partner = ""
	for range 2 {
		if err := a.Hear(t.Context(), es); err != nil {
			t.Fatal(err)
		}
	}
	for of, want := range map[id.Partner][]event.Type{
		"":          {event.PayoutSent, event.CommissionApproved, event.ConversionRecorded},
		tellPartner: {event.PayoutSent, event.CommissionApproved},
		tellOther:   nil,
	} {
		p, err := a.Recent(t.Context(), tellProgram, of, page.Request{})
		if err != nil {
			t.Fatal(err)
		}
		var got []event.Type
		for _, e := range p.Data {
			got = append(got, e.Type)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", of, d)
		}
	}
}

// queues is every queue.
type queues map[queue.Name][]queue.Message

func (q queues) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	q[to] = append(q[to], ms...)
	return nil
}

func TestTheWholeRelayBringsAnEventToAllWhoListenAndTheSweepToNobodyTwice(t *testing.T) {
	t.Parallel()
	o, q := newTellTable(t), queues{}
	hooks := store.Hooks{T: o.table}
	manager := webhook.Manager{Hooks: hooks, Deliveries: hooks, Sealer: wax{}, Sender: q, Clock: o.clock, Entropy: slowEntropy{}}
	if _, _, err := manager.Create(t.Context(), tellProgram, tellPartner, webhook.Input{Form: webhook.Get, URL: "https://t.example/", Topics: []webhook.Topic{webhook.PayoutSent}}); err != nil {
		t.Fatal(err)
	}
	var rolled []id.Event
	relay := event.Relay{Parker: o.events, Listeners: []event.Listener{
		event.Forward{To: queue.Payouts, Sender: q, Wrap: event.OrderPayout},
		event.Forward{To: queue.Notices, Sender: q, Wrap: notice.Message},
		webhook.Fanout{Hooks: hooks, Deliveries: hooks, Splitter: whole{}, Sender: q, Clock: o.clock},
		event.ListenerFunc(func(_ context.Context, es []event.Event) error {
			for _, e := range es {
				rolled = append(rolled, e.ID)
			}
			return nil
		}),
		store.Activity{T: o.table},
	}}
	sent, queued := o.event(event.PayoutSent, "pay_1"), o.event(event.PayoutQueued, "pay_2")
	o.commit(sent, queued)
	var raws []event.Raw
	for _, item := range o.stream {
		raws = append(raws, store.RawEvent(item))
	}
	if n, err := relay.Tell(t.Context(), raws); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if len(q[queue.Payouts]) != 1 || len(q[queue.Notices]) != 1 || len(q[queue.Webhooks]) != 1 || !slices.Contains(rolled, sent.ID) || !slices.Contains(rolled, queued.ID) {
		t.Errorf("%+v, rolled up %v", q, rolled)
	}
	if err := (event.Sweep{Outbox: o.events, Relay: relay}).Run(t.Context(), o.clock.Advance(4*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if len(q[queue.Webhooks]) != 1 || len(q[queue.Payouts]) != 2 || q[queue.Payouts][0].ID != q[queue.Payouts][1].ID {
		t.Errorf("after the sweep: %+v", q)
	}
}

// slowEntropy is as random as a test needs it.
type slowEntropy struct{}

func (slowEntropy) Read(p []byte) (int, error) { return len(p), nil }
