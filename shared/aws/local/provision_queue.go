package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

// makeQueues makes the queues, first those that others give their dead letters to.
func (e *Estate) makeQueues(ctx context.Context, t *sam.Template) error {
	queues, err := t.Queues()
	if err != nil {
		return err
	}
	slices.SortStableFunc(queues, func(a, b sam.Queue) int {
		if (a.RedrivePolicy == nil) == (b.RedrivePolicy == nil) {
			return 0
		} else if a.RedrivePolicy == nil {
			return -1
		}
		return 1
	})
	for _, q := range queues {
		if err := e.makeQueue(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", q.ID, err)
		}
	}
	return nil
}

func (e *Estate) makeQueue(ctx context.Context, q sam.Queue) error {
	name := e.name(q.QueueName, q.ID)
	attributes, err := e.attributes(q)
	if err != nil {
		return err
	}
	url := ""
	var none *types.QueueDoesNotExist
	found, err := e.queues.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &name})
	switch {
	case err == nil:
		url = *found.QueueUrl
		_, err = e.queues.SetQueueAttributes(ctx, &sqs.SetQueueAttributesInput{QueueUrl: &url, Attributes: attributes})
	case errors.As(err, &none):
		if q.FifoQueue {
			attributes["FifoQueue"] = "true"
		}
		var made *sqs.CreateQueueOutput
		if made, err = e.queues.CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: &name, Attributes: attributes}); err == nil {
			url = *made.QueueUrl
		}
	}
	if err != nil {
		return err
	}
	as, err := e.queues.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: &url, AttributeNames: []types.QueueAttributeName{types.QueueAttributeNameQueueArn},
	})
	if err != nil {
		return err
	}
	e.made[q.ID] = map[string]string{"": url, "QueueUrl": url, "QueueName": name, "Arn": as.Attributes["QueueArn"]}
	return nil
}

func (e *Estate) attributes(q sam.Queue) (map[string]string, error) {
	as := map[string]string{}
	for name, n := range map[string]sam.Number{
		"VisibilityTimeout": q.VisibilityTimeout, "MessageRetentionPeriod": q.MessageRetentionPeriod, "DelaySeconds": q.DelaySeconds,
	} {
		if n > 0 {
			as[name] = strconv.Itoa(int(n))
		}
	}
	if q.RedrivePolicy == nil {
		return as, nil
	}
	arn, err := e.kept(q.RedrivePolicy.DeadLetterTargetArn)
	if err != nil {
		return nil, err
	}
	policy, err := json.Marshal(map[string]any{"deadLetterTargetArn": arn, "maxReceiveCount": q.RedrivePolicy.MaxReceiveCount})
	as["RedrivePolicy"] = string(policy)
	return as, err
}
