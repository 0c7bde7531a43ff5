package local

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Ticker invokes one function by one schedule.
type Ticker struct {
	Sandbox  Sandbox
	Schedule sam.Schedule
	Clock    clock.Clock
	table    timetable
}

// NewTicker reads the schedule's expression.
func NewTicker(s Sandbox, schedule sam.Schedule, c clock.Clock) (*Ticker, error) {
	table, err := newTimetable(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.ID, err)
	}
	return &Ticker{s, schedule, c, table}, nil
}

// Run fires at each due time until the context ends. A failure is logged by
// the sandbox; the next tick finds the work again.
func (t *Ticker) Run(ctx context.Context) {
	if t.Schedule.State == "DISABLED" {
		return
	}
	for next := t.table.next(t.Clock.Now()); pause(ctx, next.Sub(t.Clock.Now())); next = t.table.next(next) {
		_ = t.Fire(context.WithoutCancel(ctx), next)
	}
}

// Fire invokes the function as if it were due at that time.
func (t *Ticker) Fire(ctx context.Context, at time.Time) error {
	payload, err := ScheduleEvent(t.Schedule, t.Sandbox.ID, at)
	if err != nil {
		return err
	}
	_, err = t.Sandbox.Invoke(ctx, t.Schedule.Name+"-"+at.Format(time.RFC3339), payload)
	return err
}

// ScheduleEvent returns what EventBridge Scheduler hands over: the schedule's
// own input, or its standard event.
func ScheduleEvent(s sam.Schedule, function string, at time.Time) ([]byte, error) {
	if s.Input != "" {
		return []byte(s.Input), nil
	}
	return json.Marshal(map[string]any{
		"version": "0", "id": function + "-" + at.Format("20060102T150405Z"), "detail-type": "Scheduled Event",
		"source": "aws.scheduler", "account": "000000000000", "time": at.UTC().Format(time.RFC3339), "region": region,
		"resources": []string{"arn:aws:scheduler:" + region + ":000000000000:schedule/default/" + function + s.Name}, "detail": "{}",
	})
}
