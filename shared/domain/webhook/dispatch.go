package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

const (
	// userAgent says nothing of the product: in direct mode nobody else's name is shown.
	userAgent = "partner-postback/1"
	// perHost is how many calls one host gets at a time.
	perHost = 4
	// slow is how long an answer takes that makes the rest of a batch not wait
	// for more of its host.
	slow = 2 * time.Second
)

// Dispatcher makes the attempts.
type Dispatcher struct {
	Hooks      Hooks
	Deliveries Deliveries
	Sealer     Sealer
	Caller     Caller
	Clock      clock.Clock
	Laggards   *Laggards // nil: every batch finds out anew who is slow
}

// Handle makes the attempts that the messages ask for, as far as they are due.
// A failed call is no error: its delivery waits for the next attempt. The calls
// go out in rounds, a few to each host at a time and all hosts side by side;
// what is left for a host that was slow, or gave no answer, is left to the
// sweep, and the host to rest, so that one bad target does not hold up others.
func (d Dispatcher) Handle(ctx context.Context, messages []queue.Message) []error {
	b := batch{Dispatcher: d, errs: make([]error, len(messages)), hooks: map[Ref]Hook{}, secrets: map[Ref][]string{}, slow: map[string]bool{}}
	var waiting []job
	for i, m := range messages {
		j, ok, err := b.prepare(ctx, m)
		j.message, b.errs[i] = i, err
		if ok && err == nil {
			waiting = append(waiting, j)
		}
	}
	for len(waiting) > 0 {
		var now []job
		now, waiting = b.next(waiting, d.Clock.Now())
		b.call(ctx, now)
	}
	return b.errs
}

// batch is what is known while a batch is handled.
type batch struct {
	Dispatcher

	errs    []error
	hooks   map[Ref]Hook // by the ref without its delivery
	secrets map[Ref][]string
	slow    map[string]bool
}

// job is one attempt to be made.
type job struct {
	message  int
	delivery Delivery
	hook     Ref
	host     string
}

// prepare reads what a message asks for; ok is false when nothing is to be done.
func (b *batch) prepare(ctx context.Context, m queue.Message) (j job, ok bool, err error) {
	r, err := parseRef(m.Body)
	if err != nil {
		return job{}, false, err
	}
	del, err := b.Deliveries.Load(ctx, r)
	if fault.Is(err, fault.NotFound) {
		return job{}, false, nil // expired, or deleted with its hook
	}
	if err != nil {
		return job{}, false, fmt.Errorf("load delivery %s: %w", r.Delivery, err)
	}
	if !del.due(b.Clock.Now()) {
		return job{}, false, nil
	}
	hook, err := b.hook(ctx, r)
	switch {
	case fault.Is(err, fault.NotFound):
		return job{}, false, b.save(ctx, del.end(Dead, "the hook was deleted"))
	case err != nil:
		return job{}, false, fmt.Errorf("load hook %s: %w", r.Hook, err)
	case !hook.Status.calls() && !del.Test():
		return job{}, false, b.save(ctx, del.end(Dead, "the hook is "+string(hook.Status)))
	}
	return job{delivery: del, hook: r.ofHook(), host: hook.host()}, true, nil
}

func (b *batch) hook(ctx context.Context, r Ref) (Hook, error) {
	if h, ok := b.hooks[r.ofHook()]; ok {
		return h, nil
	}
	h, err := b.Hooks.Hook(ctx, r.Program, r.Partner, r.Hook)
	if err == nil {
		b.hooks[r.ofHook()] = h
	}
	return h, err
}

// next picks the jobs of a round; those of slow hosts are dropped.
func (b *batch) next(waiting []job, at time.Time) (now, later []job) {
	count := map[string]int{}
	for _, j := range waiting {
		switch {
		case b.slow[j.host] || b.Laggards.rests(j.host, at):
		case count[j.host] < perHost:
			count[j.host]++
			now = append(now, j)
		default:
			later = append(later, j)
		}
	}
	return now, later
}

// call makes the calls of a round and notes what came of them.
func (b *batch) call(ctx context.Context, jobs []job) {
	start := b.Clock.Now()
	var mine []job
	var requests []Request
	for _, j := range jobs {
		claimed, r, ok, err := b.claim(ctx, j, start)
		b.errs[j.message] = err
		if ok && err == nil {
			j.delivery = claimed
			mine, requests = append(mine, j), append(requests, r)
		}
	}
	if len(mine) == 0 {
		return
	}
	results := b.Caller.CallEach(ctx, requests)
	end := b.Clock.Now()
	for i, r := range results {
		j := mine[i]
		if r.Err != nil || r.Took >= slow {
			b.slow[j.host] = true
			b.Laggards.note(j.host, end, r.Took)
		}
		j.delivery.Sent = Sent{requests[i].URL, requests[i].Header[signatureHeader]}
		b.errs[j.message] = b.note(ctx, j, r, start)
	}
}

// claim makes the call and claims its delivery. Whoever loses the race for it
// leaves it to the winner.
func (b *batch) claim(ctx context.Context, j job, start time.Time) (Delivery, Request, bool, error) {
	hook, err := b.hook(ctx, j.hook)
	if err != nil {
		return Delivery{}, Request{}, false, unlessGone(err)
	}
	r, err := b.request(ctx, j.delivery, hook, start)
	if fault.Is(err, fault.Invalid) {
		return Delivery{}, Request{}, false, b.save(ctx, j.delivery.end(Dead, "the event cannot be told in this form"))
	}
	if err != nil {
		return Delivery{}, Request{}, false, fmt.Errorf("prepare delivery %s: %w", j.delivery.Ref.Delivery, err)
	}
	claimed, ok := j.delivery.claim(start)
	err = b.Deliveries.Save(ctx, claimed)
	return claimed, r, ok && err == nil, unlessConflict(err)
}

func (b *batch) note(ctx context.Context, j job, r Result, start time.Time) error {
	o := outcomeOf(r, start)
	a := Attempt{At: start, Status: r.Status, Error: o.failure, Millis: r.Took.Milliseconds(), Answer: answer(r.Body)}
	if err := b.save(ctx, j.delivery.note(a, o)); err != nil {
		return err
	}
	if j.delivery.Test() {
		return nil
	}
	return b.fare(ctx, j.hook, b.Clock.Now(), o.failure)
}

// races is how often a lost race for a hook is run again.
const races = 3

// fare keeps how the hook fares, and tells its owner when it fares badly. When
// others are at it too, a failure may stay uncounted.
func (b *batch) fare(ctx context.Context, r Ref, now time.Time, failure string) error {
	for range races {
		hook, err := b.hook(ctx, r)
		if err != nil {
			return unlessGone(err)
		}
		changed, is := hook.after(now, failure)
		if !is {
			return nil
		}
		changed.Version++
		news, err := changed.news(now)
		if err != nil {
			return err
		}
		err = b.Hooks.SaveHook(ctx, changed, news...)
		if err == nil {
			b.hooks[r] = changed
			return nil
		}
		if !fault.Is(err, fault.Conflict) {
			return err
		}
		delete(b.hooks, r)
	}
	return nil
}

func (b *batch) save(ctx context.Context, del Delivery) error {
	return unlessConflict(b.Deliveries.Save(ctx, del))
}

func unlessConflict(err error) error {
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

func unlessGone(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
