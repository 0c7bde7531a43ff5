package webhook

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// userAgent says nothing of the product: in direct mode nobody else's name is shown.
const userAgent = "partner-postback/1"

// Dispatcher makes the attempts.
type Dispatcher struct {
	Hooks      Hooks
	Deliveries Deliveries
	Sealer     Sealer
	Caller     Caller
	Clock      clock.Clock
}

// Handle makes the attempt that each message asks for, as far as it is due. A
// failed call is no error: its delivery waits for the next attempt. After a
// host gave no answer, the other messages for it are left to the sweep, so
// that one bad target does not hold up the rest of the batch.
func (d Dispatcher) Handle(ctx context.Context, batch []queue.Message) []error {
	errs := make([]error, len(batch))
	silent := map[string]bool{}
	for i, m := range batch {
		r, err := parseRef(m.Body)
		if err == nil {
			err = d.deliver(ctx, r, silent)
		}
		errs[i] = err
	}
	return errs
}

func (d Dispatcher) deliver(ctx context.Context, r Ref, silent map[string]bool) error {
	del, err := d.Deliveries.Load(ctx, r)
	if fault.Is(err, fault.NotFound) {
		return nil // expired, or deleted with its hook
	}
	if err != nil {
		return fmt.Errorf("load delivery %s: %w", r.Delivery, err)
	}
	if !del.due(d.Clock.Now()) {
		return nil
	}
	hook, err := d.Hooks.Hook(ctx, r.Program, r.Partner, r.Hook)
	if fault.Is(err, fault.NotFound) {
		return d.save(ctx, del.end(Dead, "the hook was deleted"))
	}
	if err != nil {
		return fmt.Errorf("load hook %s: %w", r.Hook, err)
	}
	if hook.Status == Disabled {
		return d.save(ctx, del.end(Dead, "the hook is disabled"))
	}
	if silent[hook.host()] {
		return nil
	}
	return d.attempt(ctx, del, hook, silent)
}

// attempt claims the delivery, calls, and notes what came of it. Whoever loses
// the race for the claim leaves the delivery to the winner.
func (d Dispatcher) attempt(ctx context.Context, del Delivery, hook Hook, silent map[string]bool) error {
	start := d.Clock.Now()
	req, err := d.request(ctx, del, hook, start)
	if fault.Is(err, fault.Invalid) {
		return d.save(ctx, del.end(Dead, "the event cannot be told in this form"))
	}
	if err != nil {
		return fmt.Errorf("prepare delivery %s: %w", del.Ref.Delivery, err)
	}
	claimed, ok := del.claim(start)
	if err := d.Deliveries.Save(ctx, claimed); err != nil || !ok {
		return unlessConflict(err)
	}
	res, err := d.Caller.Call(ctx, req)
	end := d.Clock.Now()
	a := Attempt{At: start, Status: res.Status, Error: failure(res, err), Millis: end.Sub(start).Milliseconds()}
	silent[hook.host()] = err != nil
	if err := d.save(ctx, claimed.note(a)); err != nil {
		return err
	}
	return d.fare(ctx, hook, end, a.Error)
}

// fare keeps how the hook fares. The partner is told when it was given up.
func (d Dispatcher) fare(ctx context.Context, hook Hook, now time.Time, failure string) error {
	changed, is := hook.after(now, failure)
	if !is {
		return nil
	}
	changed.Version++
	if changed.Status != Disabled {
		return unlessConflict(d.Hooks.SaveHook(ctx, changed))
	}
	e, err := event.New(event.HookDisabled, now, hook.Program, hook.Partner, string(hook.ID), changed.Version)
	if err != nil {
		return err
	}
	e.Data = map[string]string{event.Reason: failure, event.Target: hook.host()}
	return unlessConflict(d.Hooks.SaveHook(ctx, changed, e))
}

func (d Dispatcher) save(ctx context.Context, del Delivery) error {
	return unlessConflict(d.Deliveries.Save(ctx, del))
}

func (d Dispatcher) request(ctx context.Context, del Delivery, h Hook, now time.Time) (Request, error) {
	r := Request{Method: "GET", URL: Expand(h.URL, del.values()), Header: map[string]string{"User-Agent": userAgent}}
	switch h.Form {
	case Get:
		return r, nil
	case JSON:
	}
	secrets, err := d.secrets(ctx, h, now)
	if err != nil {
		return Request{}, err
	}
	r.Method = "POST"
	if r.Body, err = del.body(); err != nil {
		return Request{}, err
	}
	headers, err := sign(string(del.Ref.Delivery), now, r.Body, secrets...)
	if err != nil {
		return Request{}, err
	}
	r.Header["Content-Type"] = "application/json"
	for name, value := range headers {
		r.Header[name] = value
	}
	return r, nil
}

func (d Dispatcher) secrets(ctx context.Context, h Hook, now time.Time) ([]string, error) {
	sealed := [][]byte{h.Secret}
	if len(h.OldSecret) > 0 && now.Before(h.OldUntil) {
		sealed = append(sealed, h.OldSecret)
	}
	var out []string
	for _, s := range sealed {
		plain, err := d.Sealer.Open(ctx, string(h.ID), s)
		if err != nil {
			return nil, fmt.Errorf("open the secret of %s: %w", h.ID, err)
		}
		out = append(out, string(plain))
	}
	return out, nil
}

func (h Hook) host() string {
	u, err := url.Parse(Expand(h.URL, nil))
	if err != nil {
		return ""
	}
	return u.Host
}

// failure returns what went wrong as the partner may read it, "" for a 2xx.
func failure(res Response, err error) string {
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		return f.Message
	case err != nil:
		return "the call failed"
	case res.Status >= 300 && res.Status < 400:
		return "answered with a redirect (" + strconv.Itoa(res.Status) + "), which is not followed"
	case res.Status < 200 || res.Status >= 400:
		return "answered with status " + strconv.Itoa(res.Status)
	}
	return ""
}

func unlessConflict(err error) error {
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}
