package main

import (
	"context"
	"fmt"
	"net/http"
	"syscall"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
	"github.com/tributaryhq/tributary/test/stage"
)

// taken is a queue that takes everything at once.
type taken struct{}

// Send takes the messages.
func (taken) Send(context.Context, queue.Name, ...queue.Message) error { return nil }

// redirect measures the click handler: alone, with SQS's client, and with the
// link read through DynamoDB's client too, both on a transport in memory.
func redirect(ctx context.Context) ([]Row, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, err
	}
	maya, err := s.Join(ctx, "maya")
	if err != nil {
		return nil, err
	}
	for day := range 60 { // time goes by below
		if err := click.EnsureSalts(ctx, store.Clicks{T: s.Memory}, s.Entropy, stage.Start().AddDate(0, 0, day)); err != nil {
			return nil, err
		}
	}
	request := stage.Visit(maya.Link, "sub1=mail")
	wired, _ := s.OnWire()
	alone, sending := s.Redirect, wired.Redirect()
	alone.Queue = taken{}
	visit := func(h *trackapi.Redirect, before func()) testing.BenchmarkResult {
		return testing.Benchmark(func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				before()
				if a := h.Handle(ctx, request); a.Status != http.StatusFound {
					b.Fatalf("answered %d", a.Status)
				}
			}
		})
	}
	same, forgetful := func() {}, func() { s.Manual.Advance(time.Minute) }
	inProcess, cached, read := visit(alone, same), visit(sending, same), visit(sending, forgetful)
	if inProcess.N == 0 || cached.N == 0 || read.N == 0 {
		return nil, fmt.Errorf("the redirect does not redirect")
	}
	return []Row{
		{Name: "redirect, in process", Value: perSecond(inProcess, 1), Unit: "requests/s", Timed: true},
		{Name: "redirect, in process", Value: inProcess.AllocsPerOp(), Unit: "allocs", Floor: 10},
		{Name: "redirect, cached link, SQS", Value: perSecond(cached, 1), Unit: "requests/s", Timed: true},
		{Name: "redirect, cached link, SQS", Value: cached.AllocsPerOp(), Unit: "allocs", Floor: 292, Goal: 400},
		{Name: "redirect, cached link, SQS", Value: cached.AllocedBytesPerOp(), Unit: "bytes", Floor: 26_466, Goal: 40_000},
		{Name: "redirect, link read, SQS", Value: perSecond(read, 1), Unit: "requests/s", Timed: true},
		{Name: "redirect, link read, SQS", Value: read.AllocsPerOp(), Unit: "allocs", Floor: 603, Goal: 800},
	}, nil
}

// perSecond is how many of what an operation has many of are done in a second.
func perSecond(r testing.BenchmarkResult, each int64) int64 {
	return int64(r.N) * each * int64(time.Second) / max(1, int64(r.T))
}

const clickBatch = 1000

// processor is how much time of processors this process has used.
func processor() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// consumer measures the click consumer on batches of a Zipf trace.
func consumer(ctx context.Context) ([]Row, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, err
	}
	trace, err := s.NewTrace(1)
	if err != nil {
		return nil, err
	}
	const counted = 10
	consume := s.ClickConsumer()
	s.Meter.Reset()
	for range counted {
		if err := take(ctx, trace, consume); err != nil {
			return nil, err
		}
	}
	used := s.Meter.Snapshot()
	b := s.Backends
	b.Table = s.Memory
	consume = b.ClickConsumer()
	var spent time.Duration
	timed := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		spent = 0
		for b.Loop() {
			b.StopTimer()
			batch, err := trace.Next(clickBatch)
			if err != nil {
				b.Fatal(err)
			}
			before := processor()
			b.StartTimer()
			for _, err := range consume(ctx, batch) {
				if err != nil {
					b.Fatal(err)
				}
			}
			spent += processor() - before
		}
	})
	perCore := int64(timed.N) * clickBatch * int64(time.Second) / max(1, int64(spent))
	wired, err := onWire(ctx, s, trace)
	if err != nil {
		return nil, err
	}
	return []Row{
		{Name: "click consumer, DynamoDB's client", Value: wired, Unit: "clicks/s of a core", Goal: 10_000, More: true, Timed: true},
		{Name: "click consumer, memory table", Value: perCore, Unit: "clicks/s of a core", Goal: 10_000, More: true, Timed: true},
		{Name: "click consumer, memory table", Value: timed.AllocsPerOp() / clickBatch, Unit: "allocs/click", Floor: 36},
		{Name: "click consumer, Zipf trace", Value: int64(used.WRU) * 1000 / (counted * clickBatch), Unit: "WRU/1,000 clicks", Goal: 1600},
		{Name: "click consumer, Zipf trace", Value: int64(used.RRU) * 1000 / (counted * clickBatch), Unit: "RRU/1,000 clicks", Goal: 500},
	}, nil
}

// onWire measures the consumer with DynamoDB's own client on a transport in
// memory.
func onWire(ctx context.Context, s *stage.Stage, trace *stage.Trace) (perCore int64, err error) {
	const batches = 10
	b, _ := s.OnWire()
	consume := b.ClickConsumer()
	if err := take(ctx, trace, consume); err != nil {
		return 0, err
	}
	var spent time.Duration
	for range batches {
		batch, err := trace.Next(clickBatch)
		if err != nil {
			return 0, err
		}
		before := processor()
		for _, err := range consume(ctx, batch) {
			if err != nil {
				return 0, err
			}
		}
		spent += processor() - before
	}
	return batches * clickBatch * int64(time.Second) / max(1, int64(spent)), nil
}

func take(ctx context.Context, trace *stage.Trace, consume func(context.Context, []queue.Message) []error) error {
	batch, err := trace.Next(clickBatch)
	if err != nil {
		return err
	}
	for _, err := range consume(ctx, batch) {
		if err != nil {
			return err
		}
	}
	return nil
}

var _ queue.Sender = taken{}
