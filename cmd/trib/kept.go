package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// maxLine is the longest log line that is read.
const maxLine = 1 << 20

// replayKept sends on the clicks that the redirect kept in its log while the
// queue was away. It reads the log and passes over everything else in it; what
// the redirect did not sign is not sent.
func replayKept(ctx context.Context, b app.Backends, log io.Reader) (sent int, err error) {
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var line struct{ Msg, Click string }
		if json.Unmarshal(lines.Bytes(), &line) != nil || line.Msg != trackapi.KeptInLog {
			continue
		}
		body, err := b.Keys.Unseal(line.Click)
		if err != nil {
			return sent, fmt.Errorf("a kept click: %w", err)
		}
		if err := b.Queue.Send(ctx, queue.Clicks, queue.Message{Body: body}); err != nil {
			return sent, err
		}
		sent++
	}
	return sent, lines.Err()
}
