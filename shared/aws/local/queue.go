package local

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Pump lets one queue invoke one function: it collects a batch, invokes, and
// deletes what is done. What failed stays: the queue shows it again after its
// visibility timeout and gives it to the dead letters in the end.
type Pump struct {
	Sandbox Sandbox
	Event   sam.QueueEvent
	URL     string
	Queues  *sqs.Client
	Clock   clock.Clock
}

const (
	region    = "us-east-1" // the only one that is emulated
	longPoll  = 10 * time.Second
	afterFail = time.Second
)

// Run works until the context ends. The batch in hand is finished.
func (p Pump) Run(ctx context.Context) {
	for ctx.Err() == nil {
		batch, err := p.collect(ctx)
		if len(batch) > 0 {
			err = p.deliver(context.WithoutCancel(ctx), batch)
		}
		if err != nil && ctx.Err() == nil {
			p.Sandbox.Log.Warn("queue", "queue", p.URL, "error", err.Error())
			pause(ctx, afterFail)
		}
	}
}

// collect waits for a first message, then for the rest of the batch or the end
// of the window.
func (p Pump) collect(ctx context.Context) ([]types.Message, error) {
	var batch []types.Message
	window := time.Duration(p.Event.MaximumBatchingWindowInSeconds) * time.Second
	var end time.Time
	for len(batch) < int(p.Event.BatchSize) {
		wait := longPoll
		if len(batch) > 0 {
			if wait = end.Sub(p.Clock.Now()); window == 0 || wait <= 0 {
				break
			}
		}
		got, err := p.receive(ctx, min(10, int(p.Event.BatchSize)-len(batch)), wait)
		if err != nil {
			return batch, err
		}
		if len(batch) == 0 {
			if len(got) == 0 {
				return nil, nil
			}
			end = p.Clock.Now().Add(window)
		} else if len(got) == 0 {
			break
		}
		batch = collected(batch, got)
	}
	return batch, nil
}

// collected adds what a receive brought. A slow window outlives the visibility
// timeout, and the queue shows a message once more: it stays one message, under
// the newest receipt.
func collected(batch, got []types.Message) []types.Message {
	for _, m := range got {
		same := func(held types.Message) bool { return aws.ToString(held.MessageId) == aws.ToString(m.MessageId) }
		if i := slices.IndexFunc(batch, same); i >= 0 {
			batch[i] = m
		} else {
			batch = append(batch, m)
		}
	}
	return batch
}

func (p Pump) receive(ctx context.Context, limit int, wait time.Duration) ([]types.Message, error) {
	out, err := p.Queues.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
		QueueUrl: &p.URL, MaxNumberOfMessages: int32(limit), //nolint:gosec // at most ten
		WaitTimeSeconds:       int32(wait / time.Second), //nolint:gosec // at most ten
		MessageAttributeNames: []string{"All"}, MessageSystemAttributeNames: []types.MessageSystemAttributeName{types.MessageSystemAttributeNameAll},
	})
	if err != nil {
		return nil, err
	}
	return out.Messages, nil
}

func (p Pump) deliver(ctx context.Context, batch []types.Message) error {
	payload, err := json.Marshal(queueEvent(batch, p.Event.Queue))
	if err != nil {
		return err
	}
	out, err := p.Sandbox.Invoke(ctx, aws.ToString(batch[0].MessageId), payload)
	if err != nil {
		return nil //nolint:nilerr // logged; the whole batch comes back
	}
	failed, err := failures(out)
	if err != nil {
		return fmt.Errorf("the answer of %s: %w", p.Sandbox.ID, err)
	}
	if len(failed) > 0 && !sam.Partial(p.Event.FunctionResponseTypes) {
		failed = nil // not asked for, so not listened to
	}
	done := slices.DeleteFunc(batch, func(m types.Message) bool { return slices.Contains(failed, aws.ToString(m.MessageId)) })
	for chunk := range slices.Chunk(done, 10) {
		in := &sqs.DeleteMessageBatchInput{QueueUrl: &p.URL}
		for i, m := range chunk {
			in.Entries = append(in.Entries, types.DeleteMessageBatchRequestEntry{Id: aws.String(strconv.Itoa(i)), ReceiptHandle: m.ReceiptHandle})
		}
		if _, err := p.Queues.DeleteMessageBatch(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

// failures reads which parts of a batch failed. A null list is refused as
// loudly as AWS does it quietly.
func failures(out []byte) ([]string, error) {
	var answer struct {
		Failures *[]struct {
			ID string `json:"itemIdentifier"`
		} `json:"batchItemFailures"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		return nil, err
	}
	if answer.Failures == nil {
		return nil, fmt.Errorf("batchItemFailures is no list: %s", out)
	}
	ids := make([]string, len(*answer.Failures))
	for i, f := range *answer.Failures {
		ids[i] = f.ID
	}
	return ids, nil
}

func queueEvent(batch []types.Message, arn string) events.SQSEvent {
	e := events.SQSEvent{Records: make([]events.SQSMessage, len(batch))}
	for i, m := range batch {
		as := make(map[string]events.SQSMessageAttribute, len(m.MessageAttributes))
		for name, a := range m.MessageAttributes {
			as[name] = events.SQSMessageAttribute{DataType: aws.ToString(a.DataType), StringValue: a.StringValue, BinaryValue: a.BinaryValue}
		}
		e.Records[i] = events.SQSMessage{
			MessageId: aws.ToString(m.MessageId), ReceiptHandle: aws.ToString(m.ReceiptHandle), Body: aws.ToString(m.Body),
			Md5OfBody: aws.ToString(m.MD5OfBody), Attributes: m.Attributes, MessageAttributes: as,
			EventSource: "aws:sqs", EventSourceARN: arn, AWSRegion: region,
		}
	}
	return e
}
