// Command notifier is the function Notifier of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.Notifier(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
