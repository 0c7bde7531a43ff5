package start

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/aws/secret"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

// Kit is what a function is made with.
type Kit struct {
	Surroundings
	Config Config
	AWS    *awsconfig.Maker
	Run    lambdarun.Runtime
	Logger *slog.Logger
	Table  table.Table
}

// Prepare reads the configuration and opens the table.
func Prepare(s Surroundings, needs ...string) (Kit, error) {
	c, err := Load(s, needs...)
	if err != nil {
		return Kit{}, err
	}
	m, err := awsconfig.New(s.Lookup)
	if err != nil {
		return Kit{}, fmt.Errorf("configuration: %w", err)
	}
	log := lambdarun.Logger(s.Log, c.Function, c.LogLevel)
	return Kit{
		Surroundings: s, Config: c, AWS: m, Run: lambdarun.Runtime{Log: log, Clock: s.Clock}, Logger: log,
		Table: dynamo.Open(m.For(awsconfig.DynamoDB), c.Table, s.Clock),
	}, nil
}

// Queues returns the queues that the function was told of.
func (k Kit) Queues() queue.Sender {
	return awsqueue.Sender{API: awsqueue.New(k.AWS.For(awsconfig.SQS)), URLs: map[queue.Name]string{
		queue.Clicks: k.Config.Clicks, queue.Conversions: k.Config.Conversions, queue.Payouts: k.Config.Payouts,
		queue.Notices: k.Config.Notices, queue.Webhooks: k.Config.Webhooks,
	}}
}

// Dead returns where messages are parked that no retry can help.
func (k Kit) Dead() lambdarun.Parker {
	return awsqueue.Lot{API: awsqueue.New(k.AWS.For(awsconfig.SQS)), URL: k.Config.Dead}
}

// OriginSecret reads what the distribution proves itself with, empty where
// nothing stands in front.
func (k Kit) OriginSecret(ctx context.Context) (string, error) {
	if k.Config.OriginSecret == "" {
		return "", nil
	}
	return secret.Secrets(k.AWS.For(awsconfig.Secrets)).Read(ctx, k.Config.OriginSecret)
}

// Keys reads the keys of click ids. The function that it returns wraps a
// handler so that keys added later are heard of.
func (k Kit) Keys(ctx context.Context) (*click.Keys, func(lambdarun.Handler) lambdarun.Handler, error) {
	var keys *click.Keys
	w, err := secret.Watch(ctx, secret.Secrets(k.AWS.For(awsconfig.Secrets)), k.Config.ClickKeys, k.Clock, func(value string) (err error) {
		if keys == nil {
			keys, err = click.NewKeys(value, k.Clock.Now())
			return err
		}
		return keys.Refresh(value, k.Clock.Now())
	})
	if err != nil {
		return nil, nil, err
	}
	return keys, func(h lambdarun.Handler) lambdarun.Handler {
		return lambdarun.HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
			w.Check(ctx, k.Logger)
			return h.Invoke(ctx, payload)
		})
	}, nil
}
