package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Maker makes a function's handler from its logical id and its environment.
type Maker func(ctx context.Context, id string, environment map[string]string, c clock.Clock) (lambdarun.Handler, error)

// Host runs the functions of a template.
type Host struct {
	functions map[string]sam.Function
	sandboxes map[string]Sandbox
	estate    *Estate
	options   Options
	pumps     []Pump
	tails     []*Tail
	tickers   []*Ticker
	running   sync.WaitGroup
}

// Options are what a host needs.
type Options struct {
	Template *sam.Template
	Estate   *Estate
	Config   *awsconfig.Maker
	Make     Maker
	Known    []string          // the ids that Make can make
	Shared   map[string]string // what Lambda itself puts into every environment
	Clock    clock.Clock
	Log      *slog.Logger
}

// NewHost makes every function of the template. A function without a handler,
// or the reverse, is an error.
func NewHost(ctx context.Context, o Options) (*Host, error) {
	functions, err := o.Template.WithPhysical(o.Estate.Physical).Functions()
	if err != nil {
		return nil, fmt.Errorf("reading the template's functions: %w", err)
	}
	h := &Host{functions: map[string]sam.Function{}, sandboxes: map[string]Sandbox{}, estate: o.Estate, options: o}
	var wrong []error
	for _, f := range functions {
		h.functions[f.ID] = f
		if !slices.Contains(o.Known, f.ID) {
			wrong = append(wrong, fmt.Errorf("the template's function %s has no handler", f.ID))
			continue
		}
		s, err := h.sandbox(ctx, f.ID, o.Clock)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		h.sandboxes[f.ID] = s
	}
	for _, id := range o.Known {
		if _, ok := h.functions[id]; !ok {
			wrong = append(wrong, fmt.Errorf("the handler %s has no function in the template", id))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return h, h.connect()
}

func (h *Host) sandbox(ctx context.Context, id string, c clock.Clock) (Sandbox, error) {
	f := h.functions[id]
	environment := maps.Clone(f.Environment)
	maps.Copy(environment, h.options.Shared)
	environment["AWS_LAMBDA_FUNCTION_NAME"] = id
	handler, err := h.options.Make(ctx, id, environment, c)
	if err != nil {
		return Sandbox{}, fmt.Errorf("function %s: %w", id, err)
	}
	return Sandbox{ID: id, Handler: handler, Timeout: f.Timeout, Log: h.options.Log}, nil
}

// connect makes a pump, tail or ticker for every event source.
func (h *Host) connect() error {
	streams := dynamodbstreams.NewFromConfig(h.options.Config.For(awsconfig.DynamoDBStreams))
	for _, id := range slices.Sorted(maps.Keys(h.functions)) {
		f, s := h.functions[id], h.sandboxes[id]
		for _, q := range f.Queues {
			url, ok := h.estate.QueueURL(q.Queue)
			if !ok {
				return fmt.Errorf("%s: the queue %s was not made", id, q.Queue)
			}
			for range max(1, min(2, int(q.ScalingConfig.MaximumConcurrency))) {
				h.pumps = append(h.pumps, Pump{Sandbox: s, Event: q, URL: url, Queues: h.estate.queues, Clock: h.options.Clock})
			}
		}
		for _, e := range f.Streams {
			url, _ := h.estate.QueueURL(e.DestinationConfig.OnFailure.Destination)
			h.tails = append(h.tails, &Tail{Sandbox: s, Event: e, Streams: streams, Queues: h.estate.queues, Failed: url})
		}
		for _, e := range f.Schedules {
			t, err := NewTicker(s, e, h.options.Clock)
			if err != nil {
				return err
			}
			h.tickers = append(h.tickers, t)
		}
	}
	return nil
}

// Routes returns the HTTP routes of all functions.
func (h *Host) Routes() []GatewayRoute {
	var rs []GatewayRoute
	for _, id := range slices.Sorted(maps.Keys(h.functions)) {
		for _, r := range h.functions[id].Routes {
			rs = append(rs, GatewayRoute{r.Method, r.Path, h.sandboxes[id]})
		}
	}
	return rs
}

// Start begins to deliver messages, records and ticks, until the context ends.
func (h *Host) Start(ctx context.Context) error {
	for _, t := range h.tails {
		if err := t.Open(ctx); err != nil {
			return err
		}
		h.running.Go(func() { t.Run(ctx) })
	}
	for _, p := range h.pumps {
		h.running.Go(func() { p.Run(ctx) })
	}
	for _, t := range h.tickers {
		h.running.Go(func() { t.Run(ctx) })
	}
	return nil
}

// Wait returns when everything that was in hand is done, at the end of Start's
// context. What the stream still holds is delivered: the emulator forgets it.
func (h *Host) Wait(ctx context.Context) {
	h.running.Wait()
	for _, t := range h.tails {
		for n := 1; n > 0; {
			var err error
			if n, err = t.Poll(ctx); err != nil {
				h.options.Log.Warn("stream", "error", err.Error())
				break
			}
		}
	}
}

// Run fires a function's schedules, in a fresh sandbox whose clock stands at a
// later time; the zero time is now. A later time is followed by a run at the
// present, so that no mark of how far a schedule came stays ahead and hides what
// falls due before it. Everything that follows goes by the real clock.
func (h *Host) Run(ctx context.Context, id string, at time.Time) error {
	f, ok := h.functions[id]
	if !ok || len(f.Schedules) == 0 {
		return fault.New(fault.NotFound, "local.no_schedule", "%s is no function with a schedule", id)
	}
	now := h.options.Clock.Now()
	times := []time.Time{now}
	switch {
	case at.IsZero():
	case at.Before(now):
		return fault.New(fault.Invalid, "local.past", "at must not lie in the past: it is %s", now.Format(time.RFC3339))
	default:
		times = []time.Time{at, now}
	}
	for _, at := range times {
		s, err := h.sandbox(ctx, id, clock.At(at))
		if err != nil {
			return err
		}
		for _, schedule := range f.Schedules {
			t := Ticker{Sandbox: s, Schedule: schedule}
			if err := t.Fire(ctx, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// Scheduled returns the ids of the functions that have a schedule, sorted.
func (h *Host) Scheduled() []string {
	var ids []string
	for id, f := range h.functions {
		if len(f.Schedules) > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
