// Command payout-reconciler is the function PayoutReconciler of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.PayoutReconciler(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
