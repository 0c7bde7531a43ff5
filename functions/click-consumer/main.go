// Command click-consumer is the function ClickConsumer of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.ClickConsumer(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
