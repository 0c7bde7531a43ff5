package local

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

func TestSchedulesFireWhenTheirExpressionSays(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tc := range []struct{ expression, zone, after, want string }{
		{"rate(15 minutes)", "", "2026-01-01T10:07:00Z", "2026-01-01T10:22:00Z"},
		{"rate(1 hour)", "", "2026-01-01T10:07:00Z", "2026-01-01T11:07:00Z"},
		{"rate(1 day)", "", "2026-01-01T10:07:00Z", "2026-01-02T10:07:00Z"},
		{"cron(0 6 * * ? *)", "", "2026-01-01T06:00:00Z", "2026-01-02T06:00:00Z"},
		{"cron(0 6 * * ? *)", "Europe/Berlin", "2026-07-01T00:00:00Z", "2026-07-01T04:00:00Z"},
		{"cron(0/20 8-9 1,15 * ? *)", "", "2026-01-01T09:41:00Z", "2026-01-15T08:00:00Z"},
	} {
		t.Run(tc.expression+" "+tc.zone, func(t *testing.T) {
			t.Parallel()
			table, err := newTimetable(tc.expression, tc.zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := table.next(at(tc.after)); !got.Equal(at(tc.want)) {
				t.Errorf("fires at %s, want %s", got, tc.want)
			}
		})
	}
	for _, bad := range []string{"", "rate()", "rate(0 minutes)", "rate(1 fortnight)", "cron(* * * *)", "cron(61 * * * ? *)", "cron(0 0 ? * MON *)", "at(2026-01-01T00:00:00)"} {
		if _, err := newTimetable(bad, ""); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestAFilterLetsOnlyItsRecordsThrough(t *testing.T) {
	t.Parallel()
	e := sam.StreamEvent{}
	e.FilterCriteria.Filters = append(e.FilterCriteria.Filters, struct{ Pattern string }{`{"eventName":["INSERT"],"dynamodb":{"NewImage":{"type":{"S":["event"]}}}}`})
	m, err := newMatcher(e)
	if err != nil {
		t.Fatal(err)
	}
	record := func(name, kind string) map[string]any {
		return map[string]any{"eventName": name, "dynamodb": map[string]any{"NewImage": map[string]any{"type": map[string]any{"S": kind}}}}
	}
	for _, tc := range []struct {
		name string
		tree map[string]any
		want bool
	}{
		{"a new event", record("INSERT", "event"), true},
		{"a new link", record("INSERT", "link"), false},
		{"an event that expired", record("REMOVE", "event"), false},
		{"a record without an image", map[string]any{"eventName": "INSERT", "dynamodb": map[string]any{}}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := m.matches(tc.tree); got != tc.want {
				t.Errorf("matches: %v", got)
			}
		})
	}
	e.FilterCriteria.Filters[0].Pattern = `{"eventName":[{"prefix":"INS"}]}`
	if _, err := newMatcher(e); err == nil {
		t.Error("an operator that is not implemented was accepted")
	}
}

func TestFailuresMustBeAList(t *testing.T) {
	t.Parallel()
	if _, err := failures([]byte(`{"batchItemFailures":null}`)); err == nil {
		t.Error("null was accepted")
	}
	ids, err := failures([]byte(`{"batchItemFailures":[{"itemIdentifier":"a"}]}`))
	if err != nil || len(ids) != 1 || ids[0] != "a" {
		t.Errorf("%v, %v", ids, err)
	}
}

func TestAMessageThatTheQueueShowsTwiceInAWindowStaysOne(t *testing.T) {
	t.Parallel()
	message := func(id, receipt string) types.Message {
		return types.Message{MessageId: aws.String(id), ReceiptHandle: aws.String(receipt)}
	}
	got := collected([]types.Message{message("a", "1"), message("b", "1")}, []types.Message{message("a", "2"), message("c", "1")})
	if len(got) != 3 || *got[0].ReceiptHandle != "2" {
		t.Errorf("collected %d messages, the first under receipt %s", len(got), *got[0].ReceiptHandle)
	}
}
