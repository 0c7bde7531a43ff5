package stripehook

import (
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
)

// session: a one-time payment is a sale by its payment intent. Where invoices
// are made, of a subscription or of the payment, the session only binds the
// customer to the click: the invoices are the sales.
func (r *reading) session(s session) error {
	clicks := r.clicks(s.Metadata)
	if clicks == "" {
		clicks = s.ClientReferenceID
	}
	switch {
	case s.Mode == "subscription", s.Mode == "payment" && (s.Invoice != "" || s.InvoiceCreation.Enabled):
		out := r.report(conversion.Signup, s.ID)
		out.Clicks, out.Country, out.Metadata = clicks, s.CustomerDetails.Address.Country, r.metadata(s.Metadata)
		r.identify(out, s.Metadata, s.Customer, customer.Contact{Name: s.CustomerDetails.Name, Email: s.CustomerDetails.Email})
		r.discounts(s.Discounts)
		return nil
	case s.Mode != "payment":
		r.told.Note = "no money was paid"
		return nil
	case s.PaymentStatus != "paid" || s.PaymentIntent == "":
		r.told.Note = "not paid yet"
		return nil
	}
	out := r.report(conversion.Sale, string(s.PaymentIntent))
	out.Clicks, out.Country, out.Metadata = clicks, s.CustomerDetails.Address.Country, r.metadata(s.Metadata)
	r.identify(out, s.Metadata, s.Customer, customer.Contact{Name: s.CustomerDetails.Name, Email: s.CustomerDetails.Email})
	r.discounts(s.Discounts)
	order := out.Transaction
	if out.Order = r.order(s.Metadata); out.Order != "" {
		order, out.OrderAlias = out.Order, out.Transaction
		r.settle(order, order)
	}
	r.settle(out.Transaction, order)
	base := s.AmountTotal - s.TotalDetails.AmountTax
	r.base(out.Transaction, base, s.AmountTotal)
	return amount(out, base, s.Currency)
}

// invoice: the first invoice of a subscription is a sale, one for a change of
// plan an upgrade, later ones are recurring; what costs nothing is nothing.
func (r *reading) invoice(i invoice) error {
	if i.AmountPaid <= 0 {
		r.told.Note = "nothing was paid"
		return nil
	}
	k := conversion.Recurring
	switch i.BillingReason {
	case "subscription_create", "manual":
		k = conversion.Sale
	case "subscription_update":
		k = conversion.Upgrade
	}
	out := r.report(k, i.ID)
	r.told.Subscription = i.subscription()
	out.Waits, out.Country = true, i.CustomerAddress.Country
	out.Clicks = r.clicks(i.Metadata, i.Parent.Subscription.Metadata, i.SubscriptionDetails.Metadata)
	out.Metadata = r.metadata(i.Metadata)
	r.identify(out, i.Metadata, i.Customer, customer.Contact{Name: i.CustomerName, Email: i.CustomerEmail})
	r.discounts(i.Discounts)
	order := i.ID
	if out.Order = r.order(i.Metadata); out.Order != "" {
		order, out.OrderAlias = out.Order, i.ID
		r.settle(order, order)
	}
	r.settle(i.ID, order)
	payments := []named{i.PaymentIntent}
	for _, p := range i.Payments.Data {
		payments = append(payments, p.Payment.PaymentIntent)
	}
	for _, p := range payments {
		if p != "" {
			r.pays(p, i.ID)
		}
	}
	base := i.counted()
	r.base(i.ID, base, i.AmountPaid)
	out.Lines = i.products(base, i.Currency)
	return amount(out, base, i.Currency)
}

// counted is what of the invoice counts: without tax when all of it was paid,
// else what was paid.
func (i invoice) counted() int64 {
	if i.TotalExcludingTax != nil && i.AmountPaid >= i.Total {
		return *i.TotalExcludingTax
	}
	return i.AmountPaid
}

// products are the invoice's lines, where they are all there and make up the
// amount that counts.
func (i invoice) products(base int64, currency string) []conversion.Line {
	if i.Lines.HasMore {
		return nil
	}
	var out []conversion.Line
	var sum int64
	for _, l := range i.Lines.Data {
		minor := l.Amount
		for _, d := range l.DiscountAmounts {
			minor -= d.Amount
		}
		for _, t := range l.Taxes {
			if t.Behavior == "inclusive" {
				minor -= t.Amount
			}
		}
		for _, t := range l.TaxAmounts {
			if t.Inclusive {
				minor -= t.Amount
			}
		}
		if minor < 0 {
			return nil
		}
		sum += minor
		product := l.Pricing.Price.Product
		if product == "" {
			product = string(l.Price.Product)
		}
		out = append(out, conversion.Line{ID: l.ID, Product: product, Quantity: l.Quantity, Minor: minorOf(minor, currency)})
	}
	if sum != base {
		return nil
	}
	return out
}

// invoicePayment tells which invoice a payment was for: since API version
// 2025-03-31 neither of the two says so itself.
func (r *reading) invoicePayment(p invoicePayment) error {
	payment := p.Payment.PaymentIntent
	if payment == "" {
		payment = p.Payment.Charge
	}
	if payment == "" || p.Invoice == "" {
		r.told.Note = "a payment without an invoice"
		return nil
	}
	r.pays(payment, string(p.Invoice))
	r.told.Note = "the payment of an invoice"
	return nil
}

func (r *reading) pays(payment named, invoice string) {
	r.fact(integration.Payment, string(payment), invoice)
	r.settle(string(payment), invoice)
}

// settle says that what is of the key is of the order.
func (r *reading) settle(key, order string) {
	r.told.Settles = append(r.told.Settles, Settled{key, order})
}

// base keeps what of a payment counts, where that is not all of it: its refunds
// are brought down in proportion.
func (r *reading) base(sale string, counts, paid int64) {
	if counts > 0 && counts < paid {
		r.fact(integration.Base, sale, strconv.FormatInt(counts, 10)+"/"+strconv.FormatInt(paid, 10))
	}
}

func (r *reading) fact(k integration.FactKind, key, value string) {
	r.told.Facts = append(r.told.Facts, integration.Fact{Kind: k, Key: key, Value: value})
}

// discounts keeps codes that came whole, and the ids of the others.
func (r *reading) discounts(ds []discounted) {
	for _, d := range ds {
		switch {
		case d.Code != "":
			r.told.Report.Coupons = append(r.told.Report.Coupons, d.Code)
		case d.ID != "":
			r.told.Discounts = append(r.told.Discounts, d.ID)
		}
	}
}

func (r *reading) promotionCode(p promotionCode) error {
	r.fact(integration.Promotion, p.ID, p.Code)
	r.told.Note = "the promotion code " + cut(p.Code, 60)
	return nil
}

func (r *reading) discount(d discount) error {
	if d.PromotionCode != "" {
		r.fact(integration.Discount, d.ID, string(d.PromotionCode))
	}
	r.told.Note = "a discount"
	return nil
}
