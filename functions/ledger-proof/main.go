// Command ledger-proof is the function LedgerProof of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := app.LedgerProof(context.Background(), app.OnLambda())
	lambdarun.Start(h, err)
}
