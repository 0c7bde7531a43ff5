package main

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/stage"
)

// conversion measures a sale through the postback's handler.
func conversion(ctx context.Context) ([]Row, error) {
	s, clicks, err := shop(ctx, 1)
	if err != nil {
		return nil, err
	}
	metered := func(transaction, more string) (int64, error) {
		s.Meter.Reset()
		err := sell(ctx, s, transaction, clicks[0], more)
		return int64(s.Meter.Snapshot().WRU), err
	}
	fresh, err := metered("new", "customer_email=ada@example.com&customer_id=c1")
	if err != nil {
		return nil, err
	}
	known, err := metered("known", "customer_email=ada@example.com&customer_id=c1")
	if err != nil {
		return nil, err
	}
	b := s.Backends
	b.Table = s.Memory
	s.Postback = b.Postback()
	n := 0
	timed := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n++
			if err := sell(ctx, s, fmt.Sprint("T", n), clicks[0], ""); err != nil {
				b.Fatal(err)
			}
		}
	})
	return []Row{
		{Name: "conversion, memory table", Value: int64(timed.T/time.Microsecond) / int64(max(1, timed.N)), Unit: "µs", Timed: true},
		{Name: "conversion, memory table", Value: timed.AllocsPerOp(), Unit: "allocs", Goal: 4000},
		{
			Name: "conversion, new customer, two names", Value: fresh, Unit: "WRU", Goal: 26,
			Short: "customers and orders stand in lists",
		},
		{
			Name: "conversion, known customer, another click", Value: known, Unit: "WRU", Goal: 22,
			Short: "what they spent is written with every sale",
		},
	}, nil
}

// shop sets up a stage with partners, and one click of each.
func shop(ctx context.Context, partners int) (*stage.Stage, []string, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	var clicks []string
	for i := range partners {
		p, err := s.Join(ctx, fmt.Sprint("partner", i))
		if err != nil {
			return nil, nil, err
		}
		c, err := s.Click(ctx, p.Link, "sub1=mail")
		if err != nil {
			return nil, nil, err
		}
		clicks = append(clicks, c)
	}
	return s, clicks, s.Settle(ctx)
}

func sell(ctx context.Context, s *stage.Stage, transaction, click, more string) error {
	if w := s.Sale(ctx, transaction, "100.00", click, more); w.Code != http.StatusOK {
		return fmt.Errorf("the sale %s is answered with %d %s", transaction, w.Code, w.Body)
	}
	return nil
}

// saleOf is how many commissions a partner of the approval has.
const saleOf = 50

// approval measures the schedule that approves what is due: n commissions, and
// a tenth of them, for the ratio.
func approval(ctx context.Context, n int) ([]Row, error) {
	small, err := approve(ctx, max(saleOf, n/10))
	if err != nil {
		return nil, err
	}
	large, err := approve(ctx, n)
	if err != nil {
		return nil, err
	}
	return []Row{
		{Name: fmt.Sprintf("approval of %s commissions", group(int64(n))), Value: large.took.Milliseconds(), Unit: "ms", Timed: true},
		{Name: "approval, 10 times as many take", Value: int64(large.used.Trips) * 100 / int64(small.used.Trips), Unit: "% of the round trips", Goal: 1100},
		{
			Name: "approval, memory table", Value: int64(large.used.WRU), Unit: "WRU", Goal: int64(5*n + 6*large.partners),
			Short: "a partner's fifty are two groups, and a group's posting names forty ids in 2 KB",
		},
	}, nil
}

// approvedIn is what an approval took.
type approvedIn struct {
	took     time.Duration
	used     tabletest.Usage
	partners int
}

func approve(ctx context.Context, n int) (a approvedIn, err error) {
	partners := max(1, n/saleOf)
	s, clicks, err := shop(ctx, partners)
	if err != nil {
		return a, err
	}
	for i := range n {
		if err := sell(ctx, s, fmt.Sprint("T", i), clicks[i%partners], ""); err != nil {
			return a, err
		}
	}
	s.Manual.Advance(32 * 24 * time.Hour)
	s.Meter.Reset()
	wall := clock.System()
	start := wall.Now()
	if err := s.CommissionApproval()(ctx, s.Clock.Now()); err != nil {
		return a, err
	}
	a = approvedIn{wall.Now().Sub(start), s.Meter.Snapshot(), partners}
	return a, complete(ctx, s, n, func(b ledger.Balance) int64 { return b.Available })
}

// complete tells whether all of it is where it belongs.
func complete(ctx context.Context, s *stage.Stage, n int, where func(ledger.Balance) int64) error {
	var sum int64
	accounts, err := s.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, b := range accounts {
		if b.Pending != 0 {
			return fmt.Errorf("%s still has %d pending", b.Account.Partner, b.Pending)
		}
		sum += where(b)
	}
	if want := int64(n) * 2000; sum != want {
		return fmt.Errorf("%d is there, not %d", sum, want)
	}
	return nil
}
