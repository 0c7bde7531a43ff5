// Command commission-approval is the function CommissionApproval of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.CommissionApproval(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
