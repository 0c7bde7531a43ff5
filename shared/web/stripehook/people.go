package stripehook

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// person: a customer whose metadata carries a click is one who signed up by it.
func (r *reading) person(p person) error {
	clicks := r.clicks(p.Metadata)
	if clicks == "" {
		r.told.Note = "a customer without a click"
		return nil
	}
	out := r.report(conversion.Signup, p.ID)
	out.Clicks, out.Metadata = clicks, r.metadata(p.Metadata)
	r.identify(out, p.Metadata, named(p.ID), customer.Contact{Name: p.Name, Email: p.Email})
	return nil
}

// subscription: a trial is a lead; one whose metadata carries a click binds its
// customer. What is paid for it comes as invoices.
func (r *reading) subscription(s subscription) error {
	clicks := r.clicks(s.Metadata)
	k := conversion.Signup
	switch {
	case s.Status == "trialing":
		k = conversion.Lead
		r.fact(integration.Trial, s.ID, s.ID)
	case clicks == "":
		r.told.Note = "a subscription without a click: its invoices count"
		return nil
	}
	out := r.report(k, s.ID)
	out.Clicks, out.Metadata, out.Waits = clicks, r.metadata(s.Metadata), k == conversion.Lead
	r.identify(out, s.Metadata, s.Customer, customer.Contact{})
	return nil
}

func (r *reading) identify(out *conversion.Report, metadata map[string]string, stripe named, c customer.Contact) {
	r.told.Contact = c
	add := func(k customer.IdentityKind, v string) {
		if v != "" {
			out.Customer = append(out.Customer, customer.Identity{Kind: k, Value: v})
		}
	}
	add(customer.External, metadata["customer_id"])
	add(customer.Stripe, string(stripe))
	if out.Masked = customer.MaskEmail(c.Email); out.Masked != "" {
		add(customer.Email, customer.HashEmail(c.Email))
	}
}

// units returns Stripe's minor units as ISO 4217's. They differ for three
// currencies (docs.stripe.com/currencies): it counts MGA whole, and ISK and UGX
// in hundredths.
func units(minor int64, c money.Currency) int64 {
	switch c {
	case "MGA":
		return minor * 100
	case "ISK", "UGX":
		return minor / 100
	}
	return minor
}

// minorOf is units of a currency by its code, as Stripe writes it.
func minorOf(minor int64, currency string) int64 {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return minor // amount refuses it
	}
	return units(minor, c)
}

func amount(r *conversion.Report, minor int64, currency string) error {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return err
	}
	a, err := money.New(units(minor, c), c)
	r.Amount = &a
	return err
}
