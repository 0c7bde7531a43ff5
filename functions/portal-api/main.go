// Command portal-api is the function PortalApi of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.PortalAPI(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
