// Command manager-api is the function ManagerApi of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.ManagerAPI(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
