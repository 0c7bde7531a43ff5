package click

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// KeptInLog is the log message of a click that the queue could not take; its
// attribute "click" is the sealed message.
const KeptInLog = "click kept in the log"

const (
	// keptBack is how far the log is read again, for lines that came in late.
	keptBack = 2 * time.Minute
	// keptMost is how far it is read at most after a pause: longer than any
	// outage, shorter than logs are kept.
	keptMost = 7 * 24 * time.Hour
	// keptBatch is how many clicks are sent on at once.
	keptBatch = 100
)

// Log is where clicks wait that the queue could not take.
type Log interface {
	// Lines passes on the JSON lines with that message of a period, both ends
	// included; an error that it is given ends it.
	Lines(ctx context.Context, message string, from, to time.Time, yield func(line string) error) error
}

// KeptMark remembers how far the log was read.
type KeptMark interface {
	// KeptUntil returns the mark, the zero time when there is none yet.
	KeptUntil(ctx context.Context) (time.Time, error)
	MarkKept(ctx context.Context, t time.Time) error
}

// Kept brings clicks back from the log. A click that is sent on twice is
// counted once, as any that is delivered twice.
type Kept struct {
	Log   Log
	Mark  KeptMark
	Queue queue.Sender
	Keys  *Keys
}

// Run sends on what was kept since the last run, and returns how many those
// were. What was not written by the redirect is not sent, but told of at the
// end. When the queue still takes none the next run begins where this one did.
func (k Kept) Run(ctx context.Context, now time.Time) (sent int, err error) {
	from, err := k.Mark.KeptUntil(ctx)
	if err != nil {
		return 0, fmt.Errorf("read how far kept clicks were sent on: %w", err)
	}
	if earliest := now.Add(-keptMost); from.Before(earliest) {
		from = earliest
	}
	var forged []error
	var batch []queue.Message
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if err := k.Queue.Send(ctx, queue.Clicks, batch...); err != nil {
			return fmt.Errorf("send on kept clicks: %w", err)
		}
		sent, batch = sent+len(batch), batch[:0]
		return nil
	}
	err = k.Log.Lines(ctx, KeptInLog, from.Add(-keptBack), now, func(line string) error {
		body, err := k.Unseal(line)
		if err != nil {
			forged = append(forged, err)
			return nil
		}
		if batch = append(batch, queue.Message{Body: body}); len(batch) < keptBatch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = k.Mark.MarkKept(ctx, now)
	}
	return sent, errors.Join(append(forged, err)...)
}

// Unseal returns the message of a line of the log.
func (k Kept) Unseal(line string) (string, error) {
	var fields struct{ Click string }
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		return "", fmt.Errorf("a kept click: %w", err)
	}
	body, err := k.Keys.Unseal(fields.Click)
	if err != nil {
		return "", fmt.Errorf("a kept click: %w", err)
	}
	return body, nil
}
