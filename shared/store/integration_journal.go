package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// IntegrationJournal keeps what became of providers' events.
type IntegrationJournal struct {
	T     table.Table
	Clock clock.Clock
}

const (
	entryLife    = 30 * 24 * time.Hour
	entriesShown = 20
)

// countPrefix is before the word that is counted.
const countPrefix = "n_"

type entryRecord struct {
	Event      string        `table:"event"`
	Type       string        `table:"event_type"`
	At         time.Time     `table:"at"`
	Word       string        `table:"word"`
	Reason     string        `table:"reason,omitempty"`
	Conversion id.Conversion `table:"conversion,omitempty"`
	Detail     []string      `table:"detail,omitempty"`
}

// Note counts an event, and keeps the entry of one that a person should see.
// Access pattern A52.
func (s IntegrationJournal) Note(ctx context.Context, e integration.Entry) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: integrationHealthKey(e.Program, string(e.Provider)),
		Set: map[string]any{
			"type": "integration_health", "v": int64(1),
			"last_at": instant(e.At), "last_type": cut(e.Type, 80), "last_word": string(e.Word),
		},
		Add: map[string]int64{countPrefix + string(e.Word): 1},
	})
	if err != nil {
		return fmt.Errorf("note an event of %s: %w", e.Provider, err)
	}
	if !e.Kept() {
		return nil
	}
	item := newItem(integrationEntryKey(e.Program, string(e.Provider), e.At, e.Event), "integration_entry", entryRecord{
		Event: cut(e.Event, 80), Type: cut(e.Type, 80), At: e.At, Word: string(e.Word), Reason: cut(e.Reason, 300), Conversion: e.Conversion, Detail: e.Detail,
	})
	item[table.TTL] = e.At.Add(entryLife).Unix()
	for _, err := range s.T.PutEach(ctx, []table.Item{item}) {
		if err != nil {
			return fmt.Errorf("keep an entry of %s: %w", e.Provider, err)
		}
	}
	return nil
}

// Health reads how a connection does. Access pattern A52.
func (s IntegrationJournal) Health(ctx context.Context, p id.Program, of integration.Provider) (integration.Health, error) {
	items, err := s.T.Get(ctx, []table.Key{integrationHealthKey(p, string(of))}, false)
	if err != nil {
		return integration.Health{}, fmt.Errorf("read the health of %s: %w", of, err)
	}
	h := integration.Health{Counts: map[integration.Word]int64{}}
	if item := items[0]; item != nil {
		h.LastType, h.LastWord = item.String("last_type"), integration.Word(item.String("last_word"))
		if h.LastAt, err = time.Parse(table.TimeLayout, item.String("last_at")); err != nil {
			return h, fmt.Errorf("read the health of %s: %w", of, err)
		}
		for name := range item {
			if word, ok := strings.CutPrefix(name, countPrefix); ok {
				h.Counts[integration.Word(word)] = item.Int(name)
			}
		}
	}
	q, err := s.T.Query(ctx, table.Query{PK: integrationLogPK(p, string(of)), Reverse: true, Limit: entriesShown})
	if err != nil {
		return h, fmt.Errorf("read the log of %s: %w", of, err)
	}
	for _, item := range q.Items {
		var r entryRecord
		if err := table.Decode(item, &r); err != nil {
			return h, fmt.Errorf("read an entry of %s: %w", of, err)
		}
		h.Entries = append(h.Entries, integration.Entry{
			Program: p, Provider: of, Event: r.Event, Type: r.Type, At: r.At, Word: integration.Word(r.Word), Reason: r.Reason, Conversion: r.Conversion, Detail: r.Detail,
		})
	}
	return h, nil
}

var _ integration.Journal = IntegrationJournal{}
