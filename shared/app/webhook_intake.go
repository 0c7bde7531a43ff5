package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/shopifyhook"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// WebhookIntake takes the events of Stripe and Shopify, and what PayPal and
// Stripe tell of payouts.
func (b Backends) WebhookIntake() http.Handler {
	house := b.house()
	house.Body = shopifyhook.MaxBody
	mux := http.NewServeMux()
	mux.Handle("POST /webhooks/stripe/{program}", stripehook.Intake{Secrets: b.signers(integration.Stripe), Queue: b.Queue, Clock: b.Clock})
	mux.Handle("POST /webhooks/shopify/{program}", shopifyhook.Intake{Secrets: b.signers(integration.Shopify), Queue: b.Queue})
	mux.Handle("POST /webhooks/payouts/paypal/{program}", b.payPalHook())
	mux.Handle("POST /webhooks/payouts/stripe/{program}", b.stripeRailHook())
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		httpkit.WriteProblem(w, r, fault.New(fault.NotFound, "route.not_found", "There is nothing at this address."))
	})
	return house.Wrap(mux)
}

// WebhookIntake makes the handler of functions/webhook-intake.
func WebhookIntake(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "CONVERSIONS_QUEUE_URL", "PAYOUTS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withSealer()
	k.withCaller()
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	return k.Run.HTTP(k.Backends.WebhookIntake()), nil
}
