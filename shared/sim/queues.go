package sim

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// dead is a message that its queue gave up, until somebody sends it again.
type dead struct {
	queue   queue.Name
	message queue.Message
	at      time.Time
}

// redriveAfter is how long a dead message lies at least before a person sends it
// again.
const redriveAfter = 10 * 24 * time.Hour

// Send puts messages on a queue.
func (w *world) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	for _, m := range ms {
		m = w.sent(m)
		m.SentAt = w.clock.Now()
		if to == queue.Clicks {
			w.clicks, w.lastClick = w.clicks+1, m.SentAt
		}
		w.queues[to] = append(w.queues[to], m)
		w.note("%s %s", to, m.Body)
	}
	return nil
}

// deliver hands one message of a queue to its handler, and tells whether it left
// the queue. It stays when the handler fails or dies, and sometimes although it
// did not; some that failed are given up.
func (w *world) deliver(name queue.Name, i int) (gone bool, err error) {
	m := w.queues[name][i]
	w.queues[name] = append(w.queues[name][:i:i], w.queues[name][i+1:]...) // nobody else sees it meanwhile
	again := !w.calm && w.luck.IntN(8) == 0
	var errs []error
	err = w.run(func(ctx context.Context) error {
		read := m
		read.Body = w.read(m.Body)
		errs = w.handlers[name](ctx, []queue.Message{read})
		return nil
	})
	if err == nil {
		err = errs[0]
	}
	if fault.Final(err) && !errors.Is(err, errCrash) && err != nil && fault.KindOf(err) != fault.Internal {
		return false, fmt.Errorf("the message %s of %s would be parked: %w", m.Body, name, err)
	}
	if err != nil && !w.calm && w.luck.IntN(6) == 0 {
		w.dead = append(w.dead, dead{name, m, w.clock.Now()})
		return true, nil
	}
	w.failed = err
	if err != nil || again {
		w.queues[name] = append(w.queues[name], m)
		return false, nil
	}
	return true, nil
}

// deliverAny delivers some message of some queue, in no order.
func (w *world) deliverAny() error {
	names := names()
	first := w.luck.IntN(len(names))
	for i := range names {
		name := names[(first+i)%len(names)]
		if n := len(w.queues[name]); n > 0 {
			_, err := w.deliver(name, w.luck.IntN(n))
			return err
		}
	}
	return nil
}

func names() []queue.Name {
	return []queue.Name{queue.Clicks, queue.Conversions, queue.Payouts, queue.Notices, queue.Webhooks}
}

// redrive sends dead messages again that have lain long enough.
func (w *world) redrive() {
	var left []dead
	for _, d := range w.dead {
		if w.clock.Now().Sub(d.at) < redriveAfter {
			left = append(left, d)
			continue
		}
		w.queues[d.queue] = append(w.queues[d.queue], d.message)
	}
	w.dead = left
}

// relay tells the first events of the stream; what fails comes again.
func (w *world) relay(n int) {
	n = min(n, len(w.stream))
	relay := w.backends.OutboxRelay()
	told := 0
	err := w.run(func(ctx context.Context) (err error) {
		told, err = relay(ctx, w.heard(w.stream[:n]))
		return err
	})
	if errors.Is(err, errCrash) {
		told = 0
	}
	if err == nil {
		told = n
	}
	w.events += told
	w.stream = w.stream[told:]
}

// drain relays and delivers until nothing is left.
func (w *world) drain() error {
	for rounds := 0; ; rounds++ {
		left := len(w.stream)
		w.relay(left)
		for _, name := range names() {
			left += len(w.queues[name])
			for len(w.queues[name]) > 0 {
				gone, err := w.deliver(name, 0)
				if err != nil {
					return err
				}
				if !gone {
					last := w.queues[name][len(w.queues[name])-1]
					return fmt.Errorf("a message of %s does not leave the queue: %s: %w", name, last.Body, w.failed)
				}
			}
		}
		if left == 0 {
			return nil
		}
		if rounds > 1000 {
			return fmt.Errorf("%d events and messages are never done", left)
		}
	}
}
