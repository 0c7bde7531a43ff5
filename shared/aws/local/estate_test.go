//go:build integration

package local_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/local"
	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

const world = `
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: PK, AttributeType: S}, {AttributeName: SK, AttributeType: S}]
      KeySchema: [{AttributeName: PK, KeyType: HASH}, {AttributeName: SK, KeyType: RANGE}]
      StreamSpecification: {StreamViewType: NEW_IMAGE}
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${AWS::StackName}-dead"}}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${AWS::StackName}-queue"
      VisibilityTimeout: 3
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
  Consumer:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 5
      Environment: {Variables: {URL: !Ref Queue}}
      Events:
        Q: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 25, MaximumBatchingWindowInSeconds: 1, FunctionResponseTypes: [ReportBatchItemFailures]}}
  Relay:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 5
      Events:
        S:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Table.StreamArn
            BatchSize: 10
            MaximumRetryAttempts: 2
            BisectBatchOnFunctionError: true
            FunctionResponseTypes: [ReportBatchItemFailures]
            DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}
            FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"type":{"S":["event"]}}}}'}]}
`

// seen counts what a function was given.
type seen struct {
	mu      sync.Mutex
	bodies  map[string]int
	batches []int
}

func (s *seen) note(batch []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range batch {
		s.bodies[b]++
	}
	s.batches = append(s.batches, len(batch))
}

func (s *seen) count(body string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bodies[body]
}

func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for range 150 {
		if f() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

func config(t *testing.T) *awsconfig.Maker {
	t.Helper()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": emulatortest.URL(t)}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestQueuesAndStreamsInvokeAsLambdaDoes(t *testing.T) {
	t.Parallel()
	m := config(t)
	tpl, err := sam.Parse([]byte(world), "pump", nil)
	if err != nil {
		t.Fatal(err)
	}
	estate, err := local.Provision(t.Context(), m, tpl, "pump", "http://127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	messages, records := &seen{bodies: map[string]int{}}, &seen{bodies: map[string]int{}}
	h, err := local.NewHost(t.Context(), local.Options{
		Template: tpl, Estate: estate, Config: m, Known: []string{"Consumer", "Relay"}, Clock: clock.System(), Log: slog.New(slog.DiscardHandler),
		Make: func(_ context.Context, id string, env map[string]string, _ clock.Clock) (lambdarun.Handler, error) {
			if id == "Relay" {
				return relay(records), nil
			}
			if !strings.Contains(env["URL"], "pump-queue") {
				return nil, errors.New("the queue's address is not in the environment")
			}
			return consumer(messages), nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := h.Start(ctx); err != nil {
		t.Fatal(err)
	}
	queues := sqs.NewFromConfig(m.For(awsconfig.SQS))
	url, _ := estate.Physical("Queue", "")
	dead, _ := estate.Physical("Dead", "")
	send(t, queues, url, "good", "bad")
	for _, id := range []string{"good", "bad", "late"} {
		put(t, m, "pump-table", id, "event")
	}
	put(t, m, "pump-table", "other", "link")

	eventually(t, "the bad message is tried twice and given to the dead letters, the bad record thrice and reported", func() bool {
		return waiting(t, queues, dead) == 2
	})
	eventually(t, "the record behind the bad one is delivered", func() bool { return records.count("late") > 0 })
	cancel()
	h.Wait(t.Context())
	if messages.count("good") != 1 || messages.count("bad") != 2 || records.count("good") == 0 || records.count("bad") < 3 || records.count("other") != 0 {
		t.Errorf("messages %v, records %v", messages.bodies, records.bodies)
	}
	if messages.batches[0] != 2 {
		t.Errorf("the window did not collect both messages: batches %v", messages.batches)
	}
	if again, err := local.Provision(t.Context(), m, tpl, "pump", "http://127.0.0.1"); err != nil {
		t.Error(err)
	} else if u, _ := again.Physical("Queue", ""); u != url {
		t.Errorf("a second run made another queue: %s", u)
	}
}

func consumer(s *seen) lambdarun.Handler {
	return lambdarun.HandlerFunc(func(_ context.Context, payload []byte) ([]byte, error) {
		var e events.SQSEvent
		if err := json.Unmarshal(payload, &e); err != nil {
			return nil, err
		}
		answer := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
		var bodies []string
		for _, r := range e.Records {
			bodies = append(bodies, r.Body)
			if r.Body == "bad" {
				answer.BatchItemFailures = append(answer.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: r.MessageId})
			}
		}
		s.note(bodies)
		return json.Marshal(answer)
	})
}

func relay(s *seen) lambdarun.Handler {
	return lambdarun.HandlerFunc(func(_ context.Context, payload []byte) ([]byte, error) {
		var e events.DynamoDBEvent
		if err := json.Unmarshal(payload, &e); err != nil {
			return nil, err
		}
		answer := events.DynamoDBEventResponse{BatchItemFailures: []events.DynamoDBBatchItemFailure{}}
		for _, r := range e.Records {
			id := r.Change.NewImage["SK"].String()
			s.note([]string{id})
			if id == "bad" {
				answer.BatchItemFailures = append(answer.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: r.Change.SequenceNumber})
				break
			}
		}
		return json.Marshal(answer)
	})
}

func send(t *testing.T, c *sqs.Client, url string, bodies ...string) {
	t.Helper()
	for _, b := range bodies {
		if _, err := c.SendMessage(t.Context(), &sqs.SendMessageInput{QueueUrl: &url, MessageBody: aws.String(b)}); err != nil {
			t.Fatal(err)
		}
	}
}

func put(t *testing.T, m *awsconfig.Maker, table, sk, kind string) {
	t.Helper()
	s := func(v string) types.AttributeValue { return &types.AttributeValueMemberS{Value: v} }
	_, err := dynamodb.NewFromConfig(m.For(awsconfig.DynamoDB)).PutItem(t.Context(), &dynamodb.PutItemInput{
		TableName: &table, Item: map[string]types.AttributeValue{"PK": s("p"), "SK": s(sk), "type": s(kind)},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func waiting(t *testing.T, c *sqs.Client, url string) int {
	t.Helper()
	out, err := c.GetQueueAttributes(t.Context(), &sqs.GetQueueAttributesInput{QueueUrl: &url, AttributeNames: []sqstypes.QueueAttributeName{sqstypes.QueueAttributeNameAll}})
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := json.Unmarshal([]byte(out.Attributes["ApproximateNumberOfMessages"]), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTheWholeTemplateIsProvisioned makes every resource of the real template,
// twice.
func TestTheWholeTemplateIsProvisioned(t *testing.T) {
	t.Parallel()
	m := config(t)
	text, err := os.ReadFile("../../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := sam.Parse(text, "whole", map[string]string{"Stage": "local"})
	if err != nil {
		t.Fatal(err)
	}
	var first []sam.Function
	for range 2 {
		estate, err := local.Provision(t.Context(), m, tpl, "whole", "http://127.0.0.1:8080")
		if err != nil {
			t.Fatal(err)
		}
		fs, err := tpl.WithPhysical(estate.Physical).Functions()
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = fs
			continue
		}
		for i, f := range fs {
			for k, v := range f.Environment {
				if first[i].Environment[k] != v {
					t.Errorf("%s: %s was %q and is %q", f.ID, k, first[i].Environment[k], v)
				}
			}
		}
	}
}
