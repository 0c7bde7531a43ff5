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
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
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
	providers
	fake     *providertest.Fake
	rails    []string       // by which each partner is paid
	wish     money.Currency // in which PayPal pays; empty is the program's own
	queues   map[queue.Name][]queue.Message
	handlers map[queue.Name]func(context.Context, []queue.Message) []error
	stream   []table.Item
	dead     []dead
	trace    hash.Hash
	steps    int
	nested   bool // a function runs between two calls of another
	phase    phase
	newer    bool  // what runs is the next version of the code
	wrong    error // with what ran between
	failed   error // of the last message that stays
	events   int   // what happened: messages and schedules that were run, events that were told

	program  id.Program
	partners []partnerIn
	shop     *shop
	mails    map[string]int
	holdback time.Duration
	byHand   map[id.Commission]bool // approved by a manager, perhaps
	awards   []commission.Draft     // given by hand, perhaps not yet
	bonus    []int64                // read at the end: what partners got beside sales and awards
	rates    []told
	tiers    []id.Tier
	places   []placed
	spiff    spiff.Spiff
	lasts    bool                // the SPIFF does until all is at rest
	back     map[id.Payout]int64 // what was paid and came back

	redirect  *trackapi.Redirect
	archive   map[string][]byte
	clicks    int64 // that were sent to be recorded
	lastClick time.Time
}

// partnerIn is a partner with its place in the program.
type partnerIn struct {
	id         id.Partner
	key        string // of its link
	link, enrl uint64
}

func newWorld(seed uint64) (*world, error) {
	w := &world{
		seed: seed, luck: rand.New(rand.NewPCG(seed, 0x7472_6962)), clock: clock.NewManual(begin), calm: true, //nolint:gosec // chance must repeat
		queues: map[queue.Name][]queue.Message{}, trace: sha256.New(), mails: map[string]int{}, byHand: map[id.Commission]bool{}, back: map[id.Payout]int64{}, shop: newShop(), archive: map[string][]byte{},
	}
	w.table = memory.New(w.clock, memory.WithFaults(w.fault), memory.WithStream(w.written))
	w.fake = providertest.New(w.clock, 23*time.Hour)
	w.fake.Fault = w.providerFault
	w.hire()
	keys, err := click.NewKeys("a-key-of-the-simulator-long-enough-to-be-one", begin)
	if err != nil {
		return nil, err
	}
	w.backends = app.Backends{
		Table: turns{w.table, w}, Queue: w, Archive: w, Shelf: w, Mail: letterbox{w}, Caller: w, Sealer: plain{}, PayeeSealer: plain{}, TaxSealer: plain{}, RailSealer: plain{}, OnboardingSealer: plain{}, DoorSealer: plain{}, Keys: keys,
		Rails:  payout.Rails{Online: map[string]payout.Provider{"manual": w.fake}},
		Payers: app.Payers{PayPal: paypalAt, Stripe: stripeAt},
		Origin: "https://sim.test", Clock: w.clock, Entropy: &entropy{luck: w.luck}, Log: slog.New(slog.DiscardHandler),
	}
	if err := w.deploy(); err != nil {
		return nil, err
	}
	return w, w.open()
}

// deploy starts every function afresh: what one held in memory is gone.
func (w *world) deploy() error {
	notifier, err := w.backends.Notifier()
	if err != nil {
		return err
	}
	w.handlers = map[queue.Name]func(context.Context, []queue.Message) []error{
		queue.Clicks: w.backends.ClickConsumer(), queue.Conversions: w.backends.ConversionConsumer(),
		queue.Payouts: w.backends.PayoutSender(), queue.Notices: notifier, queue.Webhooks: w.backends.WebhookDispatcher(),
	}
	w.redirect = w.backends.Redirect()
	return nil
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
	w.events++
	defer w.takeTurn()()
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

// letterbox counts mails by recipient and subject.
type letterbox struct{ w *world }

// Send takes a mail.
func (l letterbox) Send(_ context.Context, m notice.Mail) error {
	l.w.mails[m.To+": "+m.Subject]++
	return nil
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
