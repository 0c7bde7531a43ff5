// Command postback is the function Postback of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.Postback(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
