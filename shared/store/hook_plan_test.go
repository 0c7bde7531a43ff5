package store_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *tower) read(h webhook.Hook) webhook.Hook {
	w.Helper()
	now, err := w.hooks.Hook(w.Context(), h.Program, h.Partner, h.ID)
	if err != nil {
		w.Fatal(err)
	}
	return now
}

func answering(status int, retryAfter string) func(webhook.Request) (webhook.Response, error) {
	return func(webhook.Request) (webhook.Response, error) {
		return webhook.Response{Status: status, RetryAfter: retryAfter, Body: []byte("{\"why\":\"\x00full\"}")}, nil
	}
}

func TestOnlyWhatMayGetBetterIsTriedAgainAndNotBeforeTheTargetAsks(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status int
		after  string
		want   webhook.DeliveryStatus
		wait   time.Duration
	}{
		"a timeout":                   {408, "", webhook.Retry, time.Minute},
		"too many":                    {429, "", webhook.Retry, time.Minute},
		"too many, with a wait":       {429, "7200", webhook.Retry, 2 * time.Hour},
		"down, with a date":           {503, "Sat, 21 Nov 2026 15:00:00 GMT", webhook.Retry, 3 * time.Hour},
		"down, for a very long time":  {503, "99999999", webhook.Retry, 24 * time.Hour},
		"down, back in the past":      {503, "Sat, 21 Nov 2025 15:00:00 GMT", webhook.Retry, time.Minute},
		"down, sooner than planned":   {503, "5", webhook.Retry, time.Minute},
		"down, with words":            {503, "soon", webhook.Retry, time.Minute},
		"an error of theirs":          {500, "", webhook.Retry, time.Minute},
		"a bad request":               {400, "7200", webhook.Dead, 0},
		"not allowed":                 {401, "", webhook.Dead, 0},
		"gone":                        {410, "", webhook.Dead, 0},
		"a redirect":                  {302, "", webhook.Dead, 0},
		"something below all numbers": {100, "", webhook.Dead, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTower(t)
			h, _ := w.hook(webhook.Get, "https://t.example/?c={click_id}", webhook.ConversionCreated)
			w.target.answer = answering(tc.status, tc.after)
			w.hear(w.sale(1))
			if err := w.dispatch(); err != nil {
				t.Fatal(err)
			}
			got := w.log(h)[0]
			if got.Status != tc.want || tc.wait > 0 && got.NextAt.Sub(tellNoon) != tc.wait || got.Attempts[0].Answer != `{"why":"full"}` {
				t.Errorf("%s, next at %s, answer %q", got.Status, got.NextAt, got.Attempts[0].Answer)
			}
		})
	}
}

func TestTheLogShowsTheWholeLastCall(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.JSON, "https://t.example/?x={sub1}", webhook.ConversionCreated)
	made, err := w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	if r, err := made.Request(h.Form); err != nil || r.URL != "" {
		t.Errorf("before the call: %+v, %v", r, err)
	}
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	d, form, err := w.manager.Delivery(t.Context(), made.Ref)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := d.Request(form)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(w.target.calls[0], shown); d != "" {
		t.Error(d)
	}
	if !strings.Contains(string(shown.Body), `"test":true`) {
		t.Errorf("%s does not say that it is a test", shown.Body)
	}
}

func TestTestCallsNeverSwitchAHookOffAndReachOneThatIs(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	w.target.answer = broken
	for range 25 {
		if _, err := w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, ""); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(time.Second)
	}
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	if now := w.read(h); now.Status != webhook.Active || now.Failures != 0 {
		t.Errorf("%+v", now)
	}
	if _, err := w.manager.Pause(t.Context(), tellProgram, tellPartner, h.ID); err != nil {
		t.Fatal(err)
	}
	called := len(w.target.calls)
	if _, err := w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, ""); err != nil {
		t.Fatal(err)
	}
	if err := w.dispatch(); err != nil || len(w.target.calls) != called+1 {
		t.Errorf("%d calls, %v", len(w.target.calls)-called, err)
	}
}

