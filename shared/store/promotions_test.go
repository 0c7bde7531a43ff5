package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const otherProgram = id.Program("prg_01JD00000000000000000W1NES")

// shopPages lets sales lead to shop.example.
type shopPages struct{}

func (shopPages) Landing(_ context.Context, _ id.Program, page string) (string, error) {
	return link.Terms{Website: "https://shop.example/"}.Landing(page)
}

func promotionDesk() (promotion.Desk, store.Audit, *clock.Manual) {
	c := clock.NewManual(linkNoon)
	tab := memory.New(c)
	return promotion.Desk{Store: store.Promotions{T: tab, Clock: c}, Pages: shopPages{}, Clock: c, Entropy: rand.Reader}, store.Audit{T: tab}, c
}

// spring is a sale of a week that begins after so many days.
func spring(days int) promotion.Promotion {
	return promotion.Promotion{
		Program: linkProgram, Name: "Spring", Text: "20 % off", Starts: linkNoon.AddDate(0, 0, days), Ends: linkNoon.AddDate(0, 0, days+7),
	}
}

func TestASaleIsScheduledThenLiveThenOver(t *testing.T) {
	t.Parallel()
	d, _, now := promotionDesk()
	made, err := d.Create(t.Context(), spring(2))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		at   time.Time
		want promotion.Status
		open int
	}{
		{made.Starts.Add(-time.Second), promotion.Scheduled, 1},
		{made.Starts, promotion.Live, 1},
		{made.Ends.Add(-time.Second), promotion.Live, 1},
		{made.Ends, promotion.Ended, 0},
	} {
		now.Set(c.at)
		open, err := d.Open(t.Context(), linkProgram)
		if err != nil || len(open) != c.open || made.At(c.at) != c.want {
			t.Errorf("at %s it is %s, %d are open: %v", c.at, made.At(c.at), len(open), err)
		}
	}
	if _, err := d.Cancel(t.Context(), linkProgram, made.ID); fault.CodeOf(err) != "promotion.over" {
		t.Errorf("cancelled after its end: %v", err)
	}
}

func TestASaleThatBeginsAnotherTimeMovesAndKeepsItsName(t *testing.T) {
	t.Parallel()
	d, audit, _ := promotionDesk()
	made, err := d.Create(t.Context(), spring(2))
	if err != nil {
		t.Fatal(err)
	}
	later := func(p *promotion.Promotion) {
		p.Starts, p.Ends, p.ID = p.Starts.AddDate(0, 0, 1), p.Ends.AddDate(0, 0, 1), "prm_x"
	}
	want := made
	later(&want)
	want.ID, want.Version = made.ID, 2
	got, err := d.Change(t.Context(), linkProgram, made.ID, made.Version, later)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Fatal(err, diff)
	}
	open, err := d.Open(t.Context(), linkProgram)
	if diff := cmp.Diff([]promotion.Promotion{want}, open); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if _, err := d.Change(t.Context(), linkProgram, made.ID, made.Version, later); fault.CodeOf(err) != "promotion.changed" {
		t.Errorf("at an old version: %v", err)
	}
	if err := d.Store.Save(t.Context(), made, made); fault.CodeOf(err) != "promotion.changed" {
		t.Errorf("one that moved is written again: %v", err)
	}
	gone, err := d.Cancel(t.Context(), linkProgram, made.ID)
	if err != nil || gone.At(linkNoon) != promotion.Cancelled {
		t.Fatal(gone, err)
	}
	var acts []string
	log, err := audit.OfResource(t.Context(), made.Subject(), page.Request{})
	for _, e := range log.Data {
		acts = append(acts, e.Action)
	}
	for _, act := range []string{"promotion.create", "promotion.change", "promotion.cancel"} {
		if err != nil || !strings.Contains(strings.Join(acts, " "), act) {
			t.Errorf("the log has %v, not %s: %v", acts, act, err)
		}
	}
}

func TestOnlyTheProgramsOwnSalesAreThere(t *testing.T) {
	t.Parallel()
	d, _, now := promotionDesk()
	var names []string
	for _, days := range []int{9, 2, 30} {
		p := spring(days)
		p.Name = fmt.Sprint(days)
		if _, err := d.Create(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	open, err := d.Open(t.Context(), linkProgram)
	for _, p := range open {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff([]string{"2", "9", "30"}, names); diff != "" || err != nil {
		t.Error(err, diff)
	}
	first, err := d.List(t.Context(), linkProgram, page.Request{Limit: 2})
	if err != nil || len(first.Data) != 2 || first.Data[0].Name != "30" || first.Next == "" {
		t.Errorf("%+v %v", first, err)
	}
	if others, err := d.Open(t.Context(), otherProgram); err != nil || len(others) != 0 {
		t.Errorf("another program has %v %v", others, err)
	}
	if _, err := d.Cancel(t.Context(), otherProgram, open[0].ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another program cancels it: %v", err)
	}
	now.Set(open[0].Starts)
	_, err = d.Change(t.Context(), linkProgram, open[0].ID, 0, func(p *promotion.Promotion) { p.Starts = p.Starts.Add(time.Hour) })
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("one that is live begins later: %v", err)
	}
}

func TestAProgramHasFiftySalesThatAreNotOver(t *testing.T) {
	t.Parallel()
	d, _, now := promotionDesk()
	for range promotion.MaxOpen {
		if _, err := d.Create(t.Context(), spring(1)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Create(t.Context(), spring(1)); fault.CodeOf(err) != "promotion.too_many" {
		t.Errorf("one more: %v", err)
	}
	now.Advance(8 * 24 * time.Hour)
	if _, err := d.Create(t.Context(), spring(20)); err != nil {
		t.Errorf("after they ended: %v", err)
	}
}

func TestWhatNoSaleCanSayIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*promotion.Promotion)
		field string
	}{
		"no name":                  {func(p *promotion.Promotion) { p.Name = " " }, "body.name"},
		"a name of two lines":      {func(p *promotion.Promotion) { p.Name = "a\nb" }, "body.name"},
		"a text without end":       {func(p *promotion.Promotion) { p.Text = strings.Repeat("ä", 2001) }, "body.text"},
		"a bell in the text":       {func(p *promotion.Promotion) { p.Text = "\a" }, "body.text"},
		"a code without end":       {func(p *promotion.Promotion) { p.CouponHint = strings.Repeat("A", 65) }, "body.coupon_hint"},
		"no beginning":             {func(p *promotion.Promotion) { p.Starts = time.Time{} }, "body.starts_at"},
		"an end before it begins":  {func(p *promotion.Promotion) { p.Ends = p.Starts }, "body.ends_at"},
		"an end that has passed":   {func(p *promotion.Promotion) { p.Starts, p.Ends = linkNoon.AddDate(0, 0, -2), linkNoon }, "body.ends_at"},
		"a sale of years":          {func(p *promotion.Promotion) { p.Ends = p.Starts.AddDate(2, 0, 0) }, "body.ends_at"},
		"a page of somebody else":  {func(p *promotion.Promotion) { p.Destination = "https://evil.example/" }, "body.destination"},
		"a page that is no secure": {func(p *promotion.Promotion) { p.Destination = "http://shop.example/" }, "body.destination"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _, _ := promotionDesk()
			p := spring(1)
			c.spoil(&p)
			_, err := d.Create(t.Context(), p)
			var f *fault.Error
			if !errors.As(err, &f) || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Location != c.field {
				t.Errorf("got %v", err)
			}
		})
	}
}
