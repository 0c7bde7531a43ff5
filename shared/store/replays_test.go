package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func newReplays() (store.Replays, *clock.Manual) {
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	return store.Replays{T: memory.New(c), Clock: c}, c
}

func TestAKeyIsAnsweredForSevenDays(t *testing.T) {
	t.Parallel()
	s, c := newReplays()
	ctx := context.Background()
	if kept, err := s.Begin(ctx, "usr_1 POST /x", "k", "f1"); kept != nil || err != nil {
		t.Fatal(kept, err)
	}
	if _, err := s.Begin(ctx, "usr_1 POST /x", "k", "f1"); fault.CodeOf(err) != "idempotency.in_flight" {
		t.Errorf("while the first runs: %v", err)
	}
	if err := s.Finish(ctx, "usr_1 POST /x", "k", []byte("answer")); err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Begin(ctx, "usr_1 POST /x", "k", "f1"); string(kept) != "answer" || err != nil {
		t.Errorf("%q %v", kept, err)
	}
	if _, err := s.Begin(ctx, "usr_1 POST /x", "k", "f2"); fault.CodeOf(err) != "idempotency.mismatch" {
		t.Errorf("another request: %v", err)
	}
	for _, scope := range []string{"usr_2 POST /x", "usr_1 POST /y"} {
		if kept, err := s.Begin(ctx, scope, "k", "f1"); kept != nil || err != nil {
			t.Errorf("%s: %q %v", scope, kept, err)
		}
	}
	c.Advance(7*24*time.Hour - time.Second)
	if kept, _ := s.Begin(ctx, "usr_1 POST /x", "k", "f1"); kept == nil {
		t.Error("forgotten too early")
	}
	c.Advance(2 * time.Second)
	if kept, err := s.Begin(ctx, "usr_1 POST /x", "k", "f1"); kept != nil || err != nil {
		t.Errorf("after seven days: %q %v", kept, err)
	}
}

func TestARequestThatDiedDoesNotBlockItsKey(t *testing.T) {
	t.Parallel()
	s, c := newReplays()
	ctx := context.Background()
	if _, err := s.Begin(ctx, "s", "k", "f"); err != nil {
		t.Fatal(err)
	}
	c.Advance(61 * time.Second)
	var wg sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wg.Go(func() { _, errs[i] = s.Begin(ctx, "s", "k", "f") })
	}
	wg.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	if taken != 1 {
		t.Errorf("%d took it over", taken)
	}
	if err := s.Forget(ctx, "s", "k"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin(ctx, "s", "k", "f"); err != nil {
		t.Errorf("after a failure of ours: %v", err)
	}
}
