package logs_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/logs"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// group is a log group that answers one after the other.
func group(t *testing.T, answers ...string) (logs.Group, *[]string) {
	t.Helper()
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || len(asked) == len(answers) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		asked = append(asked, r.Header.Get("X-Amz-Target")+" "+string(body))
		_, _ = io.WriteString(w, answers[len(asked)-1])
	}))
	t.Cleanup(s.Close)
	return logs.New(aws.Config{
		Region: "eu-central-1", BaseEndpoint: &s.URL, HTTPClient: http.DefaultClient,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		}),
	}, "/tributary/redirect"), &asked
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
	g, asked := group(t, `{"events":[],"nextToken":"2"}`, `{"events":[{"message":"{\"msg\":\"kept\",\"click\":\"1\"}"},{"message":"START"},{"message":"{\"msg\":\"kept\"}"}]}`)
	got, err := collect(t, g)
	if diff := cmp.Diff([]string{`{"msg":"kept","click":"1"}`, `{"msg":"kept"}`}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := []string{
		`Logs_20140328.FilterLogEvents {"endTime":1795266000000,"filterPattern":"{ $.msg = \"kept\" }","logGroupName":"/tributary/redirect","startTime":1795262400000}`,
		`Logs_20140328.FilterLogEvents {"endTime":1795266000000,"filterPattern":"{ $.msg = \"kept\" }","logGroupName":"/tributary/redirect","nextToken":"2","startTime":1795262400000}`,
	}
	if diff := cmp.Diff(want, *asked); diff != "" {
		t.Error(diff)
	}
	away, _ := group(t)
	if _, err := collect(t, away); !fault.Is(err, fault.Unavailable) {
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
