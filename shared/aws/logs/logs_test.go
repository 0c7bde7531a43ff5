package logs_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	cw "github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/logs"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// paged is a log group of two pages, the first of them empty.
type paged struct {
	asked []cw.FilterLogEventsInput
	err   error
}

// FilterLogEvents returns the next page.
func (p *paged) FilterLogEvents(_ context.Context, in *cw.FilterLogEventsInput, _ ...func(*cw.Options)) (*cw.FilterLogEventsOutput, error) {
	p.asked = append(p.asked, *in)
	if in.NextToken == nil {
		return &cw.FilterLogEventsOutput{NextToken: aws.String("2")}, p.err
	}
	return &cw.FilterLogEventsOutput{Events: []types.FilteredLogEvent{{Message: aws.String("a")}, {Message: aws.String("b")}}}, p.err
}

func collect(t *testing.T, log click.Log) ([]string, error) {
	t.Helper()
	var out []string
	err := log.Lines(t.Context(), "kept", noon, noon.Add(time.Hour), func(line string) error {
		out = append(out, line)
		return nil
	})
	return out, err
}

func TestALogGroupIsReadPageByPage(t *testing.T) {
	t.Parallel()
	api := &paged{}
	got, err := collect(t, logs.Group{API: api, Name: "/tributary/redirect"})
	if diff := cmp.Diff([]string{"a", "b"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	first := api.asked[0]
	if *first.LogGroupName != "/tributary/redirect" || *first.FilterPattern != `{ $.msg = "kept" }` || *first.StartTime != noon.UnixMilli() || *first.EndTime != noon.Add(time.Hour).UnixMilli() {
		t.Errorf("asked %+v", first)
	}
	if _, err := collect(t, logs.Group{API: &paged{err: errors.New("away")}}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a log that cannot be read: %v", err)
	}
}

func TestAFileIsReadByMessageAndTime(t *testing.T) {
	t.Parallel()
	lines := []string{
		`no JSON but kept`, `{"time":"2026-11-21T11:59:59Z","msg":"kept"}`, `{"time":"2026-11-21T12:00:00Z","msg":"kept","click":"1"}`,
		`{"time":"2026-11-21T12:30:00Z","msg":"something kept"}`, `{"time":"2026-11-21T13:00:00Z","msg":"kept","click":"2"}`, `{"time":"2026-11-21T13:00:01Z","msg":"kept"}`,
	}
	file := filepath.Join(t.TempDir(), "log")
	text := ""
	for _, l := range lines {
		text += l + "\n"
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := collect(t, logs.File{Path: file})
	if diff := cmp.Diff([]string{lines[2], lines[4]}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := collect(t, logs.File{Path: file + ".none"}); err == nil {
		t.Error("a file that is not there was read")
	}
}

var (
	_ click.Log = logs.Group{}
	_ click.Log = logs.File{}
)
