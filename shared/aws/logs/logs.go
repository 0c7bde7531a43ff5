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
	cw "github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Filtering is what is used of CloudWatch Logs.
type Filtering interface {
	FilterLogEvents(ctx context.Context, in *cw.FilterLogEventsInput, options ...func(*cw.Options)) (*cw.FilterLogEventsOutput, error)
}

// New returns the client of CloudWatch Logs.
func New(c aws.Config) *cw.Client { return cw.NewFromConfig(c) }

// Group is a log group.
type Group struct {
	API  Filtering
	Name string
}

// Lines returns the JSON lines with that message of a period, both ends
// included, as CloudWatch took them in, page by page until yield returns false.
func (g Group) Lines(ctx context.Context, message string, from, to time.Time, yield func(line string) error) error {
	in := &cw.FilterLogEventsInput{
		LogGroupName: &g.Name, FilterPattern: aws.String(`{ $.msg = "` + message + `" }`),
		StartTime: aws.Int64(from.UnixMilli()), EndTime: aws.Int64(to.UnixMilli()),
	}
	for {
		out, err := g.API.FilterLogEvents(ctx, in)
		if err != nil {
			return fault.Wrap(err, fault.Unavailable, "logs.unavailable", "the log cannot be read just now")
		}
		for _, e := range out.Events {
			if err := yield(aws.ToString(e.Message)); err != nil {
				return err
			}
		}
		if in.NextToken = out.NextToken; aws.ToString(in.NextToken) == "" {
			return nil
		}
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
		var line struct {
			Time time.Time
			Msg  string
		}
		if json.Unmarshal([]byte(text), &line) != nil || line.Msg != message || line.Time.Before(from) || line.Time.After(to) {
			continue
		}
		if err := yield(strings.TrimSuffix(text, "\n")); err != nil {
			return err
		}
	}
}
