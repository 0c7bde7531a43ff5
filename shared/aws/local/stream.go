package local

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	streamtypes "github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

// Tail lets a table's stream invoke one function, from the moment it is opened:
// batches in order; a failed record and all after it come again, halved if the
// template says so, until the attempts are used up and the record is reported
// to the on-failure queue.
type Tail struct {
	Sandbox Sandbox
	Event   sam.StreamEvent
	Streams *dynamodbstreams.Client
	Queues  *sqs.Client
	Failed  string // address of the on-failure queue, empty for none

	match  matcher
	shards []shard
}

type shard struct{ id, iterator string }

const (
	pollEvery  = 200 * time.Millisecond
	readLimit  = 1000
	retryFirst = 100 * time.Millisecond
	retryMost  = 5 * time.Second
)

// Open notes the stream's present end, from which Run will read.
func (t *Tail) Open(ctx context.Context) error {
	var err error
	if t.match, err = newMatcher(t.Event); err != nil {
		return err
	}
	d, err := t.Streams.DescribeStream(ctx, &dynamodbstreams.DescribeStreamInput{StreamArn: &t.Event.Stream})
	if err != nil {
		return fmt.Errorf("describing the stream: %w", err)
	}
	for _, s := range d.StreamDescription.Shards {
		it, err := t.Streams.GetShardIterator(ctx, &dynamodbstreams.GetShardIteratorInput{
			StreamArn: &t.Event.Stream, ShardId: s.ShardId, ShardIteratorType: streamtypes.ShardIteratorTypeLatest,
		})
		if err != nil {
			return fmt.Errorf("opening the stream: %w", err)
		}
		t.shards = append(t.shards, shard{aws.ToString(s.ShardId), aws.ToString(it.ShardIterator)})
	}
	return nil
}

// Run works until the context ends.
func (t *Tail) Run(ctx context.Context) {
	for ctx.Err() == nil {
		n, err := t.Poll(ctx)
		if err != nil && ctx.Err() == nil {
			t.Sandbox.Log.Warn("stream", "error", err.Error())
		}
		if n == 0 {
			pause(ctx, pollEvery)
		}
	}
}

// Poll reads what is there, delivers it, and returns how many records it read.
func (t *Tail) Poll(ctx context.Context) (int, error) {
	n := 0
	for i := range t.shards {
		out, err := t.Streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: &t.shards[i].iterator, Limit: aws.Int32(readLimit)})
		if err != nil {
			return n, err
		}
		var records []record
		for _, r := range out.Records {
			rec, err := newRecord(r, t.Event.Stream)
			if err != nil {
				return n, err
			}
			if t.match.matches(rec.tree) {
				records = append(records, rec)
			}
		}
		for batch := range slices.Chunk(records, int(t.Event.BatchSize)) {
			t.deliver(context.WithoutCancel(ctx), batch)
		}
		t.shards[i].iterator = aws.ToString(out.NextShardIterator)
		n += len(out.Records)
	}
	return n, nil
}

func (t *Tail) deliver(ctx context.Context, batch []record) {
	wait := retryFirst
	for attempt := 0; len(batch) > 0; attempt++ {
		from := t.invoke(ctx, batch)
		if from == len(batch) {
			return
		}
		if from > 0 {
			attempt = 0
		}
		batch = batch[from:]
		switch {
		case from == 0 && len(batch) > 1 && bool(t.Event.BisectBatchOnFunctionError):
			t.deliver(ctx, batch[:len(batch)/2])
			batch, attempt = batch[len(batch)/2:], -1
			continue
		case t.Event.MaximumRetryAttempts >= 0 && attempt >= int(t.Event.MaximumRetryAttempts):
			t.giveUp(ctx, batch[0])
			batch, attempt, wait = batch[1:], -1, retryFirst
			continue
		}
		pause(ctx, wait)
		wait = min(2*wait, retryMost)
	}
}

