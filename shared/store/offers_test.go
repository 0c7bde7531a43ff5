package store_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestPublishing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := clock.NewManual(start)
	p := offer.Publisher{Store: store.Offers{T: memory.New(c)}, Clock: c, Entropy: rand.Reader}
	good := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, HoldbackDays: -1}
	o, err := p.Create(ctx, "prg_1", good)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]func(*offer.Version){
		"no name":                func(v *offer.Version) { v.Name = "" },
		"more than all":          func(v *offer.Version) { v.Rate = 10_001 },
		"a share of a lead":      func(v *offer.Version) { v.Trigger = offer.Lead },
		"an unknown trigger":     func(v *offer.Version) { v.Trigger = "smile" },
		"nothing at all":         func(v *offer.Version) { v.Type, v.FlatMinor = offer.Flat, 0 },
		"a year and a day":       func(v *offer.Version) { v.HoldbackDays = 366 },
		"a date that has passed": func(v *offer.Version) { v.EffectiveFrom = start.Add(-time.Hour) },
	} {
		v := good
		bad(&v)
		if _, err := p.Revise(ctx, "prg_1", o.ID, v); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Advance(time.Hour)
	better := good
	better.Rate = 2500
	if _, err := p.Revise(ctx, "prg_1", o.ID, better); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Revise(ctx, "prg_2", o.ID, better); !fault.Is(err, fault.NotFound) {
		t.Fatalf("another program's offer: %v", err)
	}
	for range 2 {
		if err := p.Retire(ctx, "prg_1", o.ID); err != nil {
			t.Fatal(err)
		}
		c.Advance(time.Hour)
	}
	if err := p.Retire(ctx, "prg_1", "off_none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("an offer that is not there: %v", err)
	}
	if _, err := p.Revise(ctx, "prg_1", o.ID, better); !fault.Is(err, fault.Conflict) {
		t.Fatalf("a retired offer: %v", err)
	}
	offers, versions, err := p.Store.List(ctx, "prg_1")
	if err != nil || !offers[0].RetiredAt.Equal(start.Add(time.Hour)) || len(versions) != 2 || versions[1].Rate != 2500 {
		t.Fatalf("%+v, %v", versions, err)
	}
}
