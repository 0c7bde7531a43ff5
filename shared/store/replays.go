package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/table"
)

// Replays keeps the answers to requests with an Idempotency-Key.
type Replays struct {
	T     table.Table
	Clock clock.Clock
}

const (
	replayLife  = 7 * 24 * time.Hour
	replayLease = 60 * time.Second // longer than any request may run
)

type replayRecord struct {
	Fingerprint string `table:"fingerprint"`
	Lease       int64  `table:"lease,omitempty"` // until when the first request may run, Unix seconds
	Answer      []byte `table:"answer,omitempty"`
}

// Begin claims a key, or returns the answer that it got. A claim whose request
// died is taken over when its lease is over; each claim has its own expiry, so
// that of several one succeeds.
func (s Replays) Begin(ctx context.Context, scope, k, fingerprint string) ([]byte, error) {
	now := s.Clock.Now()
	item := newItem(replayKey(scope, k), "replay", replayRecord{Fingerprint: fingerprint, Lease: now.Add(replayLease).Unix()})
	item[table.TTL] = now.Add(replayLife).Unix()
	err := s.T.Commit(ctx, []table.Op{table.Put{Item: item, If: []table.Condition{table.Absent("")}}})
	f := table.Refusal(err, 0)
	if f == nil || f.Old == nil {
		return nil, err
	}
	var old replayRecord
	if err := table.Decode(f.Old, &old); err != nil {
		return nil, fmt.Errorf("read a kept answer: %w", err)
	}
	expires := f.Old.Int(table.TTL) // writes still see what reads do not
	switch {
	case expires <= now.Unix():
	case old.Fingerprint != fingerprint:
		return nil, fault.New(fault.Invalid, "idempotency.mismatch", "This Idempotency-Key was used for another request.")
	case len(old.Answer) > 0:
		return old.Answer, nil
	case old.Lease > now.Unix():
		return nil, inFlight()
	}
	err = s.T.Commit(ctx, []table.Op{table.Put{Item: item, If: []table.Condition{table.Is(table.TTL, expires)}}})
	if table.ReasonOf(err) == table.Refused {
		return nil, inFlight()
	}
	return nil, err
}

// Finish keeps the answer.
func (s Replays) Finish(ctx context.Context, scope, k string, answer []byte) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: replayKey(scope, k), If: []table.Condition{table.Present("")},
		Set:    map[string]any{"answer": answer},
		Remove: []string{"lease"},
	})
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	return nil
}

// Forget lets the key be used again.
func (s Replays) Forget(ctx context.Context, scope, k string) error {
	if err := s.T.Commit(ctx, []table.Op{table.Delete{Key: replayKey(scope, k)}}); err != nil {
		return fmt.Errorf("forget a request: %w", err)
	}
	return nil
}

func inFlight() error {
	return fault.New(fault.Conflict, "idempotency.in_flight", "A request with this Idempotency-Key is still running.")
}