// invoke returns the index of the first record that is not done.
func (t *Tail) invoke(ctx context.Context, batch []record) int {
	payload, err := json.Marshal(map[string]any{"Records": trees(batch)})
	if err != nil {
		return 0
	}
	out, err := t.Sandbox.Invoke(ctx, batch[0].sequence, payload)
	if err != nil {
		return 0
	}
	if !sam.Partial(t.Event.FunctionResponseTypes) {
		return len(batch)
	}
	failed, err := failures(out)
	if err != nil {
		t.Sandbox.Log.Error("the stream's answer", "function", t.Sandbox.ID, "error", err.Error())
		return 0
	}
	first := len(batch)
	for _, f := range failed {
		if i := slices.IndexFunc(batch, func(r record) bool { return r.sequence == f }); i >= 0 {
			first = min(first, i)
		}
	}
	return first
}

func (t *Tail) giveUp(ctx context.Context, r record) {
	t.Sandbox.Log.Error("stream record given up", "function", t.Sandbox.ID, "sequence", r.sequence)
	if t.Failed == "" {
		return
	}
	body, err := json.Marshal(map[string]any{
		"requestContext":     map[string]any{"functionArn": t.Sandbox.ID, "condition": "RetryAttemptsExhausted"},
		"DDBStreamBatchInfo": map[string]any{"streamArn": t.Event.Stream, "startSequenceNumber": r.sequence, "endSequenceNumber": r.sequence, "batchSize": 1},
	})
	if err == nil {
		_, err = t.Queues.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &t.Failed, MessageBody: aws.String(string(body))})
	}
	if err != nil {
		t.Sandbox.Log.Error("on-failure queue", "error", err.Error())
	}
}

// record is a stream record as Lambda's JSON has it.
type record struct {
	sequence string
	tree     map[string]any
}

func trees(rs []record) []map[string]any {
	ts := make([]map[string]any, len(rs))
	for i, r := range rs {
		ts[i] = r.tree
	}
	return ts
}

func newRecord(r streamtypes.Record, arn string) (record, error) {
	change := map[string]any{
		"SequenceNumber": aws.ToString(r.Dynamodb.SequenceNumber), "StreamViewType": string(r.Dynamodb.StreamViewType),
		"SizeBytes": aws.ToInt64(r.Dynamodb.SizeBytes),
	}
	if at := r.Dynamodb.ApproximateCreationDateTime; at != nil {
		change["ApproximateCreationDateTime"] = at.Unix()
	}
	for name, image := range map[string]map[string]streamtypes.AttributeValue{
		"Keys": r.Dynamodb.Keys, "NewImage": r.Dynamodb.NewImage, "OldImage": r.Dynamodb.OldImage,
	} {
		if len(image) == 0 {
			continue
		}
		tree := make(map[string]any, len(image))
		for k, v := range image {
			var err error
			if tree[k], err = attribute(v); err != nil {
				return record{}, fmt.Errorf("attribute %s: %w", k, err)
			}
		}
		change[name] = tree
	}
	return record{aws.ToString(r.Dynamodb.SequenceNumber), map[string]any{
		"eventID": aws.ToString(r.EventID), "eventName": string(r.EventName), "eventVersion": aws.ToString(r.EventVersion),
		"eventSource": "aws:dynamodb", "eventSourceARN": arn, "awsRegion": region, "dynamodb": change,
	}}, nil
}

// attribute renders a value of the four types that the table port writes.
func attribute(v streamtypes.AttributeValue) (map[string]any, error) {
	switch v := v.(type) {
	case *streamtypes.AttributeValueMemberS:
		return map[string]any{"S": v.Value}, nil
	case *streamtypes.AttributeValueMemberN:
		return map[string]any{"N": v.Value}, nil
	case *streamtypes.AttributeValueMemberBOOL:
		return map[string]any{"BOOL": v.Value}, nil
	case *streamtypes.AttributeValueMemberB:
		return map[string]any{"B": v.Value}, nil
	}
	return nil, fmt.Errorf("type %T is none that the table holds", v)
}
