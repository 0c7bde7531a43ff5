// Package contract holds our calls of payment providers against servers that
// know their published contracts: PayPal's by Prism and a description written
// from its reference, Stripe's by stripe-mock. They answer what each provider
// may answer and refuse what it would not read; they keep no money. Behind the
// build tag contract, since both have to be installed.
package contract
