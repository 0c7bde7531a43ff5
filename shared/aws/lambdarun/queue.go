package lambdarun

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Batch handles the messages of one delivery. It returns an error per message,
// nil for one that is done.
type Batch = func(ctx context.Context, batch []queue.Message) []error

// Parker puts a message aside that no retry can help, with the reason why.
type Parker interface {
	Park(ctx context.Context, m queue.Message, reason string) error
}

// Queue serves SQS batches with f, partially: only messages that failed come
// back. A message whose fault is final is parked in the dead-letter queue at
// once. With a nil parker it comes back until its queue gives it up.
func (r Runtime) Queue(f Batch, p Parker) Handler {
	return HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
		start := r.Clock.Now()
		var e events.SQSEvent
		if err := json.Unmarshal(payload, &e); err != nil {
			return nil, fmt.Errorf("reading the queue's event: %w", err)
		}
		batch := make([]queue.Message, len(e.Records))
		for i, m := range e.Records {
			batch[i] = message(m)
		}
		errs := f(ctx, batch)
		// Never nil: a JSON null would make the whole batch come back.
		answer := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
		parked := 0
		for i, m := range batch {
			err := errors.New("the handler gave no result for it")
			if i < len(errs) {
				err = errs[i]
			}
			switch r.settle(ctx, m, err, p) {
			case done:
			case put:
				parked++
			case failed:
				answer.BatchItemFailures = append(answer.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.ID})
			}
		}
		level := slog.LevelInfo
		if parked+len(answer.BatchItemFailures) > 0 {
			level = slog.LevelWarn
		}
		r.Log.Log(ctx, level, "batch", "messages", len(batch), "failed", len(answer.BatchItemFailures), "parked", parked, KeyDuration, r.since(start))
		return json.Marshal(answer)
	})
}

type fate int

const (
	done fate = iota
	put
	failed
)

// settle decides what becomes of one message and logs why it is not done.
func (r Runtime) settle(ctx context.Context, m queue.Message, err error, p Parker) fate {
	if err == nil {
		return done
	}
	log := r.Log.With("message_id", m.ID, "receives", m.Receives,
		KeyFaultKind, fault.KindOf(err).String(), KeyFaultCode, fault.CodeOf(err), KeyError, err.Error())
	if p == nil || !fault.Final(err) {
		log.Warn("message failed")
		return failed
	}
	if perr := p.Park(ctx, m, err.Error()); perr != nil {
		log.Error("message could not be parked", "park_error", perr.Error())
		return failed
	}
	log.Error("message parked")
	return put
}

func message(m events.SQSMessage) queue.Message {
	q := queue.Message{ID: m.MessageId, Body: m.Body, Group: m.Attributes["MessageGroupId"]}
	if n, err := strconv.Atoi(m.Attributes["ApproximateReceiveCount"]); err == nil {
		q.Receives = n
	}
	if ms, err := strconv.ParseInt(m.Attributes["SentTimestamp"], 10, 64); err == nil {
		q.SentAt = time.UnixMilli(ms).UTC()
	}
	for name, a := range m.MessageAttributes {
		if a.StringValue == nil {
			continue
		}
		if q.Attributes == nil {
			q.Attributes = make(map[string]string, len(m.MessageAttributes))
		}
		q.Attributes[name] = *a.StringValue
	}
	return q
}
