//go:build integration

package queue_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

func TestParkedMessagesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": emulatortest.URL(t)}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	client := awsqueue.New(m.For(awsconfig.SQS))
	dead, err := client.CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: aws.String("dead.fifo"), Attributes: map[string]string{"FifoQueue": "true"}})
	if err != nil {
		t.Fatal(err)
	}
	live, err := client.CreateQueue(t.Context(), &sqs.CreateQueueInput{QueueName: aws.String("live.fifo"), Attributes: map[string]string{
		"FifoQueue": "true", "RedrivePolicy": `{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead.fifo","maxReceiveCount":5}`,
	}})
	if err != nil {
		t.Fatal(err)
	}
	lot := awsqueue.Lot{API: client, URL: *dead.QueueUrl}
	if err := lot.Park(t.Context(), queue.Message{ID: "m1", Group: "ptr_1", Body: "b", Attributes: map[string]string{"kind": "report"}}, "unreadable"); err != nil {
		t.Fatal(err)
	}
	if n, err := awsqueue.Redrive(t.Context(), client, *live.QueueUrl); err != nil || n != 1 {
		t.Fatalf("%d moved, %v", n, err)
	}
	out, err := client.ReceiveMessage(t.Context(), &sqs.ReceiveMessageInput{QueueUrl: live.QueueUrl, MessageAttributeNames: []string{"All"}, WaitTimeSeconds: 2})
	if err != nil || len(out.Messages) != 1 {
		t.Fatalf("%d came, %v", len(out.Messages), err)
	}
	if got := out.Messages[0]; *got.Body != "b" || len(got.MessageAttributes) != 1 || *got.MessageAttributes["kind"].StringValue != "report" {
		t.Errorf("it came as %+v", got)
	}
	if n, err := awsqueue.Redrive(t.Context(), client, *live.QueueUrl); err != nil || n != 0 {
		t.Errorf("a second time %d moved, %v", n, err)
	}
}
