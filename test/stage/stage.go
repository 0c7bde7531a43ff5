// Package stage sets up a small installation in one process: a live program
// with one offer of 20 %, its partners, and the real handlers of package app on
// the memory table, metered. Budgets, bad input, walks and benchmarks play on it.
package stage

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// StripeSecret signs the program's Stripe events.
const StripeSecret = "whsec_0123456789abcdef0123456789abcdef"

// Start returns when a stage's time begins.
func Start() time.Time { return time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) }

// Stage is an installation with one program.
type Stage struct {
	*inprocess.World
	Manual *clock.Manual
	Memory *memory.Table
	Meter  *tabletest.Meter // around Memory, below everything else
	Lines  *Lines           // what was logged
	Outbox *inprocess.Outbox

	Program  program.Program
	Secret   string // of postbacks
	Redirect *trackapi.Redirect
	Postback http.Handler
	Webhooks http.Handler
	Portal   http.Handler // of partners, and of everybody who signs in
	Manager  http.Handler
	Printed  http.Handler // documents
}

// Option changes the program before it goes live.
type Option func(*program.Program)

// Open sets up a stage without partners.
func Open(ctx context.Context, options ...Option) (*Stage, error) {
	return OpenOn(ctx, func(*app.Backends, clock.Clock) {}, options...)
}

// OpenOn is Open on other backends; they may go by the stage's clock.
func OpenOn(ctx context.Context, change func(*app.Backends, clock.Clock), options ...Option) (*Stage, error) {
	s := &Stage{Manual: clock.NewManual(Start()), Lines: &Lines{}, Outbox: &inprocess.Outbox{}}
	s.Memory = memory.New(s.Manual)
	s.Meter = tabletest.NewMeter(s.Memory)
	keys, err := click.NewKeys("a-key-of-the-stage-that-is-long-enough-to-be-one", Start())
	if err != nil {
		return nil, err
	}
	backends := app.Backends{
		Table: s.Meter, Archive: nowhere{}, Mail: s.Outbox, Caller: nowhere{}, Sealer: plain{}, PayeeSealer: plain{}, TaxSealer: plain{}, RailSealer: plain{}, OnboardingSealer: plain{}, DoorSealer: plain{}, Passwords: plain{}, Keys: keys, Rails: app.Rails(),
		Origin: "https://portal.test", Clock: s.Manual, Entropy: newEntropy(), Log: slog.New(slog.NewJSONHandler(s.Lines, nil)),
	}
	change(&backends, s.Manual)
	s.World, err = inprocess.New(backends)
	if err != nil {
		return nil, err
	}
	s.Redirect, s.Postback, s.Webhooks = s.Backends.Redirect(), s.Backends.Postback(), s.Backends.WebhookIntake()
	if s.Portal, err = s.PortalAPI(); err != nil {
		return nil, err
	}
	if s.Manager, err = s.ManagerAPI(); err != nil {
		return nil, err
	}
	if s.Printed, err = s.Documents(); err != nil {
		return nil, err
	}
	return s, s.open(ctx, options)
}

func (s *Stage) open(ctx context.Context, options []Option) (err error) {
	for name, run := range map[string]app.Schedule{"housekeeping": s.Housekeeping(), "approval": s.CommissionApproval()} {
		if err := run(ctx, s.Clock.Now()); err != nil {
			return fmt.Errorf("run %s: %w", name, err)
		}
	}
	if s.Program, err = s.NewProgram(ctx, "acme", options...); err != nil {
		return err
	}
	if s.Secret, err = s.Secrets().Rotate(ctx, s.Program.ID, 0); err != nil {
		return fmt.Errorf("make the postback secret: %w", err)
	}
	if err := s.join(ctx); err != nil {
		return fmt.Errorf("join the program to its providers: %w", err)
	}
	_, err = s.Door().Register(ctx, "owner@shop.test", "Owner", password, identity.Membership{Program: s.Program.ID, Role: identity.Owner})
	return err
}

// NewProgram makes a live program with one offer.
func (s *Stage) NewProgram(ctx context.Context, slug string, options ...Option) (program.Program, error) {
	p := program.New(slug, "Acme", "https://shop.test/", "EUR")
	p.AllowedHosts, p.AutoApprove, p.HoldbackDays, p.Zone = []string{"shop.test"}, true, 30, "Europe/Berlin"
	for _, change := range options {
		change(&p)
	}
	p, err := s.Programs().Create(ctx, p)
	if err != nil {
		return p, fmt.Errorf("create the program: %w", err)
	}
	v := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1}
	if _, err := s.Offers().Create(ctx, p.ID, v); err != nil {
		return p, fmt.Errorf("publish the offer: %w", err)
	}
	return s.Programs().Publish(ctx, p.ID)
}

// Run runs the schedule of that name of the template, now.
func (s *Stage) Run(ctx context.Context, function string) error {
	run, ok := map[string]app.Schedule{
		"CommissionApproval": s.CommissionApproval(), "PayoutPlanner": s.PayoutPlanner(),
		"PayoutReconciler": s.PayoutReconciler(), "Housekeeping": s.Housekeeping(),
	}[function]
	if !ok {
		return fmt.Errorf("%s is no schedule", function)
	}
	if err := run(ctx, s.Clock.Now()); err != nil {
		return fmt.Errorf("run %s: %w", function, err)
	}
	return s.Settle(ctx)
}

// Lines is a log.
type Lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write keeps a line.
func (l *Lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// Drain returns what was logged since the last time.
func (l *Lines) Drain() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.text.String()
	l.text.Reset()
	return text
}

type plain struct{}

// Seal leaves the text as it is.
func (plain) Seal(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }

// Open leaves the text as it is.
func (plain) Open(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }

// Hash leaves the password as it is.
func (plain) Hash(password string) (string, error) { return password, nil }

// Verify compares.
func (plain) Verify(password, hash string) (bool, error) { return password == hash, nil }

// Nobody is what no password is.
func (plain) Nobody() string { return "\x00" }

type nowhere struct{}

// Put drops an archive.
func (nowhere) Put(context.Context, string, string, []byte) error { return nil }

// CallEach answers every hook.
func (nowhere) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i := range out {
		out[i].Status = http.StatusOK
	}
	return out
}

// entropy is chance that repeats.
type entropy struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

func newEntropy() *entropy { return &entropy{r: rand.NewChaCha8([32]byte{1})} }

// Read fills b.
func (e *entropy) Read(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.r.Read(b)
}

var (
	_ click.Archive      = nowhere{}
	_ webhook.Caller     = nowhere{}
	_ app.Sealer         = plain{}
	_ identity.Passwords = plain{}
)
