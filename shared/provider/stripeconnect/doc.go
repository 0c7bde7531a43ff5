// Package stripeconnect pays through Stripe Connect: a transfer from a program's
// own Stripe account to the connected account of each partner, which Stripe has
// identified. The attempt's key is the idempotency key, which Stripe keeps for a
// day, and the transfer group, by which a transfer is found for ever.
package stripeconnect
