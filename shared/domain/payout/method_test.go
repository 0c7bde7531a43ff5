package payout_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

type saved struct {
	method payout.Method
	told   []event.Event
	err    error
}

type methods struct {
	*book
	*saved
}

func (m methods) SaveMethod(_ context.Context, x payout.Method, told []event.Event) error {
	m.saved.method, m.saved.told = x, told
	return m.err
}

type sealer struct{ err error }

func (s sealer) Seal(_ context.Context, p id.Partner, plain string) ([]byte, error) {
	return []byte(string(p) + plain), s.err
}

type home struct {
	program id.Program
	err     error
}

func (h home) Home(context.Context, id.Partner) (id.Program, error) { return h.program, h.err }

func TestTheFirstMethodIsGoodAtOnceAndAChangeAfter72Hours(t *testing.T) {
	t.Parallel()
	w := newWorld(payout.PayPal)
	delete(w.methods, noah)
	s := &saved{}
	d := payout.Desk{Store: methods{w.book, s}, Seal: sealer{}, Homes: home{program: shopID}, Clock: w.clock}
	first, err := d.SetMethod(t.Context(), noah, payout.PayPal, payout.Details{Holder: " Noah ", Email: "noah@a.example"}, "usr_n")
	want := payout.Method{
		Partner: noah, Rail: payout.PayPal, PayeeName: "Noah", Masked: "n•••@a.example", Sealed: []byte(`ptr_noah{"holder":"Noah","email":"noah@a.example"}`),
		Email: "noah@a.example", ChangedBy: "usr_n", ChangedAt: today, First: true, Version: 1,
	}
	if diff := cmp.Diff(want, s.method); err != nil || diff != "" || cmp.Diff(want, first) != "" {
		t.Fatalf("%v %s", err, diff)
	}
	if diff := cmp.Diff(map[string]string{"account": "n•••@a.example"}, s.told[0].Data); diff != "" || s.told[0].Program != shopID {
		t.Fatal(diff)
	}
	if !first.Usable(today) || !first.UsableFrom().Equal(today) {
		t.Fatal("the first waits")
	}
	w.methods[noah] = first
	second, err := d.SetMethod(t.Context(), noah, payout.PayPal, payout.Details{Holder: "Noah", Email: "noah@b.example"}, "usr_n")
	if err != nil || second.First || second.Version != 2 || second.OldEmail != "noah@a.example" {
		t.Fatalf("%+v, %v", second, err)
	}
	if diff := cmp.Diff(map[string]string{"account": "n•••@b.example", "old_account": "n•••@a.example"}, s.told[0].Data); diff != "" {
		t.Fatal(diff)
	}
	if over := today.Add(72 * time.Hour); second.Usable(over.Add(-1)) || !second.Usable(over) || !second.UsableFrom().Equal(over) {
		t.Fatal("a change does not wait for 72 hours")
	}
	if (payout.Method{First: true}).Usable(today) {
		t.Fatal("no method at all is good")
	}
}

func TestAMethodIsNotSavedWhenAnythingFails(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*payout.Desk, *saved, *book){
		"it cannot be read":           func(_ *payout.Desk, _ *saved, b *book) { b.breakAt = 1 },
		"it cannot be sealed":         func(d *payout.Desk, _ *saved, _ *book) { d.Seal = sealer{errBroken} },
		"nobody knows whom to tell":   func(d *payout.Desk, _ *saved, _ *book) { d.Homes = home{"prg_1", errBroken} },
		"it cannot be written either": func(_ *payout.Desk, s *saved, _ *book) { s.err = errBroken },
		"":                            func(d *payout.Desk, _ *saved, _ *book) { d.Homes = home{} },
		"and nobody is to be told":    func(d *payout.Desk, _ *saved, _ *book) { d.Homes = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, s := newWorld(payout.Manual), &saved{}
			d := payout.Desk{Store: methods{w.book, s}, Seal: sealer{}, Clock: w.clock}
			change(&d, s, w.book)
			_, err := d.SetMethod(t.Context(), maya, payout.Manual, payout.Details{Holder: "Maya", FreeText: "by hand"}, "usr_m")
			fine := s.err == nil && s.method.Version > 0 && len(s.told) == 0
			if errors.Is(err, errBroken) == fine {
				t.Fatalf("%v, saved %+v, told %v", err, s.method, s.told)
			}
		})
	}
}
