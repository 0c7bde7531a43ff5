package stripehook

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// first makes the first payment of a subscription a sale, also when a trial was
// before it: Stripe calls that one of a cycle. What a payment was called once it
// stays, whatever comes to be known of the subscription later.
func (c Consumer) first(ctx context.Context, p id.Program, subscription string, r *conversion.Report) error {
	if subscription == "" {
		return nil
	}
	remember := func(transaction string) error {
		return c.Memory.Remember(ctx, p, integration.Stripe, integration.Fact{Kind: integration.First, Key: subscription, Value: transaction})
	}
	if r.Kind == conversion.Sale {
		return remember(r.Transaction)
	}
	facts, err := c.Memory.Recall(ctx, p, integration.Stripe,
		integration.Fact{Kind: integration.First, Key: subscription}, integration.Fact{Kind: integration.Trial, Key: subscription})
	if err != nil {
		return err
	}
	known := map[integration.FactKind]string{}
	for _, f := range facts {
		known[f.Kind] = f.Value
	}
	switch {
	case known[integration.First] == r.Transaction:
		r.Kind = conversion.Sale
		return nil
	case known[integration.First] != "":
		return nil
	case known[integration.Trial] != "":
		r.Kind = conversion.Sale
		return remember(r.Transaction)
	}
	return remember("before") // it began before we heard of it
}
