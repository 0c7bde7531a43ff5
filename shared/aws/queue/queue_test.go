package queue_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/google/go-cmp/cmp"

	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// service keeps what it is asked and fails as told.
type service struct {
	singles []*sqs.SendMessageInput
	batches []*sqs.SendMessageBatchInput
	err     error
	refuse  bool
}

func (s *service) SendMessage(_ context.Context, in *sqs.SendMessageInput, _ ...func(*sqs.Options)) (*sqs.SendMessageOutput, error) {
	s.singles = append(s.singles, in)
	return &sqs.SendMessageOutput{}, s.err
}

func (s *service) SendMessageBatch(_ context.Context, in *sqs.SendMessageBatchInput, _ ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error) {
	s.batches = append(s.batches, in)
	out := &sqs.SendMessageBatchOutput{}
	if s.refuse {
		out.Failed = []types.BatchResultErrorEntry{{Code: aws.String("InternalError")}}
	}
	return out, s.err
}

func sender(s *service) awsqueue.Sender {
	return awsqueue.Sender{API: s, URLs: map[queue.Name]string{queue.Payouts: "u", queue.Clicks: "c"}}
}

func TestManyMessagesGoTenToACallAndBelowItsSize(t *testing.T) {
	t.Parallel()
	big := queue.Message{Body: strings.Repeat("x", 250_000)}
	for _, tc := range []struct {
		name string
		ms   []queue.Message
		want []int
	}{
		{"twenty-three small ones need three calls", make([]queue.Message, 23), []int{10, 10, 3}},
		{"five large ones need two calls", []queue.Message{big, big, big, big, big}, []int{3, 2}},
		{"none need none", nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := &service{}
			if err := sender(s).Send(context.Background(), queue.Clicks, tc.ms...); err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, b := range s.batches {
				got = append(got, len(b.Entries))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAMessageSaysWhatItsQueueNeeds(t *testing.T) {
	t.Parallel()
	s := &service{}
	ctx := context.WithValue(context.Background(), "x-amzn-trace-id", "Root=1") //nolint:revive,staticcheck // Lambda's own key
	err := sender(s).Send(ctx, queue.Payouts, queue.Message{ID: "pay_1-1", Group: "ptr_1", Body: "b", Delay: time.Minute, Attributes: map[string]string{"k": "v", "empty": ""}})
	if err != nil {
		t.Fatal(err)
	}
	in := s.singles[0]
	if *in.MessageGroupId != "ptr_1" || *in.MessageDeduplicationId != "pay_1-1" || in.DelaySeconds != 60 ||
		len(in.MessageAttributes) != 1 || *in.MessageAttributes["k"].StringValue != "v" || *in.MessageSystemAttributes["AWSTraceHeader"].StringValue != "Root=1" {
		t.Errorf("sent %+v", in)
	}
	if err := sender(s).Send(context.Background(), queue.Clicks, queue.Message{ID: "m", Body: "b"}); err != nil {
		t.Fatal(err)
	}
	if in := s.singles[1]; in.MessageGroupId != nil || in.MessageDeduplicationId != nil {
		t.Errorf("a standard queue was given FIFO fields: %+v", in)
	}
}

func TestWhatMayNotBeOnTheQueueIsUnavailable(t *testing.T) {
	t.Parallel()
	one, two := make([]queue.Message, 1), make([]queue.Message, 2)
	for _, tc := range []struct {
		name string
		s    *service
		ms   []queue.Message
		kind fault.Kind
		to   queue.Name
	}{
		{"the call fails", &service{err: errors.New("away")}, one, fault.Unavailable, queue.Clicks},
		{"a batch is refused in part", &service{refuse: true}, two, fault.Unavailable, queue.Clicks},
		{"an unknown queue is our own mistake", &service{}, one, fault.Internal, queue.Notices},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := sender(tc.s).Send(context.Background(), tc.to, tc.ms...)
			if err == nil || fault.KindOf(err) != tc.kind {
				t.Errorf("got %v of kind %v", err, fault.KindOf(err))
			}
		})
	}
}

func TestAParkedMessageKeepsItselfAndBearsTheReason(t *testing.T) {
	t.Parallel()
	s := &service{}
	m := queue.Message{ID: "m1", Body: "b", Attributes: map[string]string{"k": "v"}}
	if err := (awsqueue.Lot{API: s, URL: "dlq"}).Park(context.Background(), m, strings.Repeat("é", 400)); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for k, v := range s.singles[0].MessageAttributes {
		got[k] = *v.StringValue
	}
	want := map[string]string{"k": "v", "origin": "m1", "reason": strings.Repeat("é", 250)}
	if diff := cmp.Diff(want, got); diff != "" || *s.singles[0].QueueUrl != "dlq" || len(m.Attributes) != 1 {
		t.Error(diff)
	}
}
