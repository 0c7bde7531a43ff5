// Command webhook-intake is the function WebhookIntake of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.WebhookIntake(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
