// Package queue sends messages through SQS.
package queue

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// What one call carries at most: ten messages and 1 MB, kept well clear of.
const (
	batchMessages = 10
	batchBytes    = 900_000
)

// API is the part of SQS that sending needs.
type API interface {
	SendMessage(ctx context.Context, in *sqs.SendMessageInput, opts ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)
	SendMessageBatch(ctx context.Context, in *sqs.SendMessageBatchInput, opts ...func(*sqs.Options)) (*sqs.SendMessageBatchOutput, error)
}

// New returns SQS's client.
func New(c aws.Config) *sqs.Client { return sqs.NewFromConfig(c) }

// Sender sends to the queues whose addresses it knows.
type Sender struct {
	API  API
	URLs map[queue.Name]string
}

// Send puts the messages on the queue, ten to a call. An Unavailable fault
// means that some may not be on it; which is not told, since sending twice is
// allowed and losing is not.
func (s Sender) Send(ctx context.Context, to queue.Name, ms ...queue.Message) error {
	url, ok := s.URLs[to]
	if !ok {
		return fmt.Errorf("sending to %s: this function was not given its address", to)
	}
	if len(ms) == 1 {
		return s.one(ctx, url, ms[0])
	}
	for len(ms) > 0 {
		n := fitting(ms)
		if err := s.batch(ctx, url, ms[:n]); err != nil {
			return err
		}
		ms = ms[n:]
	}
	return nil
}

// one spares the most frequent send, that of a click, the batch's overhead.
func (s Sender) one(ctx context.Context, url string, m queue.Message) error {
	_, err := s.API.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl: &url, MessageBody: &m.Body, DelaySeconds: int32(m.Delay.Seconds()),
		MessageAttributes: attributes(m), MessageSystemAttributes: trace(ctx),
		MessageGroupId: optional(m.Group), MessageDeduplicationId: dedup(m),
	})
	return unavailable(err)
}

func (s Sender) batch(ctx context.Context, url string, ms []queue.Message) error {
	entries := make([]types.SendMessageBatchRequestEntry, len(ms))
	for i, m := range ms {
		entries[i] = types.SendMessageBatchRequestEntry{
			Id: aws.String(strconv.Itoa(i)), MessageBody: aws.String(m.Body), DelaySeconds: int32(m.Delay.Seconds()),
			MessageAttributes: attributes(m), MessageSystemAttributes: trace(ctx),
			MessageGroupId: optional(m.Group), MessageDeduplicationId: dedup(m),
		}
	}
	out, err := s.API.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{QueueUrl: &url, Entries: entries})
	if err == nil && len(out.Failed) > 0 {
		f := out.Failed[0]
		err = fmt.Errorf("%d of %d refused, the first with %s", len(out.Failed), len(ms), aws.ToString(f.Code))
	}
	return unavailable(err)
}

// fitting returns how many of the messages one call carries, at least one.
func fitting(ms []queue.Message) int {
	n, size := 0, 0
	for n < len(ms) && n < batchMessages {
		size += len(ms[n].Body)
		for k, v := range ms[n].Attributes {
			size += len(k) + len(v)
		}
		if n > 0 && size > batchBytes {
			break
		}
		n++
	}
	return n
}

func attributes(m queue.Message) map[string]types.MessageAttributeValue {
	if len(m.Attributes) == 0 {
		return nil
	}
	as := make(map[string]types.MessageAttributeValue, len(m.Attributes))
	for k, v := range m.Attributes {
		if v != "" { // SQS refuses an empty value
			as[k] = types.MessageAttributeValue{DataType: aws.String("String"), StringValue: aws.String(v)}
		}
	}
	return as
}

// trace carries the invocation's trace on to whoever takes the message. The
// key is the one under which Lambda's runtime keeps it.
func trace(ctx context.Context) map[string]types.MessageSystemAttributeValue {
	header, ok := ctx.Value("x-amzn-trace-id").(string)
	if !ok || header == "" {
		return nil
	}
	return map[string]types.MessageSystemAttributeValue{
		"AWSTraceHeader": {DataType: aws.String("String"), StringValue: &header},
	}
}

// dedup returns the deduplication id; only FIFO queues, whose messages have a
// group, take one.
func dedup(m queue.Message) *string {
	if m.Group == "" {
		return nil
	}
	return optional(m.ID)
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func unavailable(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	return fault.Wrap(err, fault.Unavailable, "queue.unavailable", "this could not be queued just now; try again")
}

// clip cuts s to n bytes without breaking a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var (
	_ queue.Sender = Sender{}
	_ API          = (*sqs.Client)(nil)
)
