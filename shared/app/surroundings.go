package app

import (
	"context"
	"crypto/rand"
	"io"
	"os"
	_ "time/tzdata" // programs have time zones; the runtime's image has no files for them

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Surroundings are what a function finds around it. Environment variables are
// looked up here and nowhere else.
type Surroundings struct {
	Lookup  func(name string) (string, bool)
	Clock   clock.Clock
	Entropy io.Reader // safe for concurrent use
	Log     io.Writer
}

// OnLambda returns what Lambda offers.
func OnLambda() Surroundings {
	return Surroundings{Lookup: os.LookupEnv, Clock: clock.System(), Entropy: rand.Reader, Log: os.Stdout}
}

// Constructor makes a function's handler. It names everything that is wrong
// with the configuration at once.
type Constructor func(ctx context.Context, s Surroundings) (lambdarun.Handler, error)

// Functions returns the constructor of every function by its logical id in
// the template.
func Functions() map[string]Constructor {
	return map[string]Constructor{
		"CommissionApproval": CommissionApproval,
		"ConversionConsumer": ConversionConsumer,
		"OutboxRelay":        OutboxRelay,
		"WebhookDispatcher":  WebhookDispatcher,
		"Notifier":           Notifier,
		"ClickConsumer":      ClickConsumer,
		"Postback":           Postback,
		"WebhookIntake":      WebhookIntake,
		"PayoutPlanner":      PayoutPlanner,
		"PayoutSender":       PayoutSender,
		"PayoutReconciler":   PayoutReconciler,
		"Housekeeping":       Housekeeping,
	}
}
