package store_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	tellProgram = id.Program("prg_01JD0000000000000000SHOES0")
	tellPartner = id.Partner("ptr_01JD00000000000000000ANNA0")
	tellOther   = id.Partner("ptr_01JD000000000000000000BEN0")
)

var tellNoon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// belt is a queue in memory: what was sent and not yet taken.
type belt struct{ waiting []queue.Message }

func (b *belt) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	b.waiting = append(b.waiting, ms...)
	return nil
}

func (b *belt) take() []queue.Message {
	ms := b.waiting
	b.waiting = nil
	return ms
}

// wax seals by writing the subject in front.
type wax struct{}

func (wax) Seal(_ context.Context, subject string, plain []byte) ([]byte, error) {
	return append([]byte(subject+"|"), plain...), nil
}

func (wax) Open(_ context.Context, subject string, sealed []byte) ([]byte, error) {
	plain, ok := bytes.CutPrefix(sealed, []byte(subject+"|"))
	if !ok {
		return nil, errors.New("sealed for another")
	}
	return plain, nil
}

// target answers calls and keeps them.
type target struct {
	calls  []webhook.Request
	at     []time.Time
	clock  clock.Clock
	answer func(webhook.Request) (webhook.Response, error)
	took   func(webhook.Request) time.Duration
	rounds []int
}

func (c *target) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	c.rounds = append(c.rounds, len(rs))
	for i, r := range rs {
		c.calls, c.at = append(c.calls, r), append(c.at, c.clock.Now())
		out[i].Status = http.StatusOK
		if c.answer != nil {
			out[i].Response, out[i].Err = c.answer(r)
		}
		if c.took != nil {
			out[i].Took = c.took(r)
		}
	}
	return out
}

// tower is everything that tells hooks, on a table in memory.
type tower struct {
	*testing.T
	clock   *clock.Manual
	table   *memory.Table
	hooks   store.Hooks
	belt    *belt
	target  *target
	manager webhook.Manager
}

func newTower(t *testing.T, options ...memory.Option) *tower {
	t.Helper()
	c := clock.NewManual(tellNoon)
	w := &tower{T: t, clock: c, table: memory.New(c, options...), belt: &belt{}, target: &target{clock: c}}
	w.hooks = store.Hooks{T: w.table}
	w.manager = webhook.Manager{Hooks: w.hooks, Deliveries: w.hooks, Sealer: wax{}, Sender: w.belt, Clock: c, Entropy: rand.NewChaCha8([32]byte{7})}
	return w
}

func (w *tower) hook(form webhook.Form, url string, topics ...webhook.Topic) (webhook.Hook, string) {
	w.Helper()
	h, secret, err := w.manager.Create(w.Context(), tellProgram, tellPartner, webhook.Input{Name: "Tracker", Form: form, URL: url, Topics: topics})
	if err != nil {
		w.Fatal(err)
	}
	return h, secret
}

// sale is an event as the money side writes it, with more than may leave.
func (w *tower) sale(n int) event.Event {
	w.Helper()
	e, err := event.New(event.ConversionRecorded, w.clock.Now(), tellProgram, tellPartner, "cnv_01JD0000000000000000000"+strconv.Itoa(100+n), 1)
	if err != nil {
		w.Fatal(err)
	}
	e.Data = map[string]string{
		event.Kind: "sale", event.ClickID: "CLICK", event.TransactionID: "order 1", event.Payout: "12.50", event.Amount: "125.00", event.Currency: "EUR",
		event.Sub1: "news", event.CommissionID: "com_1", "customer_email": "carla@shop.example", "fraud_score": "9",
	}
	return e
}

func (w *tower) hear(es ...event.Event) {
	w.Helper()
	f := webhook.Fanout{Hooks: w.hooks, Deliveries: w.hooks, Splitter: whole{}, Sender: w.belt, Clock: w.clock}
	if err := f.Hear(w.Context(), es); err != nil {
		w.Fatal(err)
	}
}

// dispatch handles what is on the queue and returns the first error.
func (w *tower) dispatch(ms ...queue.Message) error {
	d := webhook.Dispatcher{Hooks: w.hooks, Deliveries: w.hooks, Sealer: wax{}, Caller: w.target, Clock: w.clock}
	return errors.Join(d.Handle(w.Context(), append(w.belt.take(), ms...))...)
}

// live lets time pass in steps of five minutes, with a sweep at each.
func (w *tower) live(d time.Duration) {
	w.Helper()
	for end := w.clock.Now().Add(d); w.clock.Now().Before(end); {
		now := w.clock.Advance(5 * time.Minute)
		if err := (webhook.Sweep{Deliveries: w.hooks, Sender: w.belt}).Run(w.Context(), now); err != nil {
			w.Fatal(err)
		}
		if err := w.dispatch(); err != nil {
			w.Fatal(err)
		}
	}
}

func (w *tower) log(h webhook.Hook) []webhook.Delivery {
	w.Helper()
	p, err := w.manager.Log(w.Context(), tellProgram, tellPartner, h.ID, page.Request{})
	if err != nil {
		w.Fatal(err)
	}
	return p.Data
}

func TestAPostbackIsCalledWithItsMacrosFilledIn(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, secret := w.hook(webhook.Get, "https://t.example/pb?c={click_id}&t={tid}&p={payout}&s={status}&e={event}&ts={timestamp}&sub={sub1}", webhook.ConversionCreated)
	w.hear(w.sale(1))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	want := []webhook.Request{{
		Method: "GET", Header: map[string]string{"User-Agent": "partner-postback/1"},
		URL: "https://t.example/pb?c=CLICK&t=order%201&p=12.50&s=pending&e=sale&ts=" + strconv.FormatInt(tellNoon.Unix(), 10) + "&sub=news",
	}}
	if d := cmp.Diff(want, w.target.calls); d != "" {
		t.Error(d)
	}
	if log := w.log(h); len(log) != 1 || log[0].Status != webhook.OK || len(log[0].Attempts) != 1 || log[0].Attempts[0].Status != 200 {
		t.Errorf("%+v", log)
	}
	if secret != "" {
		t.Error("a GET hook got a secret")
	}
}

