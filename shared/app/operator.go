package app

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	awsqueue "github.com/tributaryhq/tributary/shared/aws/queue"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

// Open returns all backends of an installation that the surroundings tell of:
// for the operator's commands, which are no function and use some of each.
func Open(ctx context.Context, s Surroundings) (Backends, error) {
	k, err := prepare(s)
	if err != nil {
		return Backends{}, err
	}
	k.Passwords, k.Rails, k.Operators = auth.Argon2{}, Rails(), operators(k.Config.Operators)
	k.withQueues()
	k.withMail()
	k.withCaller()
	if k.Config.Archive != "" {
		k.withArchive()
	}
	if k.Config.Key != "" {
		k.withSealer()
	}
	if k.Config.ProofKey != "" {
		k.withProof()
	}
	if k.Config.Origin != "" {
		if err := k.withOrigin(ctx); err != nil {
			return Backends{}, err
		}
	}
	if k.Config.ClickKeys != "" {
		if _, err := k.withKeys(ctx); err != nil {
			return Backends{}, err
		}
	}
	return k.Backends, nil
}

// Redrive moves a queue's dead letters back into the queue and returns how many.
func Redrive(ctx context.Context, s Surroundings, name queue.Name) (int, error) {
	k, err := prepare(s)
	if err != nil {
		return 0, err
	}
	url := map[queue.Name]string{
		queue.Clicks: k.Config.Clicks, queue.Conversions: k.Config.Conversions, queue.Payouts: k.Config.Payouts,
		queue.Notices: k.Config.Notices, queue.Webhooks: k.Config.Webhooks,
	}[name]
	if url == "" {
		return 0, fmt.Errorf("the address of the queue %q is not in the environment", name)
	}
	return awsqueue.Redrive(ctx, awsqueue.New(k.AWS.For(awsconfig.SQS)), url)
}
