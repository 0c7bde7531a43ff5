package integration

// Events returns the events that a merchant asks the provider to send.
func (p Provider) Events() []string {
	switch p {
	case Stripe:
		return []string{
			"checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
			"invoice.paid", "invoice_payment.paid",
			"charge.refunded", "refund.updated", "refund.failed", "charge.dispute.created", "charge.dispute.closed",
			"customer.created", "customer.updated", "customer.discount.created",
			"customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
			"promotion_code.created", "promotion_code.updated",
		}
	case Shopify:
		return []string{
			"orders/paid", "orders/fulfilled", "fulfillments/update", "refunds/create", "orders/cancelled", "app/uninstalled",
			"customers/data_request", "customers/redact", "shop/redact",
		}
	}
	return nil
}
