//go:build crash

package crash_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
	"github.com/tributaryhq/tributary/shared/table/dynamo/dynamotest"
)

// TestChild is the process that is killed: it makes a payout run from wherever
// it stands. Outside the test above it has nothing to do.
func TestChild(t *testing.T) {
	program := id.Program(os.Getenv("CRASH_CHILD"))
	if program == "" {
		return
	}
	tab := dynamo.New(dynamotest.Client(t, os.Getenv("CRASH_AWS")), os.Getenv("CRASH_TABLE"), clock.System())
	payouts := store.Payouts{T: tab}
	r := payout.Runner{
		Store: deadly{payouts}, Money: store.Commissions{T: tab}, Methods: store.PayoutMethods{T: tab}, Open: plain{}, Clock: clock.System(),
		Rails: payout.Rails{Online: map[string]payout.Provider{payout.PayPal: caller{os.Getenv("CRASH_BANK")}}},
	}
	for range 50 {
		b, err := r.Plan(t.Context(), payout.Terms{Program: program, Rail: payout.PayPal}, "run", "usr_1")
		if err == nil && b.Status == payout.Closed {
			return
		}
		if err == nil {
			_, err = r.Approve(t.Context(), program, b.ID, payout.Approver{User: "usr_1", Fresh: true})
		}
		if err == nil {
			err = work(t.Context(), r, payouts, b.ID)
		}
		if err != nil && !fault.IsStale(err) {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the run does not come to an end")
}

// work is the sender's and the reconciler's part.
func work(ctx context.Context, r payout.Runner, payouts store.Payouts, b id.Batch) error {
	found, err := payouts.OfBatch(ctx, b)
	if err != nil {
		return err
	}
	for _, p := range found {
		if err := r.Send(ctx, p.ID); err != nil {
			return err
		}
		if err := r.Reconcile(ctx, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// die kills this process when it is the point that was named.
func die(point, when string) {
	if os.Getenv("CRASH_AT") == point+":"+when {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until the signal is here
	}
}

// deadly is a store in which a process may die before or after each commit.
type deadly struct{ books }

// books is where payouts are kept.
type books = store.Payouts

// Commit dies where it was told to.
func (d deadly) Commit(ctx context.Context, o payout.Outcome) error {
	point := pointOf(o)
	die(point, "before")
	err := d.books.Commit(ctx, o)
	if err == nil {
		die(point, "after")
	}
	return err
}

// pointOf names a commit by what it brings.
func pointOf(o payout.Outcome) string {
	switch b, p := o.Batch, o.Payout; {
	case b != nil && b.After.Planned && !b.Before.Planned:
		return "planned"
	case b != nil:
		return "batch." + string(b.After.Status)
	case o.Claim != nil:
		return "claim"
	case o.Attempt != nil:
		return "attempt"
	case p != nil && p.After.Followed > p.Before.Followed:
		return "follow"
	case p != nil:
		return string(p.After.Status)
	}
	return ""
}

// caller calls the bank, and may die around the call.
type caller struct{ url string }

// Pay orders a payment.
func (c caller) Pay(ctx context.Context, a payout.Attempt) payout.Reply {
	die("pay", "before")
	body, err := json.Marshal(order{a.Program, a.Key, a.Amount.Minor()})
	if err != nil {
		return payout.Reply{Answer: payout.Unclear, Reason: err.Error()}
	}
	reply := c.call(ctx, http.MethodPost, c.url, body)
	die("pay", "after")
	return reply
}

// Status asks for a payment.
func (c caller) Status(ctx context.Context, a payout.Attempt) payout.Reply {
	return c.call(ctx, http.MethodGet, c.url+"?key="+url.QueryEscape(a.Key), nil)
}

func (c caller) call(ctx context.Context, method, address string, body []byte) payout.Reply {
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return payout.Reply{Answer: payout.Unclear, Reason: err.Error()}
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		return payout.Reply{Answer: payout.Unclear, Reason: err.Error()}
	}
	defer got.Body.Close() //nolint:errcheck // nothing is read from it
	switch {
	case got.StatusCode == http.StatusNotFound:
		return payout.Reply{Answer: payout.Absent}
	case got.StatusCode != http.StatusOK:
		return payout.Reply{Answer: payout.Unclear, Reason: got.Status}
	}
	return payout.Reply{Answer: payout.Done, Reference: "bank " + strings.TrimPrefix(got.Proto, "HTTP/")}
}

// Window is long enough.
func (caller) Window() time.Duration { return 23 * time.Hour }

// plain opens accounts that nobody has sealed.
type plain struct{}

// Open leaves the account as it is.
func (plain) Open(_ context.Context, _ id.Partner, b []byte) (string, error) { return string(b), nil }
