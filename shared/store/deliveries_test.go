package store_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func broken(webhook.Request) (webhook.Response, error) {
	return webhook.Response{Status: http.StatusInternalServerError}, nil
}

func silent(webhook.Request) (webhook.Response, error) {
	return webhook.Response{}, fault.New(fault.Unavailable, "outbound.timeout", "no answer in time")
}

func TestAFailingTargetIsTriedByThePlanAndThenGivenUp(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.JSON, "https://t.example/", webhook.ConversionCreated)
	w.target.answer = broken
	w.hear(w.sale(1))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	w.live(48 * time.Hour)
	var waits []time.Duration
	ids := map[string]bool{}
	for i, at := range w.target.at {
		ids[w.target.calls[i].Header["webhook-id"]] = true
		if i > 0 {
			waits = append(waits, at.Sub(w.target.at[i-1]).Round(time.Minute))
		}
	}
	want := []time.Duration{5 * time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 8 * time.Hour, 24 * time.Hour} // a sweep every five
	if d := cmp.Diff(want, waits); d != "" {
		t.Error(d)
	}
	if len(ids) != 1 {
		t.Errorf("%d message ids", len(ids))
	}
	log := w.log(h)
	if len(log) != 1 || log[0].Status != webhook.Dead || len(log[0].Attempts) != 7 || log[0].Attempts[6].Error != "answered with status 500" {
		t.Errorf("%+v", log)
	}
	w.target.answer = nil
	if _, err := w.manager.Replay(t.Context(), log[0].Ref); err != nil {
		t.Fatal(err)
	}
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	if log := w.log(h); log[0].Status != webhook.OK || len(log[0].Attempts) != 8 || w.target.calls[7].Header["webhook-id"] != w.target.calls[0].Header["webhook-id"] {
		t.Errorf("after the replay: %+v", log[0])
	}
}

func TestAnythingButSuccessIsAFailureWithAReason(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		status int
		err    error
		want   string
	}{
		{200, nil, ""},
		{204, nil, ""},
		{301, nil, "answered with a redirect (301), which is not followed"},
		{404, nil, "answered with status 404"},
		{503, nil, "answered with status 503"},
		{0, fault.New(fault.Forbidden, "outbound.blocked", "the address is not on the public internet"), "the address is not on the public internet"},
		{0, errors.New("dial tcp 10.0.0.1: refused"), "the call failed"},
	} {
		t.Run(fmt.Sprint(tc.status, tc.want), func(t *testing.T) {
			t.Parallel()
			w := newTower(t)
			h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
			w.target.answer = func(webhook.Request) (webhook.Response, error) { return webhook.Response{Status: tc.status}, tc.err }
			w.hear(w.sale(1))
			if err := w.dispatch(); err != nil {
				t.Fatal(err)
			}
			if a := w.log(h)[0].Attempts; len(a) != 1 || a[0].Error != tc.want || a[0].Status != tc.status {
				t.Errorf("%+v", a)
			}
		})
	}
}

// crash runs f and tells whether the process would have died in it.
func crash(f func()) (died bool) {
	defer func() {
		if r := recover(); r != nil {
			died = true
		}
	}()
	f()
	return false
}

func TestACrashAnywhereInADeliveryLosesNothing(t *testing.T) {
	t.Parallel()
	for n := range 12 {
		for _, f := range []memory.Fault{memory.CrashBefore, memory.CrashAfter, memory.Lost, memory.Throttled} {
			t.Run(fmt.Sprintf("fault %d at call %d", f, n), func(t *testing.T) {
				t.Parallel()
				armed, calls := false, 0
				w := newTower(t, memory.WithFaults(func(memory.Call) memory.Fault {
					if !armed {
						return memory.None
					}
					calls++
					if calls == n+1 {
						return f
					}
					return memory.None
				}))
				h, _ := w.hook(webhook.JSON, "https://t.example/", webhook.ConversionCreated)
				e := w.sale(1)
				armed = true
				hear := func() error {
					return webhook.Fanout{Hooks: w.hooks, Deliveries: w.hooks, Splitter: whole{}, Sender: w.belt, Clock: w.clock}.Hear(t.Context(), []event.Event{e})
				}
				for range 3 { // the stream repeats what was not told
					var err error
					if !crash(func() { err = hear() }) && err == nil {
						break
					}
				}
				kept := w.belt.take()
				for range 3 { // the queue repeats what was not done
					var err error
					if !crash(func() { err = w.dispatch(kept...) }) && err == nil {
						break
					}
				}
				armed = false
				w.live(30 * time.Minute)
				if log := w.log(h); len(log) != 1 || log[0].Status != webhook.OK {
					t.Errorf("%+v", log)
				}
				if len(w.target.calls) == 0 || len(w.target.calls) > 2 {
					t.Errorf("%d calls", len(w.target.calls))
				}
				for _, c := range w.target.calls {
					if c.Header["webhook-id"] != w.target.calls[0].Header["webhook-id"] {
						t.Error("the second call has another id")
					}
				}
			})
		}
	}
}

func TestACrashInTheMiddleOfACallIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	first := true
	w.target.answer = func(webhook.Request) (webhook.Response, error) {
		if first {
			first = false
			panic("killed")
		}
		return webhook.Response{Status: http.StatusOK}, nil
	}
	w.hear(w.sale(1))
	again := append([]queue.Message(nil), w.belt.waiting...)
	if !crash(func() { _ = w.dispatch() }) {
		t.Fatal("it did not die")
	}
	if err := w.dispatch(again...); err != nil || len(w.target.calls) != 1 {
		t.Errorf("the redelivery called at once: %d calls, %v", len(w.target.calls), err)
	}
	w.live(10 * time.Minute)
	if log := w.log(h); log[0].Status != webhook.OK || len(w.target.calls) != 2 {
		t.Errorf("%+v after %d calls", log, len(w.target.calls))
	}
}

func TestAHookThatFailsTwentyTimesInARowIsSwitchedOffAndItsOwnerToldOnTheWay(t *testing.T) {
	t.Parallel()
	var told []event.Event
	w := newTower(t, memory.WithStream(func(_, after table.Item) {
		if e, err := event.Decode(store.RawEvent(after).Text); err == nil && after.String("type") == "event" {
			told = append(told, e)
		}
	}))
	h, _ := w.hook(webhook.Get, "https://t.example/x?c={click_id}", webhook.ConversionCreated)
	w.target.answer = broken
	for n := range 20 {
		if now := w.read(h); now.Status == webhook.Disabled {
			t.Fatalf("off after %d failures", n)
		}
		w.hear(w.sale(n))
		if err := w.dispatch(); err != nil {
			t.Fatal(err)
		}
	}
	if now := w.read(h); now.Status != webhook.Disabled || now.LastError != "answered with status 500" || now.Failures != 20 {
		t.Fatalf("%+v", now)
	}
	var steps []string
	for _, e := range told {
		steps = append(steps, string(e.Type)+" "+e.Data[event.Count]+" "+e.Data[event.Target]+" "+string(e.Partner))
	}
	want := []string{
		"hook.failing 5 t.example " + string(tellPartner), "hook.failing 10 t.example " + string(tellPartner),
		"hook.failing 15 t.example " + string(tellPartner), "hook.disabled 20 t.example " + string(tellPartner),
	}
	if d := cmp.Diff(want, steps); d != "" {
		t.Error(d)
	}
	called := len(w.target.calls)
	w.hear(w.sale(50))
	w.live(3 * 24 * time.Hour)
	if len(w.target.calls) != called {
		t.Errorf("called %d times more", len(w.target.calls)-called)
	}
	for _, d := range w.log(h) {
		if d.Status != webhook.Dead {
			t.Errorf("%s waits for a hook that is off", d.Ref.Delivery)
		}
	}
	if _, err := w.manager.Replay(t.Context(), w.log(h)[0].Ref); fault.CodeOf(err) != "webhook.disabled" {
		t.Error(err)
	}
	w.target.answer = nil
	if h, err := w.manager.Enable(t.Context(), tellProgram, tellPartner, h.ID); err != nil || h.Status != webhook.Active || h.Failures != 0 {
		t.Fatal(h, err)
	}
	w.hear(w.sale(51))
	if err := w.dispatch(); err != nil || len(w.target.calls) != called+1 {
		t.Error(err)
	}
}

