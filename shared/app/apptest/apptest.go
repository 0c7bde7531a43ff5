// Package apptest gives tests the backends of an installation in memory.
package apptest

import (
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// Origin is the public origin of every installation that is made here.
const Origin = "http://127.0.0.1:8080"

// Backends returns an empty installation at a time. What it seals can be read,
// passwords are kept as they are, and chance is the same every time.
func Backends(tb testing.TB, at time.Time) (app.Backends, *clock.Manual) {
	tb.Helper()
	c := clock.NewManual(at)
	keys, err := click.NewKeys(`{"1":"`+strings.Repeat("k", 64)+`"}`, at.AddDate(-1, 0, 0))
	if err != nil {
		tb.Fatal(err)
	}
	return app.Backends{
		Table: memory.New(c), Archive: Nowhere{}, Mail: &inprocess.Outbox{}, Caller: Nobody{}, Sealer: Bound{}, PayeeSealer: Bound{}, TaxSealer: Bound{}, RailSealer: Bound{}, OnboardingSealer: Bound{}, DoorSealer: Bound{},
		Signer: NewSigner(tb), Vault: Vault{},
		Passwords: Plain{}, Rails: app.Rails(), Keys: keys, Origin: Origin, Local: true,
		Clock: c, Entropy: &Chance{r: rand.NewChaCha8([32]byte{1})}, Log: slog.New(slog.DiscardHandler),
	}, c
}

// Nowhere archives nothing.
type Nowhere struct{}

// Put does nothing.
func (Nowhere) Put(context.Context, string, string, []byte) error { return nil }

// Nobody answers every hook with 200.
type Nobody struct{}

// CallEach answers.
func (Nobody) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i := range out {
		out[i].Status = 200
	}
	return out
}

// Bound seals by naming the place, and opens only there.
type Bound struct{}

type sealed struct {
	Place string
	Plain []byte
}

// Seal writes the place beside the text.
func (Bound) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	return json.Marshal(sealed{place, plain})
}

// Open reads what was sealed for the place.
func (Bound) Open(_ context.Context, place string, text []byte) ([]byte, error) {
	var s sealed
	if err := json.Unmarshal(text, &s); err != nil || s.Place != place {
		return nil, placeError(place)
	}
	return s.Plain, nil
}

type placeError string

// Error names the place.
func (e placeError) Error() string { return "not sealed for " + string(e) }

// Plain keeps passwords as they are.
type Plain struct{}

// Hash returns the password.
func (Plain) Hash(password string) (string, error) { return password, nil }

// Verify compares.
func (Plain) Verify(password, hash string) (bool, error) { return password == hash, nil }

// Nobody is the hash of no password.
func (Plain) Nobody() string { return "\x00" }

// Chance is a source of randomness that is always the same.
type Chance struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

// Read fills b.
func (c *Chance) Read(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.r.Read(b)
}
