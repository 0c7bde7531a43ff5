package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/store"
)

// WebhookDispatcher makes the attempts that the webhooks queue asks for.
func (b Backends) WebhookDispatcher() lambdarun.Batch {
	hooks := store.Hooks{T: b.Table}
	return webhook.Dispatcher{Hooks: hooks, Deliveries: hooks, Sealer: b.Sealer, Caller: b.Caller, Clock: b.Clock, Laggards: &webhook.Laggards{}}.Handle
}

// hookDesk is where hooks are kept and watched.
func (b Backends) hookDesk() webhook.Manager {
	hooks := store.Hooks{T: b.Table, Clock: b.Clock}
	return webhook.Manager{
		Hooks: hooks, Deliveries: hooks, Sealer: b.Sealer, Sender: b.Queue, Rules: webhook.Rules{Local: b.Local}, Clock: b.Clock, Entropy: b.Entropy,
	}
}

// WebhookDispatcher makes the handler of functions/webhook-dispatcher.
func WebhookDispatcher(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "DEAD_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withSealer()
	k.withCaller()
	return k.Run.Queue(k.Backends.WebhookDispatcher(), k.Dead()), nil
}
