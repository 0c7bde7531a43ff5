package main

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/test/stage"
)

// List prices of us-east-1, in microdollars for a million of each.
const (
	perHTTPRequest = 1_000_000
	perInvocation  = 200_000
	perGBSecond    = 13_333_400 // arm64
	perQueueCall   = 400_000    // of up to ten messages or 64 KB
	perWRU         = 625_000
	perRRU         = 125_000
	perPut         = 5_000_000 // S3
	perLogMB       = 500       // one million of bytes, $0.50 a GB
	perEdgeRequest = 1_100_000 // CloudFront and its function, beyond the free ten million
)

// What is not metered here: times of the functions at their memory, and sizes.
const (
	redirectMicros   = 7_000 // at 256 MB, the wait for the queue included
	consumerMicros   = 350   // a click of a batch, at 512 MB
	postbackMicros   = 20_000
	relayMicros      = 3_000 // an event of a batch, notices and hooks included
	linkMisses       = 20    // one click of so many reads its link
	answerMicros     = 60_000
	clickLogBytes    = 20 // Lambda's own lines, at level WARN
	eventMessages    = 2  // notice and hook of a sale
	settledSales     = 200
	costBatches      = 20
	quarterGB, halfG = 4, 2 // divisors of a GB
)

// item is a part of a bill, in microdollars for a million.
type item struct {
	name   string
	micros int64
}

// duration is what a function's time costs.
func duration(micros, divisor int64) int64 { return perGBSecond * micros / 1_000_000 / divisor }

// costs computes what a million clicks and a million conversions cost, from
// metered units and list prices (G14).
func costs(ctx context.Context) ([]Row, error) {
	clicks, err := clickBill(ctx)
	if err != nil {
		return nil, err
	}
	sales, err := saleBill(ctx)
	if err != nil {
		return nil, err
	}
	rows := bill("a million clicks", clicks, 290, "")
	rows = append(rows, Row{Name: "a million clicks: the edge, beyond ten million a month", Value: perEdgeRequest / 10_000, Unit: "US cents"})
	return append(rows, bill("a million conversions", sales, 2400, "notices, activity and hooks are in it, and money is broken down by seven dimensions")...), nil
}

func bill(of string, items []item, goal int64, short string) []Row {
	var rows []Row
	sum := int64(0)
	for _, i := range items {
		sum += i.micros
		rows = append(rows, Row{Name: of + ": " + i.name, Value: (i.micros + 5_000) / 10_000, Unit: "US cents"})
	}
	return append(rows, Row{Name: of + ", together", Value: (sum + 5_000) / 10_000, Unit: "US cents", Goal: goal, Short: short})
}

func clickBill(ctx context.Context) ([]item, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, err
	}
	trace, err := s.NewTrace(1)
	if err != nil {
		return nil, err
	}
	b := s.Backends
	archive := &shelf{objects: map[string][]byte{}}
	b.Archive = archive
	consume := b.ClickConsumer()
	s.Meter.Reset()
	for range costBatches {
		if err := take(ctx, trace, consume); err != nil {
			return nil, err
		}
	}
	used, n := s.Meter.Snapshot(), int64(costBatches*clickBatch)
	return []item{
		{"HTTP API", perHTTPRequest},
		{"functions", perInvocation + duration(redirectMicros, quarterGB) + perInvocation/clickBatch + duration(consumerMicros, halfG)},
		{"queue", perQueueCall + perQueueCall/10*2},
		{
			fmt.Sprintf("table, %.2f WRU and %.2f RRU a click", float64(used.WRU)/float64(n), used.RRU/float64(n)),
			perWRU*int64(used.WRU)/n + int64(perRRU*used.RRU)/n + perRRU/2/linkMisses,
		},
		{"archive", perPut * int64(len(archive.objects)) / n},
		{"logs", perLogMB * clickLogBytes},
		{"answers", answerMicros},
	}, nil
}

func saleBill(ctx context.Context) ([]item, error) {
	s, clicks, err := shop(ctx, 20)
	if err != nil {
		return nil, err
	}
	s.Meter.Reset()
	for i := range settledSales {
		if err := sell(ctx, s, fmt.Sprint("C", i), clicks[i%len(clicks)], fmt.Sprintf("customer_email=c%d@example.com&customer_id=c%d", i, i)); err != nil {
			return nil, err
		}
		if i%10 == 9 { // as the stream delivers
			if err := s.Settle(ctx); err != nil {
				return nil, err
			}
		}
	}
	used := s.Meter.Snapshot()
	return []item{
		{"HTTP API", perHTTPRequest},
		{"functions", perInvocation + duration(postbackMicros, halfG) + duration(relayMicros, halfG)},
		{"queues", eventMessages * (perQueueCall + perQueueCall/10*2)},
		{
			fmt.Sprintf("table, %.1f WRU and %.1f RRU, rollups and notices included", float64(used.WRU)/settledSales, used.RRU/settledSales),
			perWRU*int64(used.WRU)/settledSales + int64(perRRU*used.RRU)/settledSales,
		},
	}, nil
}
