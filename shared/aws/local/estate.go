package local

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/blob"
	"github.com/tributaryhq/tributary/shared/aws/sam"
)

// Estate is what was made of a template's resources.
type Estate struct {
	stack string
	made  map[string]map[string]string // logical id → attribute ("" is its Ref) → value

	tables  *dynamodb.Client
	queues  *sqs.Client
	buckets *s3.Client
	keys    *kms.Client
	secrets *secretsmanager.Client
	params  *ssm.Client
	mail    *sesv2.Client
}

// Provision makes the tables, queues, buckets, keys, secrets and parameters of
// the template, or finds those of an earlier run. Every parameter gets the
// value origin: the template has one, the public origin.
func Provision(ctx context.Context, m *awsconfig.Maker, t *sam.Template, stack, origin string) (*Estate, error) {
	e := &Estate{
		stack: stack, made: map[string]map[string]string{},
		tables:  dynamodb.NewFromConfig(m.For(awsconfig.DynamoDB)),
		queues:  sqs.NewFromConfig(m.For(awsconfig.SQS)),
		buckets: blob.New(m.For(awsconfig.S3)),
		keys:    kms.NewFromConfig(m.For(awsconfig.KMS)),
		secrets: secretsmanager.NewFromConfig(m.For(awsconfig.Secrets)),
		params:  ssm.NewFromConfig(m.For(awsconfig.Parameters)),
		mail:    sesv2.NewFromConfig(m.For(awsconfig.SES)),
	}
	t = t.WithPhysical(e.promise)
	for _, step := range []struct {
		what string
		make func(context.Context, *sam.Template) error
	}{
		{"keys", e.makeKeys},
		{"secrets", e.makeSecrets},
		{"parameters", func(ctx context.Context, t *sam.Template) error { return e.makeParameters(ctx, t, origin) }},
		{"senders of mail", e.makeSenders},
		{"buckets", e.makeBuckets},
		{"queues", e.makeQueues},
		{"tables", e.makeTables},
	} {
		if err := step.make(ctx, t); err != nil {
			return nil, fmt.Errorf("making the template's %s: %w", step.what, err)
		}
	}
	return e, nil
}

// promise names an attribute of a resource that may not be made yet; see kept.
func (e *Estate) promise(id, attribute string) (string, bool) { return id + "." + attribute, true }

// kept returns what a promise has become.
func (e *Estate) kept(promise string) (string, error) {
	id, attribute, _ := strings.Cut(promise, ".")
	if v, ok := e.Physical(id, attribute); ok {
		return v, nil
	}
	return "", fmt.Errorf("%s was not made", promise)
}

// Physical answers for everything that was made.
func (e *Estate) Physical(id, attribute string) (string, bool) {
	v, ok := e.made[id][attribute]
	return v, ok
}

// QueueURL returns the address of the queue with that ARN.
func (e *Estate) QueueURL(arn string) (string, bool) {
	for _, attributes := range e.made {
		if attributes["Arn"] == arn && attributes["QueueName"] != "" {
			return attributes[""], true
		}
	}
	return "", false
}

// name is what a resource without a name of its own is called.
func (e *Estate) name(own, id string) string {
	if own != "" {
		return own
	}
	return e.stack + "-" + strings.ToLower(id)
}
