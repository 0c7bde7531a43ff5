package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestAPauseOfMailsBelongsToTheEventThatBeganIt(t *testing.T) {
	t.Parallel()
	s, ctx := store.Digests{T: memory.New(clock.At(tellNoon))}, t.Context()
	d := notice.Digest{User: tellAnna, Program: tellProgram, Partner: tellPartner}
	end := tellNoon.Add(10 * time.Minute)
	for _, c := range []struct {
		event id.Event
		now   time.Time
		mine  bool
		end   time.Time
	}{
		{"evt_1", tellNoon, true, end},
		{"evt_1", tellNoon.Add(time.Minute), true, end}, // it is tried again
		{"evt_2", tellNoon.Add(2 * time.Minute), false, end},
		{"evt_2", end, true, end.Add(10 * time.Minute)},
		{"evt_1", end, false, end.Add(10 * time.Minute)},
	} {
		mine, until, err := s.Open(ctx, d, c.event, c.now, c.now.Add(10*time.Minute))
		if err != nil || mine != c.mine || !until.Equal(c.end) {
			t.Errorf("%s at %s: %v until %s, %v", c.event, c.now, mine, until, err)
		}
	}
	other := d
	other.Partner = "ptr_other"
	if mine, _, err := s.Open(ctx, other, "evt_3", end, end.Add(time.Minute)); err != nil || !mine {
		t.Errorf("another partner waits for this one: %v", err)
	}
}

func TestWhatWaitsForAMailIsKeptOnce(t *testing.T) {
	t.Parallel()
	s, ctx := store.Digests{T: memory.New(clock.At(tellNoon))}, t.Context()
	d := notice.Digest{User: tellAnna, Program: tellProgram, Partner: tellPartner}
	held := []notice.Held{{Event: "evt_1", At: tellNoon, Offer: "Boots", Sum: "1.00 EUR"}, {Event: "evt_2", At: tellNoon}}
	for _, h := range append(held, held[0]) {
		if err := s.Hold(ctx, d, h); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Held(ctx, d)
	if diff := cmp.Diff(held, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := s.Drop(ctx, d, got[:1]); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Held(ctx, d); err != nil || len(got) != 1 || got[0].Event != "evt_2" {
		t.Error(got, err)
	}
}

func TestARefusedMailIsForgottenAfterAMonth(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(tellNoon)
	s, ctx := store.Bounces{T: memory.New(c)}, t.Context()
	if err := s.Refused(ctx, "anna@partner.example", tellNoon); err != nil {
		t.Fatal(err)
	}
	if at, err := s.RefusedAt(ctx, "anna@partner.example"); err != nil || !at.Equal(tellNoon) {
		t.Error(at, err)
	}
	if at, err := s.RefusedAt(ctx, "bob@partner.example"); err != nil || !at.IsZero() {
		t.Error(at, err)
	}
	c.Advance(31 * 24 * time.Hour)
	if at, err := s.RefusedAt(ctx, "anna@partner.example"); err != nil || !at.IsZero() {
		t.Error("a month later", at, err)
	}
}
