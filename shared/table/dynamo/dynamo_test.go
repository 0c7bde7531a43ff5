package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
	"github.com/tributaryhq/tributary/shared/table/dynamo/dynamotest"
)

var key = table.Key{PK: "A", SK: "1"}

// service answers each request with the next of its replies.
type service struct {
	mu      sync.Mutex
	replies []reply
	got     []string
}

type reply struct {
	status int // 0 drops the connection
	body   string
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, string(body))
	next := reply{200, "{}"}
	if len(s.replies) > 0 {
		next, s.replies = s.replies[0], s.replies[1:]
	}
	if next.status == 0 {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.WriteHeader(next.status)
	_, _ = io.WriteString(w, next.body)
}

// requests returns what was asked so far. A call that was given up may still be
// on its way here.
func (s *service) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

func fault(code string) reply {
	return reply{400, `{"__type":"com.amazonaws.dynamodb.v20120810#` + code + `"}`}
}

// open returns a table of a service that answers like this.
func open(t *testing.T, replies ...reply) (*dynamo.Table, *service) {
	t.Helper()
	s := &service{replies: replies}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	client := dynamotest.Client(t, server.URL, func(o *dynamodb.Options) {
		o.Retryer = quick{o.Retryer}
		o.DisableValidateResponseChecksum = true
	})
	return dynamo.New(client, "T", clock.At(time.Unix(1e9, 0))), s
}

// quick repeats without a pause.
type quick struct{ aws.Retryer }

func (quick) RetryDelay(int, error) (time.Duration, error) { return time.Millisecond, nil }

func TestErrorsAreMappedByCode(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		reply reply
		want  table.Reason
	}{
		"a conflict":                 {fault("TransactionConflictException"), table.Conflict},
		"a condition":                {fault("ConditionalCheckFailedException"), table.Refused},
		"a conflict between regions": {fault("ReplicatedWriteConflictException"), table.Conflict},
		"throughput":                 {fault("ProvisionedThroughputExceededException"), table.Throttled},
		"throttling":                 {fault("ThrottlingException"), table.Throttled},
		"account limit":              {fault("RequestLimitExceeded"), table.Throttled},
		"no permission":              {fault("AccessDeniedException"), table.Misuse},
		"no table":                   {fault("ResourceNotFoundException"), table.Misuse},
		"a failure of the service":   {reply{500, `{"__type":"InternalServerError"}`}, table.Unknown},
		"a dropped connection":       {reply{}, table.Unknown},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab, _ := open(t, c.reply, c.reply, c.reply, c.reply)
			_, _, err := tab.Update(t.Context(), table.Update{Key: key, Add: map[string]int64{"n": 1}})
			if got := table.ReasonOf(err); got != c.want {
				t.Errorf("got %d (%v), want %d", got, err, c.want)
			}
		})
	}
}

func TestEachOperationOfACommitHasItsReason(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		codes []string
		want  table.Reason
		each  []table.Reason
	}{
		"a conflict":                          {[]string{"None", "TransactionConflict"}, table.Conflict, []table.Reason{0, table.Conflict}},
		"throttling":                          {[]string{"ThrottlingError", "None"}, table.Throttled, []table.Reason{table.Throttled, 0}},
		"throughput":                          {[]string{"ProvisionedThroughputExceeded", "None"}, table.Throttled, []table.Reason{table.Throttled, 0}},
		"a refusal outweighs a conflict":      {[]string{"TransactionConflict", "ConditionalCheckFailed"}, table.Refused, []table.Reason{table.Conflict, table.Refused}},
		"throttling outweighs a conflict":     {[]string{"TransactionConflict", "ThrottlingError"}, table.Throttled, []table.Reason{table.Conflict, table.Throttled}},
		"what nobody expects is a wrong call": {[]string{"None", "SomethingNew"}, table.Misuse, []table.Reason{0, table.Misuse}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := fmt.Sprintf(`{"__type":"TransactionCanceledException","CancellationReasons":[{"Code":%q},{"Code":%q,"Item":{"n":{"N":"7"}}}]}`, c.codes[0], c.codes[1])
			tab, _ := open(t, reply{400, body}, reply{400, body}, reply{400, body})
			err := tab.Commit(t.Context(), []table.Op{table.Put{Item: table.Item{"PK": "A", "SK": "1"}}, table.Delete{Key: table.Key{PK: "B", SK: "1"}}})
			each := make([]table.Reason, 2)
			for i := range each {
				if f := table.Refusal(err, i); f != nil {
					each[i] = f.Reason
				}
			}
			if diff := cmp.Diff(c.each, each); table.ReasonOf(err) != c.want || diff != "" {
				t.Errorf("got %v\n%s", err, diff)
			}
			if f := table.Refusal(err, 1); f != nil && f.Old.Int("n") != 7 {
				t.Errorf("old item %v", f.Old)
			}
		})
	}
}

