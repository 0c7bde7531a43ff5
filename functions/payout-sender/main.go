// Command payout-sender is the function PayoutSender of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.PayoutSender(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