func TestASignedBodyIsVerifiedByTheStandardsOwnLibraryAndHoldsNoMoreThanItMay(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, secret := w.hook(webhook.JSON, "https://t.example/hook", webhook.ConversionCreated)
	w.hear(w.sale(1))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	call := w.target.calls[0]
	want := `{"type":"conversion.created","timestamp":"2026-11-21T12:00:00Z","data":{"amount":{"amount":12500,"currency":"EUR"},"click_id":"CLICK","commission_id":"com_1",` +
		`"conversion_id":"cnv_01JD0000000000000000000101","event":"sale","partner_id":"ptr_01JD00000000000000000ANNA0","payout":{"amount":1250,"currency":"EUR"},` +
		`"program_id":"prg_01JD0000000000000000SHOES0","status":"pending","sub1":"news","transaction_id":"order 1"}}`
	if d := cmp.Diff(want, string(call.Body)); d != "" {
		t.Error(d)
	}
	verify(t, call, secret)
	if stored, err := w.hooks.Hook(t.Context(), tellProgram, tellPartner, h.ID); err != nil || bytes.Equal(stored.Secret, []byte(secret)) || !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("the secret %q is stored as it is: %v", secret, err)
	}
}

func verify(t *testing.T, call webhook.Request, secret string) {
	t.Helper()
	wh, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{}
	for k, v := range call.Header {
		header.Set(k, v)
	}
	if err := wh.VerifyIgnoringTimestamp(call.Body, header); err != nil {
		t.Error(err)
	}
	if err := wh.VerifyIgnoringTimestamp(append(call.Body, ' '), header); err == nil {
		t.Error("a changed body passes too")
	}
}

func TestARotatedSecretSignsAlongForADay(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, old := w.hook(webhook.JSON, "https://t.example/hook", webhook.ConversionCreated)
	fresh, err := w.manager.Rotate(t.Context(), tellProgram, tellPartner, h.ID)
	if err != nil {
		t.Fatal(err)
	}
	w.hear(w.sale(1))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	verify(t, w.target.calls[0], old)
	verify(t, w.target.calls[0], fresh)
	w.clock.Advance(25 * time.Hour)
	w.hear(w.sale(2))
	if err := w.dispatch(); err != nil {
		t.Fatal(err)
	}
	verify(t, w.target.calls[1], fresh)
	if n := len(strings.Fields(w.target.calls[1].Header["webhook-signature"])); n != 1 {
		t.Errorf("%d signatures a day later", n)
	}
}

func TestAnEventIsToldOnceHoweverOftenItIsHeard(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	w.hook(webhook.Get, "https://t.example/?c={click_id}", webhook.ConversionCreated, webhook.CommissionCreated)
	e := w.sale(1)
	w.hear(e, e)
	w.hear(e)
	copies := append([]queue.Message(nil), w.belt.waiting...)
	for range 3 {
		if err := w.dispatch(copies...); err != nil {
			t.Fatal(err)
		}
	}
	w.live(time.Hour)
	w.hear(e)
	w.live(time.Hour)
	if len(w.target.calls) != 2 {
		t.Errorf("%d calls for two topics", len(w.target.calls))
	}
}

func TestOnlyWhoSubscribedIsTold(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	w.hook(webhook.Get, "https://t.example/paid", webhook.PayoutSent)
	others := w.sale(1)
	others.Partner = tellOther
	w.hear(w.sale(2), others)
	before := w.sale(3)
	w.clock.Advance(time.Minute)
	w.hook(webhook.Get, "https://t.example/late", webhook.ConversionCreated)
	w.hear(before)
	if len(w.belt.waiting) != 0 {
		t.Errorf("%d messages", len(w.belt.waiting))
	}
}

func TestAnotherPartnersHookDoesNotExist(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	h, _ := w.hook(webhook.Get, "https://t.example/", webhook.PayoutSent)
	for name, err := range map[string]error{
		"read": func() error {
			_, err := w.manager.Log(t.Context(), tellProgram, tellOther, h.ID, page.Request{})
			return err
		}(),
		"delete": w.manager.Delete(t.Context(), tellProgram, tellOther, h.ID),
		"test":   func() error { _, err := w.manager.Test(t.Context(), tellProgram, tellOther, h.ID, ""); return err }(),
		"change": func() error {
			_, err := w.manager.Update(t.Context(), tellProgram, tellOther, h.ID, webhook.Input{})
			return err
		}(),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAHookIsCheckedBeforeItIsKept(t *testing.T) {
	t.Parallel()
	w := newTower(t)
	_, _, err := w.manager.Create(t.Context(), tellProgram, tellPartner, webhook.Input{Name: strings.Repeat("n", 81), Form: "soap", URL: "http://t.example/{email}", Topics: []webhook.Topic{"x"}})
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 4 {
		t.Errorf("%+v", err)
	}
	for i := range webhook.MaxHooks {
		w.hook(webhook.Get, "https://t.example/"+strconv.Itoa(i), webhook.PayoutSent)
	}
	if _, _, err := w.manager.Create(t.Context(), tellProgram, tellPartner, webhook.Input{Form: webhook.Get, URL: "https://t.example/", Topics: []webhook.Topic{webhook.PayoutSent}}); fault.CodeOf(err) != "webhook.too_many" {
		t.Error(err)
	}
}