func TestAPausedHookHearsNothing(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	w.hear(w.sale(1))
	if p, err := w.manager.Pause(t.Context(), tellProgram, tellPartner, h.ID); err != nil || p.Status != webhook.Paused {
		t.Fatal(p, err)
	}
	in := webhook.Input{Name: "New name", URL: h.URL, Topics: h.Topics}
	if u, err := w.manager.Update(t.Context(), tellProgram, tellPartner, h.ID, in); err != nil || u.Status != webhook.Paused {
		t.Errorf("%+v, %v", u, err)
	}
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	w.hear(w.sale(2))
	w.live(time.Hour)
	if log := w.log(h); len(w.target.calls) != 0 || len(log) != 1 || log[0].Reason != "the hook is paused" {
		t.Errorf("%d calls, log %+v", len(w.target.calls), log)
	}
	if _, err := w.manager.Replay(t.Context(), w.log(h)[0].Ref); fault.CodeOf(err) != "webhook.paused" {
		t.Error(err)
	}
	for range 2 {
		if p, err := w.manager.Enable(t.Context(), tellProgram, tellPartner, h.ID); err != nil || p.Status != webhook.Active {
			t.Fatal(p, err)
		}
	}
	w.hear(w.sale(3))
	if err := w.dispatch(); err != nil || len(w.target.calls) != 1 {
		t.Errorf("%d calls, %v", len(w.target.calls), err)
	}
}

func TestAProgramsOwnHookHearsOfAllPartnersAndOfMore(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	own, secret, err := w.manager.Create(t.Context(), tellProgram, "", webhook.Input{
		Form: webhook.JSON, URL: "https://shop.example/", Topics: []webhook.Topic{webhook.ConversionCreated, webhook.PartnerApplied},
	})
	if err != nil {
		t.Fatal(err)
	}
	others := w.sale(2)
	others.Partner = tellOther
	applied, err := event.New(event.EnrollmentApplied, tellNoon, tellProgram, tellOther, "x", 1)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := w.sale(3)
	elsewhere.Program = "prg_01JD0000000000000000OTHER0"
	w.hear(w.sale(1), others, applied, elsewhere)
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	if len(w.target.calls) != 3 || !strings.Contains(string(w.target.calls[1].Body), string(tellOther)) {
		t.Fatalf("%d calls", len(w.target.calls))
	}
	for _, call := range w.target.calls {
		verify(t, call, secret)
	}
	if _, err := w.manager.Rotate(t.Context(), tellProgram, tellPartner, own.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a partner reaches the program's hook: %v", err)
	}
	in := webhook.Input{Form: webhook.JSON, URL: "https://t.example/", Topics: []webhook.Topic{webhook.PartnerApplied}}
	if _, _, err := w.manager.Create(t.Context(), tellProgram, tellPartner, in); !fault.Is(err, fault.Invalid) {
		t.Errorf("a partner subscribes to what is the program's: %v", err)
	}
}

func TestWhatFailedInAWindowIsSentAgain(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/?t={transaction_id}", webhook.ConversionCreated)
	w.target.answer = answering(404, "")
	for n := range 6 {
		w.hear(w.sale(n))
		if err := w.dispatch(); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(time.Hour)
	}
	w.target.answer = nil
	w.hear(w.sale(7))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	called := len(w.target.calls)
	ref := webhook.Ref{Program: tellProgram, Partner: tellPartner, Hook: h.ID}
	n, more, err := w.manager.ReplayFailed(t.Context(), ref, webhook.Window{From: tellNoon.Add(time.Hour), To: tellNoon.Add(5 * time.Hour)})
	if err != nil || n != 4 || more {
		t.Fatalf("%d, %v, %v", n, more, err)
	}
	if err := w.dispatch(); err != nil || len(w.target.calls)-called != 4 {
		t.Errorf("%d calls, %v", len(w.target.calls)-called, err)
	}
	if n, _, err := w.manager.ReplayFailed(t.Context(), ref, webhook.Window{From: tellNoon, To: tellNoon.AddDate(0, 0, 1)}); n != 2 || err != nil {
		t.Errorf("the rest: %d, %v", n, err)
	}
	if _, _, err := w.manager.ReplayFailed(t.Context(), ref, webhook.Window{From: tellNoon, To: tellNoon}); fault.CodeOf(err) != "webhook.bad_window" {
		t.Error(err)
	}
}

func TestThereAreNeverMoreHooksThanAllowedHoweverManyAreMadeAtOnce(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			m := w.manager
			m.Entropy = strings.NewReader(strings.Repeat(strconv.Itoa(i%10)+"x", 100) + strings.Repeat(strconv.Itoa(i), 100))
			in := webhook.Input{Form: webhook.Get, URL: "https://t.example/" + strconv.Itoa(i), Topics: []webhook.Topic{webhook.PayoutSent}}
			_, _, err := m.Create(t.Context(), tellProgram, tellPartner, in)
			if err != nil && fault.CodeOf(err) != "webhook.too_many" && !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if have, err := w.hooks.Of(t.Context(), tellProgram, tellPartner); err != nil || len(have) > webhook.MaxHooks {
		t.Errorf("%d hooks, %v", len(have), err)
	}
}

