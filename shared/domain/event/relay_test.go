package event_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// ear hears events and fails as it is told to.
type ear struct {
	heard []string
	fail  func(subject string) error
}

func (l *ear) Hear(_ context.Context, es []event.Event) error {
	for _, e := range es {
		if l.fail != nil {
			if err := l.fail(e.Subject); err != nil {
				return err
			}
		}
		l.heard = append(l.heard, e.Subject)
	}
	return nil
}

type parking struct{ parked []event.Raw }

func (p *parking) Park(_ context.Context, r event.Raw, _ string) error {
	p.parked = append(p.parked, r)
	return nil
}

func raws(t *testing.T, subjects ...string) []event.Raw {
	t.Helper()
	var out []event.Raw
	for i, s := range subjects {
		text := s
		if s != "garbage" {
			text = event.Encode(recorded(t, s))
		}
		out = append(out, event.Raw{Origin: fmt.Sprint(i), Text: text})
	}
	return out
}

func TestTheRelayTellsEveryListenerInOrder(t *testing.T) {
	t.Parallel()
	a, b := &ear{}, &ear{}
	n, err := event.Relay{Listeners: []event.Listener{a, b}, Parker: &parking{}}.Tell(t.Context(), raws(t, "1", "2", "3"))
	if n != 3 || err != nil {
		t.Fatal(n, err)
	}
	want := []string{"1", "2", "3"}
	if d := cmp.Diff([][]string{want, want}, [][]string{a.heard, b.heard}); d != "" {
		t.Error(d)
	}
}

func TestWhatNobodyCanReadIsParkedAndTheRestIsTold(t *testing.T) {
	t.Parallel()
	a, p := &ear{}, &parking{}
	in := raws(t, "1", "garbage", "3")
	n, err := event.Relay{Listeners: []event.Listener{a}, Parker: p}.Tell(t.Context(), in)
	if n != 3 || err != nil {
		t.Fatal(n, err)
	}
	if d := cmp.Diff([]string{"1", "3"}, a.heard); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]event.Raw{in[1]}, p.parked); d != "" {
		t.Error(d)
	}
}

func TestAFinalRefusalIsParkedButNotWhileAnotherListenerMayRecover(t *testing.T) {
	t.Parallel()
	final := func(s string) error {
		if s == "2" {
			return fault.New(fault.Invalid, "x", "never")
		}
		return nil
	}
	p := &parking{}
	if n, err := (event.Relay{Listeners: []event.Listener{&ear{fail: final}}, Parker: p}).Tell(t.Context(), raws(t, "1", "2", "3")); n != 3 || err != nil || len(p.parked) != 1 {
		t.Errorf("alone: told %d, %v, parked %d", n, err, len(p.parked))
	}
	down := func(s string) error {
		if s == "2" {
			return errors.New("down")
		}
		return nil
	}
	p = &parking{}
	if n, err := (event.Relay{Listeners: []event.Listener{&ear{fail: final}, &ear{fail: down}}, Parker: p}).Tell(t.Context(), raws(t, "1", "2", "3")); n != 1 || err == nil || len(p.parked) != 0 {
		t.Errorf("with another in trouble: stopped at %d, %v, parked %d", n, err, len(p.parked))
	}
}

func TestOneListenerInTroubleDoesNotSilenceTheOthers(t *testing.T) {
	t.Parallel()
	b := &ear{}
	broken := &ear{fail: func(string) error { return errors.New("down") }}
	if n, err := (event.Relay{Listeners: []event.Listener{broken, b}}).Tell(t.Context(), raws(t, "1", "2")); n != 0 || err == nil {
		t.Errorf("told %d, %v", n, err)
	}
	if len(b.heard) == 0 {
		t.Error("the other listener heard nothing")
	}
}

type sent map[queue.Name][]queue.Message

func (s sent) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	s[to] = append(s[to], ms...)
	return nil
}

func TestOnlyAQueuedPayoutBecomesAnOrder(t *testing.T) {
	t.Parallel()
	s := sent{}
	queued, err := event.New(event.PayoutQueued, noon, "prg_1", "ptr_9", "pay_7", 3)
	if err != nil {
		t.Fatal(err)
	}
	f := event.Forward{To: queue.Payouts, Sender: s, Wrap: event.OrderPayout}
	if err := f.Hear(t.Context(), []event.Event{recorded(t, "cnv_1"), queued}); err != nil {
		t.Fatal(err)
	}
	want := sent{queue.Payouts: {{ID: string(queued.ID), Group: "ptr_9", Body: `{"payout":"pay_7"}`}}}
	if d := cmp.Diff(want, s); d != "" {
		t.Error(d)
	}
}

// box is an outbox of minutes.
type box struct {
	minutes map[time.Time][]event.Raw
	mark    time.Time
	broken  time.Time
}

func (b *box) Minute(_ context.Context, m time.Time) ([]event.Raw, error) {
	if m.Equal(b.broken) {
		return nil, errors.New("throttled")
	}
	return b.minutes[m], nil
}
func (b *box) Swept(context.Context) (time.Time, error)       { return b.mark, nil }
func (b *box) MarkSwept(_ context.Context, t time.Time) error { b.mark = t; return nil }
func (b *box) add(t *testing.T, at time.Time, subject string) { b.minutes[at] = raws(t, subject) }
func (b *box) sweep(t *testing.T, l event.Listener) event.Sweep {
	t.Helper()
	return event.Sweep{Outbox: b, Relay: event.Relay{Listeners: []event.Listener{l}}}
}
func newBox() *box { return &box{minutes: map[time.Time][]event.Raw{}} }

func TestARelayThatWasDeadForADayLosesNothing(t *testing.T) {
	t.Parallel()
	b, l := newBox(), &ear{}
	b.mark = noon
	for h := range 25 {
		b.add(t, noon.Add(time.Duration(h)*time.Hour+7*time.Minute), fmt.Sprint(h))
	}
	now := noon.Add(25 * time.Hour)
	for range 20 {
		if err := b.sweep(t, l).Run(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		now = now.Add(5 * time.Minute)
	}
	told := map[string]bool{}
	for _, s := range l.heard {
		told[s] = true
	}
	if len(told) != 25 {
		t.Errorf("told %d of 25", len(told))
	}
}

func TestTheLastQuarterIsToldWhileOlderTimesAreCaughtUp(t *testing.T) {
	t.Parallel()
	b, l := newBox(), &ear{}
	b.mark = noon.Add(-48 * time.Hour)
	b.add(t, noon.Add(-3*time.Minute), "fresh")
	if err := b.sweep(t, l).Run(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"fresh"}, l.heard); d != "" {
		t.Error(d)
	}
}

func TestAMinuteInTroubleHoldsTheMarkButNotTheOthers(t *testing.T) {
	t.Parallel()
	b, l := newBox(), &ear{}
	b.mark, b.broken = noon.Add(-5*time.Minute), noon.Add(-10*time.Minute)
	b.add(t, noon.Add(-2*time.Minute), "1")
	if err := b.sweep(t, l).Run(t.Context(), noon); err == nil {
		t.Error("the trouble went unheard")
	}
	if len(l.heard) != 1 || !b.mark.Equal(noon.Add(-5*time.Minute)) {
		t.Errorf("heard %v, mark %s", l.heard, b.mark)
	}
}
