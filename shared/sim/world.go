package sim

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// begin is when every world begins.
var begin = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a constant that Go has no word for

// world is one program, its partners, and everything that can go wrong.
type world struct {
	seed     uint64
	luck     *rand.Rand
	clock    *clock.Manual
	table    *memory.Table
	calm     bool // no faults
	faults   int
	backends app.Backends
	fake     *providertest.Fake
	queues   map[queue.Name][]queue.Message
	handlers map[queue.Name]func(context.Context, []queue.Message) []error
	stream   []table.Item
	trace    hash.Hash
	steps    int

	program  id.Program
	partners []partnerIn
	shop     *shop
	mails    map[string]int
}

// partnerIn is a partner with its place in the program.
type partnerIn struct {
	id         id.Partner
	link, enrl uint64
}

func newWorld(seed uint64) (*world, error) {
	w := &world{
		seed: seed, luck: rand.New(rand.NewPCG(seed, 0x7472_6962)), clock: clock.NewManual(begin), calm: true, //nolint:gosec // chance must repeat
		queues: map[queue.Name][]queue.Message{}, trace: sha256.New(), mails: map[string]int{}, shop: newShop(),
	}
	w.table = memory.New(w.clock, memory.WithFaults(w.fault), memory.WithStream(w.written))
	w.fake = providertest.New(w.clock, 23*time.Hour)
	w.fake.Fault = w.providerFault
	keys, err := click.NewKeys("a-key-of-the-simulator-long-enough-to-be-one", begin)
	if err != nil {
		return nil, err
	}
	w.backends = app.Backends{
		Table: w.table, Queue: w, Archive: w, Mail: letterbox{w}, Caller: w, Sealer: plain{}, PayeeSealer: plain{}, OnboardingSealer: plain{}, Keys: keys,
		Rails:  payout.Rails{Online: map[string]payout.Provider{"manual": w.fake}},
		Origin: "https://sim.test", Clock: w.clock, Entropy: &entropy{luck: w.luck}, Log: slog.New(slog.DiscardHandler),
	}
	notifier, err := w.backends.Notifier()
	if err != nil {
		return nil, err
	}
	w.handlers = map[queue.Name]func(context.Context, []queue.Message) []error{
		queue.Clicks: w.backends.ClickConsumer(), queue.Conversions: w.backends.ConversionConsumer(),
		queue.Payouts: w.backends.PayoutSender(), queue.Notices: notifier, queue.Webhooks: w.backends.WebhookDispatcher(),
	}
	return w, w.open()
}

// fault decides what goes wrong with a call of the table.
func (w *world) fault(c memory.Call) memory.Fault {
	if w.calm || w.luck.IntN(40) > 0 {
		return memory.None
	}
	w.faults++
	kinds := []memory.Fault{memory.Throttled, memory.CrashBefore, memory.CrashAfter}
	switch c.Op {
	case "Commit":
		kinds = append(kinds, memory.Conflict, memory.Lost)
	case "Update":
		kinds = append(kinds, memory.Conflict, memory.Lost)
	case "Query":
		kinds = append(kinds, memory.Lag)
	case "UpdateEach", "PutEach":
		if c.Element != memory.Whole {
			kinds = []memory.Fault{memory.Conflict, memory.Throttled, memory.Lost}
		}
	}
	return kinds[w.luck.IntN(len(kinds))]
}

func (w *world) providerFault(string, payout.Attempt) providertest.Fault {
	if w.calm || w.luck.IntN(3) > 0 {
		return providertest.None
	}
	return [...]providertest.Fault{providertest.Lost, providertest.Down, providertest.Refusal, providertest.Pending}[w.luck.IntN(4)]
}

// written hears every write: it goes into the trace, and new events into the
// stream.
func (w *world) written(_, after table.Item) {
	text, err := json.Marshal(after) // map keys are sorted
	if err == nil {
		w.trace.Write(text)
	}
	if after.String("type") == "event" {
		w.stream = append(w.stream, after)
	}
}

// run does f as a process would: a crash ends it, and nothing else.
func (w *world) run(f func(context.Context) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			c, crashed := v.(memory.Crash)
			if !crashed {
				panic(v) //nolint:forbidigo // not one of ours
			}
			err = fmt.Errorf("crashed at %s: %w", c.Call.Op, errCrash)
		}
	}()
	return f(context.Background())
}

var errCrash = errors.New("the process died")

// Send puts messages on a queue.
func (w *world) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	for _, m := range ms {
		m.SentAt = w.clock.Now()
		w.queues[to] = append(w.queues[to], m)
		w.note("%s %s", to, m.Body)
	}
	return nil
}

// deliver hands one message of a queue to its handler. It stays on the queue
// when the handler fails or dies, and sometimes although it did not.
func (w *world) deliver(name queue.Name, i int) error {
	m := w.queues[name][i]
	again := !w.calm && w.luck.IntN(8) == 0
	var errs []error
	err := w.run(func(ctx context.Context) error {
		errs = w.handlers[name](ctx, []queue.Message{m})
		return nil
	})
	if err == nil {
		err = errs[0]
	}
	if fault.Final(err) && !errors.Is(err, errCrash) && err != nil && fault.KindOf(err) != fault.Internal {
		return fmt.Errorf("the message %s of %s would be parked: %w", m.Body, name, err)
	}
	if err == nil && !again {
		w.queues[name] = append(w.queues[name][:i:i], w.queues[name][i+1:]...)
	}
	return nil
}

// relay tells the first events of the stream; what fails comes again.
func (w *world) relay(n int) {
	n = min(n, len(w.stream))
	relay := w.backends.OutboxRelay()
	told := 0
	err := w.run(func(ctx context.Context) (err error) {
		told, err = relay(ctx, w.stream[:n])
		return err
	})
	if errors.Is(err, errCrash) {
		told = 0
	}
	if err == nil {
		told = n
	}
	w.stream = w.stream[told:]
}

// Put archives; the simulator keeps nothing of it.
func (w *world) Put(_ context.Context, key, _ string, body []byte) error {
	w.note("%s %d", key, len(body))
	return nil
}

// letterbox counts mails by recipient and subject.
type letterbox struct{ w *world }

// Send takes a mail.
func (l letterbox) Send(_ context.Context, m notice.Mail) error {
	l.w.mails[m.To+": "+m.Subject]++
	return nil
}

// CallEach answers every hook.
func (w *world) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i := range out {
		out[i].Status = 200
	}
	return out
}

type plain struct{}

// Seal leaves the text as it is.
func (plain) Seal(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }

// Open leaves the text as it is.
func (plain) Open(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }

// entropy is chance that repeats.
type entropy struct{ luck *rand.Rand }

// Read fills b.
func (e *entropy) Read(b []byte) (int, error) {
	for i := 0; i < len(b); i += 8 {
		var word [8]byte
		binary.LittleEndian.PutUint64(word[:], e.luck.Uint64())
		copy(b[i:], word[:])
	}
	return len(b), nil
}

// note writes a line into the trace.
func (w *world) note(format string, args ...any) {
	w.trace.Write([]byte(fmt.Sprintf(format, args...) + "\n"))
}

// hash is the trace so far.
func (w *world) hash() string { return hex.EncodeToString(w.trace.Sum(nil)) }

var _ io.Reader = (*entropy)(nil)
