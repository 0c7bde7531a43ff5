package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// hundreds is more than one request looks at where rows are read one by one.
const hundreds = 1200

// sought is a list, and how its rows are named.
type sought struct {
	of     func(r page.Request) (page.Of[string], error)
	needle string // in the oldest row only
	shared string // in every row
}

func names[T any](p page.Of[T], err error, name func(T) string) (page.Of[string], error) {
	return page.Map(p, name), err
}

// lists fills every kind of list that is one partition, and tells how each is
// read.
func lists(t *testing.T, tab *memory.Table, meter *tabletest.Meter) map[string]sought {
	t.Helper()
	c := clock.At(start)
	tickets, coupons, notices, orders := store.Tickets{T: tab}, store.Coupons{T: tab, Clock: c}, store.Notices{T: tab}, store.Orders{T: tab}
	for n := range hundreds {
		text, at := fmt.Sprintf("thing-%d", n), start.Add(time.Duration(n)*time.Second)
		if n == 0 {
			text = "Żółw-thing"
		}
		for what, err := range map[string]error{
			"ticket": tickets.Save(t.Context(), ticket.Ticket{ID: id.Ticket(fmt.Sprintf("tkt_%026d", n)), Program: linkProgram, Partner: maya, Subject: text, Status: ticket.Open, Version: 1, CreatedAt: at}, nil),
			"coupon": coupons.Create(t.Context(), coupon.Coupon{Program: linkProgram, Code: text, Partner: maya, Status: coupon.Active, Version: 1, CreatedAt: at}),
			"notice": notices.Add(t.Context(), notice.Notice{ID: id.Notice(fmt.Sprintf("ntf_%026d", n)), User: "usr_1", Title: text, At: at}),
			"order":  orders.Save(t.Context(), order.State{Program: linkProgram, Order: text, Status: order.Placed, At: at, Buyer: order.Buyer{Partner: maya, Customer: "cus_1", At: at}, Version: 1}),
		} {
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
	}
	tickets.T, coupons.T, notices.T, orders.T = meter, meter, meter, meter
	subject := func(t ticket.Ticket) string { return t.Subject }
	code := func(c coupon.Coupon) string { return c.Code }
	return map[string]sought{
		"a program's questions": {func(r page.Request) (page.Of[string], error) {
			p, err := tickets.OfProgram(t.Context(), linkProgram, ticket.Filter{}, r)
			return names(p, err, subject)
		}, "żółw", "THING"},
		"a partner's questions": {func(r page.Request) (page.Of[string], error) {
			p, err := tickets.OfPartner(t.Context(), linkProgram, maya, ticket.Filter{}, r)
			return names(p, err, subject)
		}, "żółw", "THING"},
		"a program's codes": {func(r page.Request) (page.Of[string], error) {
			p, err := coupons.OfProgram(t.Context(), linkProgram, r)
			return names(p, err, code)
		}, "ŻÓŁW", "thing"},
		"a partner's codes": {func(r page.Request) (page.Of[string], error) {
			p, err := coupons.OfPartner(t.Context(), linkProgram, maya, r)
			return names(p, err, code)
		}, "ŻÓŁW", "thing"},
		"a person's notices": {func(r page.Request) (page.Of[string], error) {
			p, err := notices.List(t.Context(), "usr_1", r)
			return names(p, err, func(n notice.Notice) string { return n.Title })
		}, " żółw ", "thing"},
		"a partner's orders": {func(r page.Request) (page.Of[string], error) {
			p, err := orders.OfPartner(t.Context(), linkProgram, maya, "", r)
			return names(p, err, func(o order.Order) string { return o.ID })
		}, "żółw", "thing"},
	}
}

// TestEveryListIsSearchedInTheTable: all pages together hold each row once, a
// search finds the oldest row, and a first page that is not searched is cheap.
func TestEveryListIsSearchedInTheTable(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	meter := tabletest.NewMeter(tab)
	for name, list := range lists(t, tab, meter) {
		for search, want := range map[string]int{"": hundreds, list.shared: hundreds, list.needle: 1, "nowhere": 0} {
			meter.Reset()
			seen, pages := map[string]bool{}, 0
			for r := (page.Request{Limit: 40, Search: search}); ; pages++ {
				p, err := list.of(r)
				if err != nil || len(p.Data) > 40 {
					t.Fatalf("%s with %q: %d rows, %v", name, search, len(p.Data), err)
				}
				// Questions and orders are read one by one, an order with its state.
				if u := meter.Snapshot(); pages == 0 && search == "" && (u.RRU > 42 || u.ByOp["Query"] != 1) {
					t.Errorf("the first page of %s costs %+v", name, u)
				}
				for _, row := range p.Data {
					if seen[row] {
						t.Fatalf("%s with %q: %s comes twice", name, search, row)
					}
					seen[row] = true
				}
				if r.Cursor = p.Next; p.Next == "" {
					break
				}
			}
			if len(seen) != want || want <= 1 && pages > 2 {
				t.Errorf("%s with %q: %d rows on %d pages", name, search, len(seen), pages+1)
			}
		}
	}
}
