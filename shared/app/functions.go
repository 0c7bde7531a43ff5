package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app/redirect"
	"github.com/tributaryhq/tributary/shared/app/start"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

// Surroundings are what a function finds around it.
type Surroundings = start.Surroundings

// OnLambda returns what Lambda offers.
func OnLambda() Surroundings { return start.OnLambda() }

// Constructor makes a function's handler. It names everything that is wrong
// with the configuration at once.
type Constructor func(ctx context.Context, s Surroundings) (lambdarun.Handler, error)

// Functions returns the constructor of every function by its logical id in
// the template.
func Functions() map[string]Constructor {
	return map[string]Constructor{
		"Redirect":           redirect.Function,
		"Postback":           Postback,
		"WebhookIntake":      WebhookIntake,
		"PortalApi":          PortalAPI,
		"ManagerApi":         ManagerAPI,
		"Documents":          Documents,
		"ClickConsumer":      ClickConsumer,
		"ConversionConsumer": ConversionConsumer,
		"CommissionApproval": CommissionApproval,
		"PayoutPlanner":      PayoutPlanner,
		"PayoutSender":       PayoutSender,
		"PayoutReconciler":   PayoutReconciler,
		"OutboxRelay":        OutboxRelay,
		"WebhookDispatcher":  WebhookDispatcher,
		"Notifier":           Notifier,
		"Housekeeping":       Housekeeping,
		"LedgerProof":        LedgerProof,
	}
}
