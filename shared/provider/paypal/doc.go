// Package paypal pays through PayPal Payouts, version 1: one batch of one item
// for each attempt. The attempt's key is the batch's sender_batch_id, by which
// PayPal tells duplicates for 30 days. PayPal answers by its own ids only: what
// it calls a batch is the reference that is kept.
package paypal
