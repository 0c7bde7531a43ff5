package main

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/test/stage"
)

const (
	integrityTime  = 2 * time.Second
	million        = 1_000_000
	killsInWriting = 20 // one of so many calls of the consumer ends it
)

// integrity kills the redirect under load and the consumer at its writes, and
// counts what is recorded of what was answered (G5).
func integrity(ctx context.Context) ([]Row, error) {
	sqs := accept()
	defer sqs.Close()
	ours, err := begin(ctx, "ours", sqs.URL)
	if err != nil {
		return nil, err
	}
	go func() {
		<-time.After(integrityTime / 2)
		_ = ours.process.Process.Kill()
	}()
	l, err := visit(ctx, ours.target, 32, integrityTime, true)
	ours.end()
	if err != nil {
		return nil, err
	}
	queued := map[string]bool{}
	for _, m := range sqs.messages() {
		_, rest, _ := strings.Cut(m.Body, `"id":"`)
		queued[rest[:min(len(rest), click.Length)]] = true
	}
	accepted := 0
	for _, id := range l.ids {
		if queued[id] {
			accepted++
		}
	}
	counted, sent, err := recorded(ctx)
	if err != nil {
		return nil, err
	}
	return []Row{
		{Name: "clicks answered until the redirect was killed", Value: int64(l.answered), Unit: "clicks", Timed: true},
		{Name: "of a million answered, redirect killed", Value: int64(accepted) * million / int64(max(1, l.answered)), Unit: "accepted", Goal: million, More: true},
		{Name: "of a million sent, consumer killed at its writes", Value: counted * million / max(1, sent), Unit: "counted", Goal: million, More: true},
	}, nil
}

// dying ends its caller at some of its writes, before or after them.
type dying struct {
	table.Table
	calls int
}

type killed struct{}

// UpdateEach dies, or not.
func (d *dying) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	if d.calls++; d.calls%killsInWriting == 0 {
		panic(killed{}) //nolint:forbidigo // stands for a process that ends
	}
	out := d.Table.UpdateEach(ctx, us)
	if d.calls%killsInWriting == killsInWriting/2 {
		panic(killed{}) //nolint:forbidigo // as above
	}
	return out
}

// recorded lets a consumer that is killed again and again take a trace, whose
// batches the queue delivers again, and counts the day again in the night.
func recorded(ctx context.Context) (counted, sent int64, err error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return 0, 0, err
	}
	trace, err := s.NewTrace(5)
	if err != nil {
		return 0, 0, err
	}
	b := s.Backends
	shelf := &shelf{objects: map[string][]byte{}}
	b.Archive, b.Shelf, b.Table = shelf, shelf, &dying{Table: s.Memory}
	consume := b.ClickConsumer()
	for range 60 {
		batch, err := trace.Next(500)
		if err != nil {
			return 0, 0, err
		}
		sent += int64(len(batch))
		for !done(ctx, consume, batch) {
		}
	}
	b.Table = s.Memory
	s.Manual.Advance(72 * time.Hour)
	for day := range 3 {
		if _, err := b.Recounter().Day(ctx, stage.Start().AddDate(0, 0, day).Format(time.DateOnly)); err != nil {
			return 0, 0, err
		}
	}
	rows, err := store.Stats{T: s.Memory}.Rows(ctx, s.Program.ID, report.Whole, report.Total, report.Period{From: "2000-01-01", To: "2100-01-01"})
	for _, r := range rows {
		counted += r.Gross
	}
	return counted, sent, err
}

// done delivers a batch once and tells whether the consumer lived.
func done(ctx context.Context, consume func(context.Context, []queue.Message) []error, batch []queue.Message) (lives bool) {
	defer func() {
		if v := recover(); v != nil {
			if _, expected := v.(killed); !expected {
				panic(v) //nolint:forbidigo // a fault of ours
			}
		}
	}()
	return !slices.ContainsFunc(consume(ctx, batch), func(err error) bool { return err != nil })
}

// shelf is an archive in memory.
type shelf struct {
	mu      sync.Mutex
	objects map[string][]byte
}

// Put keeps an object.
func (s *shelf) Put(_ context.Context, name, _ string, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.objects[name] = bytes.Clone(body)
	return nil
}

// List returns names.
func (s *shelf) List(_ context.Context, prefix string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.objects)), func(n string) bool { return !strings.HasPrefix(n, prefix) }), nil
}

// Get returns an object.
func (s *shelf) Get(_ context.Context, name string, _ int64) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.objects[name], nil
}

var (
	_ click.Archive = (*shelf)(nil)
	_ click.Shelf   = (*shelf)(nil)
	_ table.Table   = (*dying)(nil)
)