func TestEveryTopicHasAnExample(t *testing.T) {
	t.Parallel()
	for _, topic := range webhook.Topics("") {
		body, err := webhook.Example(topic, tellNoon, strings.NewReader(strings.Repeat("r", 64)))
		if err != nil || !strings.Contains(string(body), `"type":"`+string(topic)+`"`) || !strings.Contains(string(body), `"test":true`) {
			t.Errorf("%s: %s, %v", topic, body, err)
		}
		if e, err := webhook.Sample(topic, tellProgram, "", tellNoon, strings.NewReader(strings.Repeat("r", 64))); err != nil || !slices.Contains(webhook.TopicsOf(e), topic) {
			t.Errorf("the sample of %s is told as %v, %v", topic, webhook.TopicsOf(e), err)
		}
	}
}

func TestASlowHostGetsATenthOfTheTimeAndLosesNothing(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://bad.example/", webhook.ConversionCreated)
	w.hook(webhook.Get, "https://quick.example/", webhook.ConversionCreated)
	w.target.took = func(r webhook.Request) time.Duration {
		if strings.Contains(r.URL, "bad") {
			return 9 * time.Second
		}
		return time.Millisecond
	}
	d := webhook.Dispatcher{Hooks: w.hooks, Deliveries: w.hooks, Sealer: wax{}, Caller: w.target, Clock: w.clock, Laggards: &webhook.Laggards{}}
	batch := func() (bad, quick int) {
		t.Helper()
		before := len(w.target.calls)
		if err := errors.Join(d.Handle(t.Context(), w.belt.take())...); err != nil {
			t.Fatal(err)
		}
		for _, c := range w.target.calls[before:] {
			if strings.Contains(c.URL, "bad") {
				bad++
			} else {
				quick++
			}
		}
		return bad, quick
	}
	for n := range 8 {
		w.hear(w.sale(n))
	}
	if bad, quick := batch(); bad != 4 || quick != 8 {
		t.Errorf("at first %d and %d calls", bad, quick)
	}
	for n := range 8 {
		w.clock.Advance(10 * time.Second)
		w.hear(w.sale(100 + n))
		if bad, quick := batch(); bad != 0 || quick != 1 {
			t.Errorf("while it rests %d and %d calls", bad, quick)
		}
	}
	for range 30 {
		now := w.clock.Advance(5 * time.Minute)
		if err := (webhook.Sweep{Deliveries: w.hooks, Sender: w.belt}).Run(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		batch()
	}
	for _, d := range w.log(h) {
		if d.Status != webhook.OK {
			t.Errorf("%s is %s", d.Ref.Delivery, d.Status)
		}
	}
}

func TestWhoChangesAHookIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	w.manager.Hooks = store.Hooks{T: w.table, Clock: w.clock}
	ctx := audit.With(t.Context(), audit.Stamp{Actor: "usr_1"})
	h, _, err := w.manager.Create(ctx, tellProgram, "", webhook.Input{Form: webhook.JSON, URL: "https://t.example/", Topics: []webhook.Topic{webhook.PayoutSent}})
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []func() error{
		func() error { _, err := w.manager.Rotate(ctx, tellProgram, "", h.ID); return err },
		func() error { return w.manager.Delete(ctx, tellProgram, "", h.ID) },
	} {
		w.clock.Advance(time.Second)
		if err := change(); err != nil {
			t.Fatal(err)
		}
	}
	log, err := store.Audit{T: w.table}.OfResource(t.Context(), string(h.ID), page.Request{})
	if err != nil {
		t.Fatal(err)
	}
	var acts []string
	for _, e := range log.Data {
		acts = append(acts, e.Actor+" "+e.Action)
	}
	if d := cmp.Diff([]string{"usr_1 hook.delete", "usr_1 hook.save", "usr_1 hook.save"}, acts); d != "" {
		t.Error(d)
	}
}

func TestTestCallsCannotFloodAnAddress(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.ConversionCreated)
	var err error
	for n := 0; n <= 30 && err == nil; n++ {
		_, err = w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, "")
		w.clock.Advance(time.Second)
	}
	if !fault.Is(err, fault.TooMany) || len(w.belt.take()) != 30 {
		t.Errorf("after 30 calls in a minute: %v", err)
	}
	w.clock.Advance(time.Minute)
	if _, err := w.manager.Test(t.Context(), tellProgram, tellPartner, h.ID, ""); err != nil {
		t.Error(err)
	}
}