func TestASuccessBetweenFailuresKeepsAHookAlive(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	for day := range 8 {
		w.target.answer = broken
		if day%3 == 2 {
			w.target.answer = nil
		}
		w.hear(w.sale(day))
		w.live(24 * time.Hour)
	}
	if now, err := w.hooks.Hook(t.Context(), tellProgram, tellPartner, h.ID); err != nil || now.Status == webhook.Disabled {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestOneBadTargetDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	for name, bad := range map[string]func(*target){
		"no answer": func(c *target) {
			c.answer = func(r webhook.Request) (webhook.Response, error) {
				if strings.Contains(r.URL, "bad") {
					return silent(r)
				}
				return webhook.Response{Status: http.StatusOK}, nil
			}
		},
		"a slow one": func(c *target) {
			c.took = func(r webhook.Request) time.Duration {
				if strings.Contains(r.URL, "bad") {
					return 9 * time.Second
				}
				return time.Millisecond
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTower(t)
			w.hook(webhook.Get, "https://bad.example/", webhook.ConversionCreated)
			w.hook(webhook.Get, "https://quick.example/", webhook.ConversionCreated)
			bad(w.target)
			for i := range 10 {
				w.hear(w.sale(i))
			}
			if err := w.dispatch(); err != nil {
				t.Fatal(err)
			}
			count := map[string]int{}
			for _, c := range w.target.calls {
				count[c.URL]++
			}
			if d := cmp.Diff(map[string]int{"https://bad.example/": 4, "https://quick.example/": 10}, count); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff([]int{8, 4, 2}, w.target.rounds); d != "" {
				t.Error(d) // four for each host, side by side; then the quick one alone
			}
			w.target.answer, w.target.took = nil, nil
			w.live(15 * time.Minute)
			if n := len(w.target.calls); name == "a slow one" && n != 20 {
				t.Errorf("%d calls in the end", n)
			}
		})
	}
}

func TestADeletedHookIsNotCalled(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	w.hear(w.sale(1))
	if err := w.manager.Delete(t.Context(), tellProgram, tellPartner, h.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.dispatch(); err != nil || len(w.target.calls) != 0 {
		t.Errorf("%d calls, %v", len(w.target.calls), err)
	}
	w.live(time.Hour)
	if len(w.target.calls) != 0 {
		t.Error("the sweep called it")
	}
}

func TestAMessageThatNamesNoDeliveryIsFinalAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	w.hear(w.sale(1))
	if err := w.dispatch(queue.Message{Body: `{"payout":"pay_1"}`}); !fault.Final(err) || len(w.target.calls) != 1 {
		t.Errorf("%v after %d calls", err, len(w.target.calls))
	}
}

func TestSeveralCommissionsInOneEventDoNotPassForOneSale(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	w.hook(webhook.Get, "https://t.example/?c={click_id}&p={payout}&s={status}", webhook.CommissionApproved)
	for i, n := range []string{"1", "3"} {
		e, err := event.New(event.CommissionApproved, w.clock.Now(), tellProgram, tellPartner, "led_"+strconv.Itoa(i), 1)
		if err != nil {
			t.Fatal(err)
		}
		e.Data = map[string]string{event.Count: n, event.ClickID: "CLICK", event.Payout: "9.00", event.Currency: "EUR", event.Status: "available"}
		w.hear(e)
	}
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	var urls []string
	for _, c := range w.target.calls {
		urls = append(urls, c.URL)
	}
	if d := cmp.Diff([]string{"https://t.example/?c=CLICK&p=9.00&s=approved", "https://t.example/?c=&p=9.00&s=approved"}, urls); d != "" {
		t.Error(d)
	}
}

func TestATestCallAndAPreviewUseInventedValues(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/?c={click_id}", webhook.PayoutSent)
	if _, err := w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, webhook.ConversionCreated); err != nil {
		t.Fatal(err)
	}
	if err := w.dispatch(); err != nil || len(w.target.calls) != 1 || w.target.calls[0].URL != "https://t.example/?c=test-click" {
		t.Errorf("%v, %+v", err, w.target.calls)
	}
	if url, problems := w.manager.Preview("https://t.example/{sub1}?p={payout}"); url != "https://t.example/test-sub?p=12.50" || problems != nil {
		t.Errorf("%s, %v", url, problems)
	}
}
