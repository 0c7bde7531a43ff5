package order_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

var now = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

func desk() order.Desk {
	c := clock.NewManual(now)
	orders := store.Orders{T: memory.New(c)}
	return order.Desk{Store: orders, Buyers: orders, Clock: c}
}

func TestStatesEndTheSameInWhateverOrderTheyCome(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		news := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) order.News {
			return order.News{
				Program: "prg_1", Order: "O", Status: rapid.SampledFrom(order.Statuses()).Draw(rt, "status"),
				At: now.Add(-time.Duration(rapid.IntRange(0, 5).Draw(rt, "ago")) * time.Hour),
			}
		}), 1, 8).Draw(rt, "news")
		shuffled := append(rapid.Permutation(news).Draw(rt, "shuffled"), news[0])
		a, b := desk(), desk()
		var x, y order.Order
		var err error
		for _, n := range news {
			if x, err = a.Tell(context.Background(), n); err != nil {
				rt.Fatal(err)
			}
		}
		for _, n := range shuffled {
			if y, err = b.Tell(context.Background(), n); err != nil {
				rt.Fatal(err)
			}
		}
		if diff := cmp.Diff(x, y); diff != "" {
			rt.Fatalf("-told +shuffled:\n%s", diff)
		}
	})
}

func TestMoneyIsBelievedWhereItDiffersFromWhatWasTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		told           order.Status
		sale, refunded int64
		want           order.Status
		partly         bool
	}{
		"nothing at all":           {"", 0, 0, order.Placed, false},
		"paid, and nothing told":   {"", 100, 0, order.Paid, false},
		"paid, told as placed":     {order.Placed, 100, 0, order.Paid, false},
		"paid and on the way":      {order.Fulfilled, 100, 0, order.Fulfilled, false},
		"a part refunded":          {order.Delivered, 100, 40, order.Delivered, true},
		"refunded wholly":          {order.Delivered, 100, 100, order.Refunded, false},
		"cancelled before payment": {order.Cancelled, 0, 0, order.Cancelled, false},
		"told as refunded only":    {order.Refunded, 100, 0, order.Refunded, false},
	} {
		got := order.Join(order.State{Status: c.told}, order.Books{Sale: c.sale, Refunded: c.refunded})
		if got.Status != c.want || got.PartlyRefunded != c.partly {
			t.Errorf("%s: %s, partly %t", name, got.Status, got.PartlyRefunded)
		}
	}
}

func TestWhatIsNoNewsOfAnOrder(t *testing.T) {
	t.Parallel()
	d := desk()
	for name, n := range map[string]order.News{
		"no order":       {Program: "prg_1", Status: order.Paid},
		"no such status": {Program: "prg_1", Order: "O", Status: "lost"},
	} {
		if _, err := d.Tell(context.Background(), n); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.Get(context.Background(), "prg_1", "O"); !fault.Is(err, fault.NotFound) {
		t.Errorf("an order that nobody told of: %v", err)
	}
	o, err := d.Tell(context.Background(), order.News{Program: "prg_1", Order: "O", Status: order.Placed, At: now.Add(time.Hour)})
	if err != nil || !o.UpdatedAt.Equal(now) {
		t.Errorf("a state from the future is of now: %+v, %v", o, err)
	}
	if err := d.Set(context.Background(), "prg_1", "O", "delivered", now); err != nil {
		t.Error(err)
	}
}
