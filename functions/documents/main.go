// Command documents is the function Documents of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.Documents(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
