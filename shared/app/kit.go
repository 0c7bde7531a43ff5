package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/blob"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/mail"
	"github.com/tributaryhq/tributary/shared/aws/outbound"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/aws/seal"
	"github.com/tributaryhq/tributary/shared/aws/secret"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

// kit is what constructors are made with. Each method below adds one backend;
// what a function does not call is not linked into it.
type kit struct {
	Backends
	config config
	aws    *awsconfig.Maker
	run    lambdarun.Runtime
}

// prepare reads the configuration and opens the table.
func prepare(s Surroundings, needs ...string) (*kit, error) {
	c, err := load(s, needs...)
	if err != nil {
		return nil, err
	}
	m, err := awsconfig.New(s.Lookup)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	log := lambdarun.Logger(s.Log, c.Function, c.LogLevel)
	k := &kit{config: c, aws: m, run: lambdarun.Runtime{Log: log, Clock: s.Clock}}
	k.Clock, k.Entropy, k.Log, k.Local = s.Clock, s.Entropy, log, c.local()
	k.Table = dynamo.Open(m.For(awsconfig.DynamoDB), c.Table, s.Clock)
	return k, nil
}

func (k *kit) withQueues() {
	k.Queue = awsqueue.Sender{API: awsqueue.New(k.aws.For(awsconfig.SQS)), URLs: map[queue.Name]string{
		queue.Clicks: k.config.Clicks, queue.Conversions: k.config.Conversions, queue.Payouts: k.config.Payouts,
		queue.Notices: k.config.Notices, queue.Webhooks: k.config.Webhooks,
	}}
}

// dead is where messages are parked that no retry can help.
func (k *kit) dead() lambdarun.Parker {
	return awsqueue.Lot{API: awsqueue.New(k.aws.For(awsconfig.SQS)), URL: k.config.Dead}
}

func (k *kit) withArchive() {
	k.Archive = blob.Bucket{Client: blob.New(k.aws.For(awsconfig.S3)), Name: k.config.Archive}
}

func (k *kit) withMail() {
	k.Mail = mail.None{}
	if k.config.MailFrom != "" {
		k.Mail = mail.Mailer{API: mail.New(k.aws.For(awsconfig.SES)), From: k.config.MailFrom}
	}
}

func (k *kit) withCaller() { k.Caller = outbound.New(outbound.Options{Local: k.Local}) }

func (k *kit) withSealer() {
	k.Sealer = seal.Sealer{API: seal.New(k.aws.For(awsconfig.KMS)), Key: k.config.Key, Purpose: "integration"}
}

// withOrigin reads the public origin, once: it changes with a deployment only.
func (k *kit) withOrigin(ctx context.Context) error {
	origin, err := secret.Parameters(k.aws.For(awsconfig.Parameters)).Read(ctx, k.config.Origin)
	k.Origin = strings.TrimSuffix(origin, "/")
	return err
}

// withOriginSecret reads what the distribution proves itself with.
func (k *kit) withOriginSecret(ctx context.Context) (err error) {
	if k.config.OriginSecret != "" {
		k.OriginSecret, err = secret.Secrets(k.aws.For(awsconfig.Secrets)).Read(ctx, k.config.OriginSecret)
	}
	return err
}

// withKeys reads the keys of click ids. The function that it returns wraps a
// handler so that keys added later are heard of.
func (k *kit) withKeys(ctx context.Context) (func(lambdarun.Handler) lambdarun.Handler, error) {
	w, err := secret.Watch(ctx, secret.Secrets(k.aws.For(awsconfig.Secrets)), k.config.ClickKeys, k.Clock, func(value string) (err error) {
		if k.Keys == nil {
			k.Keys, err = click.NewKeys(value, k.Clock.Now())
			return err
		}
		return k.Keys.Refresh(value, k.Clock.Now())
	})
	if err != nil {
		return nil, err
	}
	return func(h lambdarun.Handler) lambdarun.Handler {
		return lambdarun.HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
			w.Check(ctx, k.Log)
			return h.Invoke(ctx, payload)
		})
	}, nil
}
