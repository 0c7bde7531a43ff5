package demo_test

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestTheDemoPassesTheAudit(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	c := clock.NewManual(now)
	keys, err := click.NewKeys(strings.Repeat("k", 40), now.AddDate(-1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	b := app.Backends{
		Table: memory.New(c), Archive: nowhere{}, Mail: &inprocess.Outbox{}, Sealer: open{}, PayeeSealer: open{}, Passwords: plain{},
		Rails: app.Rails(), Keys: keys, Origin: "http://127.0.0.1:8080", Local: true, Clock: c,
		Entropy: &entropy{r: rand.NewChaCha8([32]byte{1})}, Log: slog.New(slog.DiscardHandler),
	}
	start := time.Now()
	result, err := demo.Make(t.Context(), demo.Options{On: b, Clock: c, Now: now, Seed: 7, Secret: b.Entropy})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %s", time.Since(start))
	findings, accounts, err := b.Audit(t.Context())
	if err != nil || len(findings) > 0 || accounts != 3 {
		t.Errorf("%d accounts, findings %v, %v", accounts, findings, err)
	}
	if len(result.Partners) != 3 || result.PostbackSecret == "" || result.LinkKey == "" {
		t.Errorf("result %+v", result)
	}
}

type nowhere struct{}

func (nowhere) Put(context.Context, string, string, []byte) error { return nil }

type open struct{}

func (open) Seal(_ context.Context, _ string, plain []byte) ([]byte, error)  { return plain, nil }
func (open) Open(_ context.Context, _ string, sealed []byte) ([]byte, error) { return sealed, nil }

type plain struct{}

func (plain) Hash(p string) (string, error)       { return "plain " + p, nil }
func (plain) Verify(p, hash string) (bool, error) { return hash == "plain "+p, nil }
func (plain) Nobody() string                      { return "nobody" }

type entropy struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

func (e *entropy) Read(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.r.Read(b)
}
