//go:build crash

package crash_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
	"github.com/tributaryhq/tributary/shared/table/dynamo/dynamotest"
	"github.com/tributaryhq/tributary/test/stage"
)

var each = flag.Int("each", 10, "kills at each named point, before and after it")

// earned is how many commissions a run pays: two chunks.
const earned = 42

// points are what a run does one after the other; each is a commit but the call
// of the provider.
func points() []string {
	return []string{"batch.draft", "claim", "reserved", "planned", "batch.approved", "batch.running", "queued", "attempt", "pay", "paid", "follow", "batch.closed"}
}

func TestAKilledPayoutRunIsFinishedByTheNextProcess(t *testing.T) {
	url := emulatortest.URL(t)
	client := dynamotest.Client(t, url)
	name := dynamotest.Table(t, client)
	tab := dynamo.New(client, name, clock.System())
	bank := newBank(t)
	s, err := stage.OpenOn(t.Context(), func(b *app.Backends, _ clock.Clock) { b.Table = tab })
	must(t, err)
	kills, slowest := 0, time.Duration(0)
	for _, point := range points() {
		for _, when := range []string{"before", "after"} {
			for range *each {
				w := open(t, s, fmt.Sprintf("p%d", kills))
				env := []string{"CRASH_CHILD=" + string(w.program), "CRASH_TABLE=" + name, "CRASH_AWS=" + url, "CRASH_BANK=" + bank.url}
				if process(t, append(env, "CRASH_AT="+point+":"+when)) {
					kills++
				} else {
					t.Errorf("nobody died %s %s", when, point)
				}
				began := time.Now()
				if process(t, env) {
					t.Fatal("the second process died too")
				}
				slowest = max(slowest, time.Since(began))
				w.agree(t, tab, bank, point+" "+when)
			}
		}
	}
	t.Logf("%d kills, the slowest process took %s to finish", kills, slowest.Round(time.Millisecond))
}

// process runs this program as a payout run; it tells whether it was killed.
func process(t *testing.T, env []string) bool {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$") //nolint:gosec // itself
	c.Env = append(os.Environ(), env...)
	out, err := c.CombinedOutput()
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return false
}

// world is a program of its own in the one table.
type world struct {
	program id.Program
	partner id.Partner
}

func (w world) account() ledger.Account {
	return ledger.Account{Program: w.program, Partner: w.partner, Currency: "EUR"}
}

// open makes a program that owes a partner, by its ledger.
func open(t *testing.T, s *stage.Stage, seed string) world {
	t.Helper()
	ctx, now, tab := t.Context(), s.Clock.Now(), s.Backends.Table
	p, err := s.NewProgram(ctx, seed)
	must(t, err)
	joined, err := s.JoinTo(ctx, p, seed)
	must(t, err)
	w := world{p.ID, joined.ID}
	must(t, store.PayoutMethods{T: tab}.SaveMethod(ctx, payout.Method{Partner: w.partner, Rail: payout.PayPal, PayeeName: "Maya", Sealed: []byte("maya@kovac.example"), ChangedAt: now, First: true, Version: 2}, nil))
	for from := 0; from < earned; from += commission.ChunkSize {
		balance, err := store.Commissions{T: tab}.Balance(ctx, w.account())
		must(t, err)
		var out commission.Outcome
		for i := from; i < min(earned, from+commission.ChunkSize); i++ {
			out.Changes = append(out.Changes, commission.Change{After: commission.Commission{
				ID: of[id.Commission](t, seed, fmt.Sprint(i)), Account: w.account(), Kind: commission.Sale, Status: commission.Available, Amount: money.Must(200, "EUR"),
				Basis: commission.Basis{OfferName: "Standard"}, Order: fmt.Sprint(i), Day: "2026-11-01", EventAt: now, RecordedAt: now, ApprovedAt: now, Version: 1,
			}})
		}
		sum := int64(len(out.Changes)) * 200
		entry, err := balance.Post(ledger.Note{Kind: ledger.Earned, Actor: commission.System, At: now}, append(ledger.Earn(sum), balance.Approve(sum)...)...)
		must(t, err)
		out.Entries = []ledger.Entry{entry}
		must(t, store.Commissions{T: tab}.Commit(ctx, out))
	}
	return w
}

func of[T id.Noun](t *testing.T, parts ...string) T {
	t.Helper()
	v, err := id.Of[T](append([]string{t.Name()}, parts...)...)
	must(t, err)
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// agree holds our book against the provider's.
func (w world) agree(t *testing.T, tab table.Table, b *bank, when string) {
	t.Helper()
	got, err := store.Commissions{T: tab}.Balance(t.Context(), w.account())
	must(t, err)
	const sum = earned * 200
	if got.Paid != sum || got.Available != 0 || got.InTransit != 0 {
		t.Errorf("killed %s: our book says %+v", when, got)
	}
	if left := b.left(w.program); left != sum {
		t.Errorf("killed %s: %d left, %d is owed", when, left, sum)
	}
}
