package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/table"
)

// Limits counts attempts in windows that begin at whole multiples of their
// length (A43).
type Limits struct{ T table.Table }

func windowOf(now time.Time, window time.Duration) int64 { return now.Truncate(window).Unix() }

// Take counts an attempt; one beyond the limit is refused and not counted.
func (s Limits) Take(ctx context.Context, bucket string, limit int64, window time.Duration, now time.Time) (bool, error) {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: limitKey(bucket, windowOf(now, window)), If: []table.Condition{table.AbsentOrAtMost("n", limit-1)},
		Set: map[string]any{"type": "limit", "v": int64(1), table.TTL: now.Add(2 * window).Unix()},
		Add: map[string]int64{"n": 1},
	})
	if table.ReasonOf(err) == table.Refused {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("count an attempt: %w", err)
	}
	return true, nil
}

// Give takes an attempt of the present window back, if there was one.
func (s Limits) Give(ctx context.Context, bucket string, window time.Duration, now time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: limitKey(bucket, windowOf(now, window)), If: []table.Condition{table.AtLeast("n", int64(1))},
		Add: map[string]int64{"n": -1},
	})
	if err != nil && table.ReasonOf(err) != table.Refused {
		return fmt.Errorf("take an attempt back: %w", err)
	}
	return nil
}

// Trust remembers an address of an account.
func (s Limits) Trust(ctx context.Context, account, address string, until time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: trustKey(account, address),
		Set: map[string]any{"type": "trust", "v": int64(1), "until": until.Unix(), table.TTL: until.Unix()},
	})
	if err != nil {
		return fmt.Errorf("remember an address: %w", err)
	}
	return nil
}

// Trusted tells whether the account was entered from the address lately.
func (s Limits) Trusted(ctx context.Context, account, address string, now time.Time) (bool, error) {
	items, err := s.T.Get(ctx, []table.Key{trustKey(account, address)}, true)
	if err != nil {
		return false, fmt.Errorf("look up an address: %w", err)
	}
	return items[0] != nil && items[0].Int("until") > now.Unix(), nil
}

var _ identity.Limits = Limits{}
