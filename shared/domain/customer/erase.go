package customer

import "time"

// Forgotten returns the customer without anything that tells who it is. Who
// brought them and what was paid stay: accounts stand on it.
func (c Customer) Forgotten() Customer {
	c.Masked, c.Identities = "", nil
	c.Version++
	return c
}

// Known tells whether anything is held that says who the customer is.
func (c Customer) Known() bool { return c.Masked != "" || len(c.Identities) > 0 }

// Held lists, in words, what is held of the customer, for the person who asks.
func (c Customer) Held() []string {
	out := []string{"customer " + string(c.ID) + ", since " + c.CreatedAt.Format(time.DateOnly)}
	if c.Masked != "" {
		out = append(out, "masked address "+c.Masked)
	}
	for _, i := range c.Identities {
		switch i.Kind {
		case External:
			out = append(out, "your own id of them: "+i.Value)
		case Stripe, Shopify:
			out = append(out, "id at "+string(i.Kind)+": "+i.Value)
		case Email:
			out = append(out, "SHA-256 of the address: "+i.Value)
		}
	}
	if !c.SignedUpAt.IsZero() {
		out = append(out, "signed up "+c.SignedUpAt.Format(time.DateOnly))
	}
	if !c.FirstPaidAt.IsZero() {
		out = append(out, "first paid "+c.FirstPaidAt.Format(time.DateOnly))
	}
	if c.Bound != nil {
		out = append(out, "came by a partner's link on "+c.Bound.At.Format(time.DateOnly))
	}
	return out
}
