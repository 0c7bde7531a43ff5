// Command conversion-consumer is the function ConversionConsumer of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.ConversionConsumer(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
