package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Redrive moves every message of a queue's dead-letter queue back into the
// queue, without the reason that it was parked with, and returns how many it
// moved. A message is deleted after it was sent: it may come twice, never not
// at all.
func Redrive(ctx context.Context, client *sqs.Client, url string) (int, error) {
	dead, err := deadLetters(ctx, client, url)
	if err != nil {
		return 0, err
	}
	back := Sender{API: client}
	for moved := 0; ; {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl: &dead, MaxNumberOfMessages: batchMessages, WaitTimeSeconds: 1, MessageAttributeNames: []string{"All"},
			MessageSystemAttributeNames: []types.MessageSystemAttributeName{types.MessageSystemAttributeNameMessageGroupId},
		})
		if err != nil || len(out.Messages) == 0 {
			return moved, err
		}
		for _, m := range out.Messages {
			if err := back.one(ctx, url, revived(m)); err != nil {
				return moved, err
			}
			if _, err := client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &dead, ReceiptHandle: m.ReceiptHandle}); err != nil {
				return moved, fmt.Errorf("deleting a dead letter that was sent again: %w", err)
			}
			moved++
		}
	}
}

func revived(m types.Message) queue.Message {
	as := map[string]string{}
	for name, a := range m.MessageAttributes {
		if name != ReasonAttribute && name != OriginAttribute {
			as[name] = aws.ToString(a.StringValue)
		}
	}
	// As its deduplication id serves the dead letter's own: to the queue it is new.
	return queue.Message{ID: aws.ToString(m.MessageId), Body: aws.ToString(m.Body), Attributes: as, Group: m.Attributes["MessageGroupId"]}
}

// deadLetters returns the address of a queue's dead-letter queue.
func deadLetters(ctx context.Context, client *sqs.Client, url string) (string, error) {
	out, err := client.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: &url, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNameRedrivePolicy},
	})
	if err != nil {
		return "", err
	}
	var policy struct {
		ARN string `json:"deadLetterTargetArn"`
	}
	if err := json.Unmarshal([]byte(out.Attributes["RedrivePolicy"]), &policy); err != nil || policy.ARN == "" {
		return "", errors.Join(errors.New("the queue has no dead-letter queue"), err)
	}
	name := policy.ARN[strings.LastIndexByte(policy.ARN, ':')+1:]
	found, err := client.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &name})
	if err != nil {
		return "", err
	}
	return aws.ToString(found.QueueUrl), nil
}
