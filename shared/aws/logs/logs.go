// Package logs reads a function's own log: of CloudWatch, or of a file on this
// machine.
package logs

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// New returns the log group of that name.
func New(c aws.Config, name string) Group {
	return Group{jsoncall.New(c, "logs", clock.System()), name}
}

// Group is a log group of CloudWatch.
type Group struct {
	api  jsoncall.Client
	name string
}

// Lines returns the JSON lines with that message of a period, both ends
// included, as CloudWatch took them in, page by page until yield returns an
// error. A group that does not exist has none.
func (g Group) Lines(ctx context.Context, message string, from, to time.Time, yield func(line string) error) error {
	in := map[string]any{
		"logGroupName": g.name, "filterPattern": `{ $.msg = "` + message + `" }`, "startTime": from.UnixMilli(), "endTime": to.UnixMilli(),
	}
	for {
		var out struct {
			Events    []struct{ Message string }
			NextToken string
		}
		err := g.api.Call(ctx, "Logs_20140328.FilterLogEvents", in, &out)
		var refused *jsoncall.Error
		if errors.As(err, &refused) && refused.Code == "ResourceNotFoundException" {
			return nil // nothing was ever logged
		}
		if err != nil {
			return fault.Wrap(err, fault.Unavailable, "logs.unavailable", "the log cannot be read just now")
		}
		for _, e := range out.Events {
			if l, ok := read(e.Message); !ok || l.Msg != message {
				continue // an emulator's group has no filter
			}
			if err := yield(e.Message); err != nil {
				return err
			}
		}
		if out.NextToken == "" {
			return nil
		}
		in["nextToken"] = out.NextToken
	}
}

// File is a log in a file of JSON lines.
type File struct{ Path string }

// Lines returns the lines with that message of a period, both ends included.
func (f File) Lines(_ context.Context, message string, from, to time.Time, yield func(line string) error) error {
	file, err := os.Open(f.Path)
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	defer file.Close() //nolint:errcheck // only read
	lines := bufio.NewReader(file)
	for {
		text, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return nil // a line without an end is still being written
		}
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		if !strings.Contains(text, message) {
			continue
		}
		if l, ok := read(text); !ok || l.Msg != message || l.Time.Before(from) || l.Time.After(to) {
			continue
		}
		if err := yield(strings.TrimSuffix(text, "\n")); err != nil {
			return err
		}
	}
}

// line is what a JSON line of ours begins with.
type line struct {
	Time time.Time
	Msg  string
}

func read(text string) (l line, ok bool) {
	ok = json.Unmarshal([]byte(text), &l) == nil
	return l, ok
}
