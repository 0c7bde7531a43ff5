// Command redirect is the function Redirect of the template.
package main

import (
	"context"

	"github.com/tributaryhq/tributary/shared/app/redirect"
	"github.com/tributaryhq/tributary/shared/app/start"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

func main() {
	h, err := redirect.Function(context.Background(), start.OnLambda())
	lambdarun.Start(h, err)
}
