package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// refusalPlaces bounds how many refused requests a program keeps: a place is
// taken by the request's id, and whoever comes later takes it over.
const (
	refusalPlaces = 128
	refusalLife   = 24 * time.Hour
)

// Refusals keeps the latest requests that could not be read.
type Refusals struct{ T table.Table }

type refusalRecord struct {
	Program id.Program        `table:"program"`
	Request string            `table:"request,omitempty"`
	At      time.Time         `table:"at"`
	Source  conversion.Source `table:"source"`
	Code    string            `table:"code"`
	Fields  []fault.Field     `table:"fields,omitempty"`
}

// Keep stores a refusal. Access pattern A54.
func (s Refusals) Keep(ctx context.Context, request string, r doctor.Refusal) error {
	item := newItem(refusalKey(r.Program, shardOf(request, refusalPlaces)), "refusal", refusalRecord(r))
	item[table.TTL] = r.At.Add(refusalLife).Unix()
	u := table.Update{Key: item.Key(), Set: item}
	delete(u.Set, table.PK)
	delete(u.Set, table.SK)
	if r.Request == "" {
		u.Remove = append(u.Remove, "request")
	}
	if len(r.Fields) == 0 {
		u.Remove = append(u.Remove, "fields")
	}
	if _, _, err := s.T.Update(ctx, u); err != nil {
		return fmt.Errorf("keep a refused request of %s: %w", r.Program, err)
	}
	return nil
}

// Latest reads what is kept. Access pattern A54.
func (s Refusals) Latest(ctx context.Context, p id.Program) ([]doctor.Refusal, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: refusalKey(p, "").PK, Prefix: refusalPrefix()})
	if err != nil {
		return nil, fmt.Errorf("read the refused requests of %s: %w", p, err)
	}
	out := make([]doctor.Refusal, 0, len(items))
	for _, item := range items {
		var r refusalRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a refused request: %w", err)
		}
		out = append(out, doctor.Refusal(r))
	}
	slices.SortFunc(out, func(a, b doctor.Refusal) int { return b.At.Compare(a.At) })
	return out, nil
}

var _ doctor.Refusals = Refusals{}
