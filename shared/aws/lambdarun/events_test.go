package lambdarun_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
)

const twoMessages = `{"Records":[
 {"messageId":"m1","body":"one","attributes":{"ApproximateReceiveCount":"3","SentTimestamp":"1767323045000","MessageGroupId":"g"},
  "messageAttributes":{"trace":{"stringValue":"t","dataType":"String"}}},
 {"messageId":"m2","body":"two","attributes":{},"messageAttributes":{}}]}`

type lot struct {
	reasons []string
	err     error
}

func (l *lot) Park(_ context.Context, m queue.Message, reason string) error {
	l.reasons = append(l.reasons, m.ID+" "+reason)
	return l.err
}

func TestOnlyFailedMessagesComeBack(t *testing.T) {
	t.Parallel()
	final, passing := fault.New(fault.Invalid, "click.unreadable", "it cannot be read"), errors.New("table is away")
	for _, tc := range []struct {
		name    string
		errs    []error
		parking error
		want    string
		parked  []string
	}{
		{"all done gives an empty list, never null", []error{nil, nil}, nil, `{"batchItemFailures":[]}`, nil},
		{"a passing fault comes back alone", []error{nil, passing}, nil, `{"batchItemFailures":[{"itemIdentifier":"m2"}]}`, nil},
		{"a final fault is parked with its reason", []error{final, nil}, nil, `{"batchItemFailures":[]}`, []string{"m1 click.unreadable: it cannot be read"}},
		{"what cannot be parked comes back", []error{final, nil}, passing, `{"batchItemFailures":[{"itemIdentifier":"m1"}]}`, []string{"m1 click.unreadable: it cannot be read"}},
		{"a message without a result comes back", []error{nil}, nil, `{"batchItemFailures":[{"itemIdentifier":"m2"}]}`, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := &lot{err: tc.parking}
			var log bytes.Buffer
			h := runtime(&log).Queue(func(context.Context, []queue.Message) []error { return tc.errs }, l)
			out, err := h.Invoke(context.Background(), []byte(twoMessages))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(out)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.parked, l.reasons); diff != "" {
				t.Error(diff)
			}
			if strings.Count(log.String(), `"msg":"batch"`) != 1 {
				t.Errorf("not one summary line: %s", &log)
			}
		})
	}
}

func TestMessageCarriesWhatTheSenderAndTheQueueSaid(t *testing.T) {
	t.Parallel()
	var got []queue.Message
	h := runtime(io.Discard).Queue(func(_ context.Context, b []queue.Message) []error { got = b; return make([]error, len(b)) }, nil)
	if _, err := h.Invoke(context.Background(), []byte(twoMessages)); err != nil {
		t.Fatal(err)
	}
	want := []queue.Message{
		{ID: "m1", Body: "one", Group: "g", Receives: 3, SentAt: time.UnixMilli(1767323045000).UTC(), Attributes: map[string]string{"trace": "t"}},
		{ID: "m2", Body: "two"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAPanicFailsTheEventOnly(t *testing.T) {
	t.Parallel()
	h := runtime(io.Discard).Queue(func(context.Context, []queue.Message) []error { panic("boom") }, nil)
	if _, err := h.Invoke(context.Background(), []byte(twoMessages)); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("got %v", err)
	}
}

const threeRecords = `{"Records":[
 {"eventName":"INSERT","dynamodb":{"SequenceNumber":"10","NewImage":{"PK":{"S":"a"},"n":{"N":"7"},"ok":{"BOOL":true},"b":{"B":"AAE="},"x":{"NULL":true}}}},
 {"eventName":"REMOVE","dynamodb":{"SequenceNumber":"11","Keys":{"PK":{"S":"b"}}}},
 {"eventName":"INSERT","dynamodb":{"SequenceNumber":"12","NewImage":{"PK":{"S":"c"}}}}]}`

func TestStreamReportsTheLowestFailure(t *testing.T) {
	t.Parallel()
	away := errors.New("queue is away")
	for _, tc := range []struct {
		name   string
		failed int
		err    error
		want   string
	}{
		{"all done gives an empty list, never null", 0, nil, `{"batchItemFailures":[]}`},
		{"an item's failure names its sequence number", 1, away, `{"batchItemFailures":[{"itemIdentifier":"12"}]}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []table.Item
			h := runtime(io.Discard).Stream(func(_ context.Context, items []table.Item) (int, error) { got = items; return tc.failed, tc.err })
			out, err := h.Invoke(context.Background(), []byte(threeRecords))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(out)); diff != "" {
				t.Error(diff)
			}
			want := []table.Item{{"PK": "a", "n": int64(7), "ok": true, "b": []byte{0, 1}}, {"PK": "c"}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFailureOutsideTheBatchFailsAllOfIt(t *testing.T) {
	t.Parallel()
	h := runtime(io.Discard).Stream(func(context.Context, []table.Item) (int, error) { return -1, errors.New("away") })
	if _, err := h.Invoke(context.Background(), []byte(threeRecords)); err == nil {
		t.Error("the batch was taken as done")
	}
}

func TestScheduleGoesByTheClock(t *testing.T) {
	t.Parallel()
	var at time.Time
	h := runtime(io.Discard).Schedule(func(_ context.Context, now time.Time) error { at = now; return nil })
	if _, err := h.Invoke(context.Background(), []byte(`{"time":"1999-01-01T00:00:00Z"}`)); err != nil {
		t.Fatal(err)
	}
	if at.Year() != 2026 {
		t.Errorf("ran at %s", at)
	}
	failing := runtime(io.Discard).Schedule(func(context.Context, time.Time) error { return errors.New("away") })
	if _, err := failing.Invoke(context.Background(), nil); err == nil {
		t.Error("a failed run was reported as done, so the scheduler would not try again")
	}
}

var _ lambdarun.Parker = (*lot)(nil)
