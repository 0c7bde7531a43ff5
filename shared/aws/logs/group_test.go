//go:build integration

package logs_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/aws/logs"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func TestALogGroupOfTheEmulatorIsRead(t *testing.T) {
	t.Parallel()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": emulatortest.URL(t)}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	config, now := m.For(awsconfig.Logs), clock.System().Now()
	api := jsoncall.New(config, "logs", clock.System())
	call := func(operation string, in map[string]any) {
		t.Helper()
		if err := api.Call(t.Context(), "Logs_20140328."+operation, in, &struct{}{}); err != nil {
			t.Fatal(err)
		}
	}
	const group = "/tributary/test/redirect"
	nothing := func(string) error { return errors.New("a line of nothing") }
	if err := logs.New(config, group).Lines(t.Context(), "kept", now.Add(-time.Minute), now, nothing); err != nil {
		t.Error(err)
	}
	call("CreateLogGroup", map[string]any{"logGroupName": group})
	call("CreateLogStream", map[string]any{"logGroupName": group, "logStreamName": "a"})
	event := func(text string) map[string]any { return map[string]any{"timestamp": now.UnixMilli(), "message": text} }
	call("PutLogEvents", map[string]any{"logGroupName": group, "logStreamName": "a", "logEvents": []any{
		event(`{"msg":"kept","click":"1"}`), event("START RequestId"), event(`{"msg":"kept","click":"2"}`),
	}})
	var got []string
	err = logs.New(config, group).Lines(t.Context(), "kept", now.Add(-time.Minute), now.Add(time.Minute), func(line string) error {
		got = append(got, line)
		return nil
	})
	if diff := cmp.Diff([]string{`{"msg":"kept","click":"1"}`, `{"msg":"kept","click":"2"}`}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
