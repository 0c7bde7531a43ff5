package store_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// places lets Anna earn, and nobody else.
type couponPlaces struct{}

func (couponPlaces) Earns(_ context.Context, _ id.Program, o id.Partner) error {
	if o != linkPartner {
		return fault.New(fault.NotFound, "enrollment.unknown", "no such partner")
	}
	return nil
}

func couponDesk() (coupon.Desk, *clock.Manual) {
	c := clock.NewManual(linkNoon)
	return coupon.Desk{Store: store.Coupons{T: memory.New(c), Clock: c}, Places: couponPlaces{}, Clock: c}, c
}

func TestACodeIsBoundToOnePartnerOfAProgram(t *testing.T) {
	t.Parallel()
	d, _ := couponDesk()
	made, err := d.Create(t.Context(), coupon.Coupon{Program: linkProgram, Partner: linkPartner, Code: " anna10 ", Rate: 1000, Until: linkNoon.AddDate(0, 1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	want := coupon.Coupon{
		Program: linkProgram, Partner: linkPartner, Code: "ANNA10", Rate: 1000, Status: coupon.Active, Until: linkNoon.AddDate(0, 1, 0),
		Source: coupon.Manual, Version: 1, CreatedAt: linkNoon,
	}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Error(diff)
	}
	got, err := d.Store.Load(t.Context(), linkProgram, "ANNA10", "NONE")
	if diff := cmp.Diff([]coupon.Coupon{want}, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if _, err := d.Create(t.Context(), coupon.Coupon{Program: linkProgram, Partner: linkPartner, Code: "Anna10"}); fault.CodeOf(err) != "coupon.taken" {
		t.Errorf("the same code again: %v", err)
	}
	if _, err := d.Create(t.Context(), coupon.Coupon{Program: linkProgram, Partner: linkOther, Code: "BEN10"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger gets a code: %v", err)
	}
	if got, err := d.Store.Load(t.Context(), "prg_01JD00000000000000000W1NES", "ANNA10"); err != nil || len(got) != 0 {
		t.Errorf("another program has it: %v %v", got, err)
	}
}

func TestACodeIsChangedAtItsVersionAndKeepsItsPartner(t *testing.T) {
	t.Parallel()
	d, _ := couponDesk()
	made, err := d.Create(t.Context(), coupon.Coupon{Program: linkProgram, Partner: linkPartner, Code: "ANNA"})
	if err != nil {
		t.Fatal(err)
	}
	off := func(c *coupon.Coupon) { c.Status, c.Partner, c.FlatMinor = coupon.Disabled, linkOther, 500 }
	changed, err := d.Change(t.Context(), linkProgram, "anna", made.Version, off)
	if err != nil || changed.Status != coupon.Disabled || changed.Partner != linkPartner || changed.FlatMinor != 500 || changed.Version != 2 {
		t.Errorf("%+v %v", changed, err)
	}
	if changed.EarnsAt(linkNoon) {
		t.Error("a disabled code earns")
	}
	if _, err := d.Change(t.Context(), linkProgram, "anna", made.Version, off); fault.CodeOf(err) != "coupon.changed" {
		t.Errorf("at an old version: %v", err)
	}
	if _, err := d.Change(t.Context(), linkProgram, "nobody", 0, off); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown code: %v", err)
	}
}

func TestWhatNoCodeCanSayIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		bad  coupon.Coupon
	}{
		{"a blank inside", coupon.Coupon{Code: "A B"}},
		{"nothing", coupon.Coupon{}},
		{"broken text", coupon.Coupon{Code: "A\xff"}},
		{"too long", coupon.Coupon{Code: strings.Repeat("A", 65)}},
		{"more than everything", coupon.Coupon{Code: "A", Rate: 10_001}},
		{"less than nothing", coupon.Coupon{Code: "A", FlatMinor: -1}},
		{"a percentage and an amount", coupon.Coupon{Code: "A", Rate: 1, FlatMinor: 1}},
		{"an end before its beginning", coupon.Coupon{Code: "A", From: linkNoon, Until: linkNoon}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, _ := couponDesk()
			c.bad.Program, c.bad.Partner = linkProgram, linkPartner
			if _, err := d.Create(t.Context(), c.bad); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCodesAreListedNewestFirstAndShortEnoughForAnIndex(t *testing.T) {
	t.Parallel()
	d, now := couponDesk()
	codes := []string{"FIRST", strings.Repeat("<", 64), strings.Repeat(`"`, 64)}
	for _, code := range codes {
		now.Advance(time.Minute)
		_, err := d.Create(t.Context(), coupon.Coupon{
			Program: linkProgram, Partner: linkPartner, Code: code, Link: "lnk_01JD0000000000000000000000", Offer: "off_01JD0000000000000000000000",
			FlatMinor: 99_999_999, From: linkNoon, Until: linkNoon.AddDate(1, 0, 0),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	all, err := d.Store.OfProgram(t.Context(), linkProgram, page.Request{Limit: 2})
	if err != nil || len(all.Data) != 2 || all.Data[0].Code != codes[2] || all.Data[1].Code != codes[1] || all.Next == "" {
		t.Fatalf("of the program: %+v %v", all, err)
	}
	whole, err := d.Store.Load(t.Context(), linkProgram, codes[2])
	if diff := cmp.Diff(whole, all.Data[:1]); err != nil || diff != "" {
		t.Errorf("the list tells less than there is: %v %s", err, diff)
	}
	own, err := d.Store.OfPartner(t.Context(), linkProgram, linkPartner, page.Request{})
	if err != nil || len(own.Data) != 3 || own.Data[2].Code != "FIRST" {
		t.Errorf("of the partner: %+v %v", own, err)
	}
	if others, err := d.Store.OfPartner(t.Context(), linkProgram, linkOther, page.Request{}); err != nil || len(others.Data) != 0 {
		t.Errorf("of another partner: %+v %v", others, err)
	}
}

func TestTwentyManagersMakeACodeOnce(t *testing.T) {
	t.Parallel()
	d, _ := couponDesk()
	var made sync.Map
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := d.Create(t.Context(), coupon.Coupon{Program: linkProgram, Partner: linkPartner, Code: "ONCE"}); err == nil {
				made.Store(i, true)
			} else if fault.CodeOf(err) != "coupon.taken" {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	n := 0
	made.Range(func(any, any) bool { n++; return true })
	if n != 1 {
		t.Errorf("made %d times", n)
	}
}
