package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// heldLife is how long a conversion waits for its mail at most.
const heldLife = 2 * 24 * time.Hour

// Digests keeps conversions that wait for the next mail (A34).
type Digests struct{ T table.Table }

type heldRecord struct {
	Event id.Event  `table:"event"`
	At    time.Time `table:"at"`
	Offer string    `table:"offer,omitempty"`
	Sum   string    `table:"sum,omitempty"`
}

// Open begins a pause of mails, if there is none.
func (s Digests) Open(ctx context.Context, d notice.Digest, e id.Event, now, until time.Time) (bool, time.Time, error) {
	k := digestKey(d.User, d.Program, d.Partner)
	_, _, err := s.T.Update(ctx, table.Update{
		Key: k, If: []table.Condition{table.AbsentOrAtMost("until", now.UnixMilli())},
		Set: map[string]any{"type": "digest", "v": int64(1), "event": string(e), "until": until.UnixMilli(), table.TTL: until.Add(heldLife).Unix()},
	})
	if err == nil {
		return true, until, nil
	}
	if table.ReasonOf(err) != table.Refused {
		return false, until, fmt.Errorf("begin a pause of mails: %w", err)
	}
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil || items[0] == nil {
		return false, until, err
	}
	return items[0].String("event") == string(e), time.UnixMilli(items[0].Int("until")), nil
}

// Hold keeps a conversion.
func (s Digests) Hold(ctx context.Context, d notice.Digest, h notice.Held) error {
	item := newItem(heldKey(d.User, d.Program, d.Partner, h.Event), "held", heldRecord(h))
	item[table.TTL] = h.At.Add(heldLife).Unix()
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return fmt.Errorf("keep a conversion for a mail: %w", err)
	}
	return nil
}

// Held lists what waits.
func (s Digests) Held(ctx context.Context, d notice.Digest) ([]notice.Held, error) {
	k := heldKey(d.User, d.Program, d.Partner, "")
	p, err := s.T.Query(ctx, table.Query{PK: k.PK, Prefix: k.SK, Limit: 100, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list what waits for a mail: %w", err)
	}
	out := make([]notice.Held, len(p.Items))
	for i, item := range p.Items {
		var r heldRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read what waits for a mail: %w", err)
		}
		out[i] = notice.Held(r)
	}
	return out, nil
}

// Drop forgets what was mailed.
func (s Digests) Drop(ctx context.Context, d notice.Digest, hs []notice.Held) error {
	ops := make([]table.Op, len(hs))
	for i, h := range hs {
		ops[i] = table.Delete{Key: heldKey(d.User, d.Program, d.Partner, h.Event)}
	}
	if err := s.T.Commit(ctx, ops); err != nil {
		return fmt.Errorf("forget what was mailed: %w", err)
	}
	return nil
}

var _ notice.Digests = Digests{}
