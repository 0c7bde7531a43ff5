package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/click"
)

// maxLine is the longest log line that is read.
const maxLine = 1 << 20

// replayKept sends on the clicks that the redirect kept in its log while the
// queue was away. Housekeeping does it by itself; this is for a log that it
// cannot read any more. It passes over everything else in the log, and what the
// redirect did not sign is not sent.
func replayKept(ctx context.Context, b app.Backends, log io.Reader) (sent int, err error) {
	return click.Kept{Log: given{log}, Mark: unmarked{}, Queue: b.Queue, Keys: b.Keys}.Run(ctx, b.Clock.Now())
}

// given is a log that is handed in, whole.
type given struct{ io.Reader }

// Lines passes on the lines of that message.
func (g given) Lines(_ context.Context, message string, _, _ time.Time, yield func(string) error) error {
	lines := bufio.NewScanner(g)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		if !strings.Contains(lines.Text(), `"msg":"`+message+`"`) {
			continue
		}
		if err := yield(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// unmarked remembers nothing.
type unmarked struct{}

// KeptUntil says the beginning.
func (unmarked) KeptUntil(context.Context) (time.Time, error) { return time.Time{}, nil }

// MarkKept does nothing.
func (unmarked) MarkKept(context.Context, time.Time) error { return nil }

var (
	_ click.Log      = given{}
	_ click.KeptMark = unmarked{}
)
