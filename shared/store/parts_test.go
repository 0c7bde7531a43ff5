package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/store"
)

// whole splits nothing.
type whole struct{}

func (whole) Split(_ context.Context, e event.Event) ([]event.Event, error) {
	return []event.Event{e}, nil
}

// told are the events of a minute and type.
func (s *shop) told(t event.Type, minute time.Time) []event.Event {
	s.t.Helper()
	raws, err := store.Events{T: s.table}.Minute(s.ctx, minute)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []event.Event
	for _, r := range raws {
		e, err := event.Decode(r.Text)
		if err != nil {
			s.t.Fatal(err)
		}
		if e.Type == t {
			out = append(out, e)
		}
	}
	return out
}

// TestEachApprovalOfABatchIsToldWithItsClickAndSale: one event tells of all that
// were approved together; whoever listens hears of each by itself.
func TestEachApprovalOfABatchIsToldWithItsClickAndSale(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll()
	want := map[string]string{}
	for _, txn := range []string{"A", "B", "C"} {
		s.clock.Advance(time.Second)
		want[txn] = s.one(s.sale(txn, 10000, 1).Commissions[0].ID).Click
	}
	s.clock.Advance(40 * 24 * time.Hour)
	s.approveAll()
	batch := s.told(event.CommissionApproved, s.clock.Now())
	if len(batch) != 1 || batch[0].Data[event.Count] != "3" || batch[0].Data[event.ClickID] != "" {
		t.Fatalf("told %+v", batch)
	}
	parts, err := store.Parts{T: s.table}.Split(s.ctx, batch[0])
	if err != nil {
		t.Fatal(err)
	}
	got, ids := map[string]string{}, map[string]bool{}
	for _, e := range parts {
		got[e.Data[event.TransactionID]] = e.Data[event.ClickID]
		ids[string(e.ID)] = true
		if e.Data[event.Payout] != "20.00" || e.Data[event.Status] != string(commission.Available) || e.Data[event.Count] != "1" {
			t.Errorf("a part is %+v", e.Data)
		}
	}
	if d := cmp.Diff(want, got); d != "" || len(ids) != 3 {
		t.Fatalf("%d events (-want +got)\n%s", len(ids), d)
	}
	again, err := store.Parts{T: s.table}.Split(s.ctx, batch[0])
	if d := cmp.Diff(parts, again); err != nil || d != "" {
		t.Fatalf("a second time it is other events: %v\n%s", err, d)
	}
}
