package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// WebhookIntake takes Stripe's events.
func (b Backends) WebhookIntake() http.Handler {
	return stripehook.Intake{Secrets: b.signers(integration.Stripe), Queue: b.Queue, Clock: b.Clock}.Handler(b.house())
}

// WebhookIntake makes the handler of functions/webhook-intake.
func WebhookIntake(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "CONVERSIONS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withSealer()
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	return k.Run.HTTP(k.Backends.WebhookIntake()), nil
}