func TestAnUpdateIsRepeatedOnlyWhenItWasNotDone(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		first reply
		calls int
	}{
		"throttled":            {fault("ThrottlingException"), 2},
		"a dropped connection": {reply{}, 1},
		"a broken service":     {reply{500, "{}"}, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab, s := open(t, c.first)
			_, after, err := tab.Update(t.Context(), table.Update{Key: key, Add: map[string]int64{"n": 1}})
			if got := s.requests(); len(got) != c.calls || (err == nil) != (c.calls == 2) || err == nil && after.Int("n") != 1 {
				t.Errorf("%d calls, %v, %v", len(got), after, err)
			}
		})
	}
}

func TestACommitIsRepeatedWithTheSameToken(t *testing.T) {
	t.Parallel()
	tab, s := open(t, reply{}, reply{500, "{}"})
	if err := tab.Commit(t.Context(), []table.Op{table.Put{Item: table.Item{"PK": "A", "SK": "1"}}}); err != nil {
		t.Fatal(err)
	}
	got := s.requests()
	if len(got) != 3 || got[0] != got[1] || got[1] != got[2] || !strings.Contains(got[0], `"ClientRequestToken":"`) {
		t.Errorf("got %q", got)
	}
}

func TestKeysLeftUnprocessedAreReadAgain(t *testing.T) {
	t.Parallel()
	item := func(sk string) string { return fmt.Sprintf(`{"PK":{"S":"A"},"SK":{"S":%q}}`, sk) }
	rest := `"UnprocessedKeys":{"T":{"Keys":[` + item("2") + `]}}`
	none := reply{200, `{"Responses":{"T":[]},` + rest + `}`}
	keys := []table.Key{key, {PK: "A", SK: "2"}}

	tab, s := open(t, reply{200, `{"Responses":{"T":[` + item("1") + `]},` + rest + `}`}, none, reply{200, `{"Responses":{"T":[` + item("2") + `]}}`})
	items, err := tab.Get(t.Context(), keys, false)
	if diff := cmp.Diff([]table.Item{{"PK": "A", "SK": "1"}, {"PK": "A", "SK": "2"}}, items); err != nil || diff != "" || len(s.requests()) != 3 {
		t.Errorf("%d calls, %v\n%s", len(s.requests()), err, diff)
	}

	stuck, _ := open(t, none, none, none, none, none, none, none, none, none, none)
	if _, err := stuck.Get(t.Context(), keys, false); table.ReasonOf(err) != table.Throttled {
		t.Errorf("got %v", err)
	}
}

func TestValuesThatTheTableNeverWritesAreRefused(t *testing.T) {
	t.Parallel()
	for _, value := range []string{`{"N":"1.5"}`, `{"L":[]}`, `{"NULL":true}`} {
		tab, _ := open(t, reply{200, `{"Item":{"PK":{"S":"A"},"x":` + value + `}}`})
		if _, err := tab.Get(t.Context(), []table.Key{key}, true); table.ReasonOf(err) != table.Misuse {
			t.Errorf("%s: got %v", value, err)
		}
	}
}

func TestTheCallersDeadlineIsTheError(t *testing.T) {
	t.Parallel()
	tab, _ := open(t, reply{})
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("gone"))
	if err := tab.Commit(ctx, []table.Op{table.Put{Item: table.Item{"PK": "A", "SK": "1"}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
