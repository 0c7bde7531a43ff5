// Command outbox-relay is the function OutboxRelay of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.OutboxRelay(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
