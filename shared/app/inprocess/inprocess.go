// Package inprocess runs a whole installation in one process, one step at a
// time: the real handlers of package app on any table, with queues and the
// table's stream kept in memory. The demo's history and the walks are made with
// it, under a clock that is moved by hand.
package inprocess

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
)

// World is an installation.
type World struct {
	app.Backends
	relay     lambdarun.Records
	consumers map[queue.Name]lambdarun.Batch

	mu     sync.Mutex
	events []table.Item // written, not yet relayed
	queues map[queue.Name][]waiting
	count  int
	parked []Parked
}

type waiting struct {
	queue.Message
	due time.Time
}

// Parked is a message that was given up, with the reason.
type Parked struct {
	Queue   queue.Name
	Message queue.Message
	Reason  string
}

// How much is delivered at once, and how often a message is tried.
const (
	batchMost = 500
	tries     = 5
)

// New returns an installation on the backends, whose queue it replaces and
// whose table's new events it hears.
func New(b app.Backends) (*World, error) {
	w := &World{queues: map[queue.Name][]waiting{}}
	b.Table, b.Queue = tap{b.Table, w}, w
	w.Backends = b
	w.relay = b.OutboxRelay()
	notifier, err := b.Notifier()
	if err != nil {
		return nil, err
	}
	w.consumers = map[queue.Name]lambdarun.Batch{
		queue.Clicks: b.ClickConsumer(), queue.Conversions: b.ConversionConsumer(), queue.Payouts: b.PayoutSender(),
		queue.Notices: notifier, queue.Webhooks: b.WebhookDispatcher(),
	}
	return w, nil
}

// Send keeps messages until Settle delivers them.
func (w *World) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.Clock.Now()
	for _, m := range ms {
		w.count++
		m.ID, m.SentAt = "m-"+strconv.Itoa(w.count), now
		w.queues[to] = append(w.queues[to], waiting{m, now.Add(m.Delay)})
	}
	return nil
}

// Parked returns what was given up so far.
func (w *World) Parked() []Parked {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]Parked(nil), w.parked...)
}

// Waiting returns how many messages are on their way, those not yet due
// included.
func (w *World) Waiting() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, q := range w.queues {
		n += len(q)
	}
	return n
}

// Settle relays and delivers until nothing is left that is due.
func (w *World) Settle(ctx context.Context) error {
	for {
		n, err := w.relayed(ctx)
		if err != nil {
			return fmt.Errorf("relay: %w", err)
		}
		for name, consume := range w.consumers {
			n += w.deliver(ctx, name, consume)
		}
		if n == 0 {
			return ctx.Err()
		}
	}
}

func (w *World) relayed(ctx context.Context) (int, error) {
	w.mu.Lock()
	items := w.events
	w.events = nil
	w.mu.Unlock()
	if len(items) == 0 {
		return 0, nil
	}
	_, err := w.relay(ctx, items)
	return len(items), err
}

// deliver hands a queue's due messages over and returns how many there were.
func (w *World) deliver(ctx context.Context, name queue.Name, consume lambdarun.Batch) int {
	batch := w.take(name)
	if len(batch) == 0 {
		return 0
	}
	errs := consume(ctx, batch)
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, m := range batch {
		switch err := errs[i]; {
		case err == nil:
		case fault.Final(err) || m.Receives >= tries:
			w.parked = append(w.parked, Parked{name, m, err.Error()})
		default:
			w.queues[name] = append(w.queues[name], waiting{m, w.Clock.Now()})
		}
	}
	return len(batch)
}

func (w *World) take(name queue.Name) []queue.Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.Clock.Now()
	var batch []queue.Message
	var later []waiting
	for _, m := range w.queues[name] {
		if len(batch) == batchMost || m.due.After(now) {
			later = append(later, m)
			continue
		}
		m.Receives++
		batch = append(batch, m.Message)
	}
	w.queues[name] = later
	return batch
}

// tap hears the events that are written, as the table's stream does.
type tap struct {
	table.Table
	world *World
}

// Together runs calls as the table beneath does.
func (t tap) Together(calls ...func() error) error { return table.Together(t.Table, calls...) }

// Commit writes, and notes the events among what was written.
func (t tap) Commit(ctx context.Context, ops []table.Op) error {
	if err := t.Table.Commit(ctx, ops); err != nil {
		return err
	}
	t.world.mu.Lock()
	defer t.world.mu.Unlock()
	for _, op := range ops {
		if p, ok := op.(table.Put); ok && p.Item.String("type") == "event" {
			t.world.events = append(t.world.events, p.Item)
		}
	}
	return nil
}

// Outbox is where mails go that nobody reads.
type Outbox struct {
	mu    sync.Mutex
	mails []notice.Mail
}

// Send keeps the mail.
func (o *Outbox) Send(_ context.Context, m notice.Mail) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.mails = append(o.mails, m)
	return nil
}

// Mails returns what was sent so far.
func (o *Outbox) Mails() []notice.Mail {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]notice.Mail(nil), o.mails...)
}

var (
	_ queue.Sender  = (*World)(nil)
	_ table.Table   = tap{}
	_ notice.Mailer = (*Outbox)(nil)
)
