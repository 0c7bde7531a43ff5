package conversion

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// earn decides a signup, a lead or a sale.
func (p Processor) earn(ctx context.Context, d decision) (Outcome, error) {
	parties, err := p.gather(ctx, &d)
	if err != nil {
		return Outcome{}, err
	}
	d.weighed = weigh(d.rules.Program.Attribution, d.report.Kind, d.report.OccurredAt, d.judged(d.candidates(), parties))
	winners := earners(d.weighed)
	d.signals = d.signal(d.found.Known.Customer, winners)
	if len(winners) == 0 {
		o := d.refuse(Unattributed, d.whyNobody())
		o.Customer = d.customer(nil)
		return o, nil
	}
	return d.credit(parties, winners)
}

// who asks for the people in the report.
func (d decision) who() Who {
	w := Who{Customer: d.report.Customer, Coupons: d.report.Coupons}
	for _, t := range d.touches {
		if !slices.Contains(w.Visitors, t.Visitor) {
			w.Visitors = append(w.Visitors, t.Visitor)
		}
	}
	return w
}

// gather reads who may earn and their accounts: one call when nobody comes up
// but the owners of the clicks, or whoever the customer or code named before.
func (p Processor) gather(ctx context.Context, d *decision) (Parties, error) {
	d.found = d.order.Found
	q := PartiesQuery{Program: d.report.Program, Currency: d.rules.Program.Currency, Partners: partnersOf(d.candidates()), User: d.found.Known.User, Budgets: d.occasion().budgets()}
	if len(d.touches) > 0 {
		q.Who = d.who()
	}
	parties, err := p.Store.Parties(ctx, q)
	if err != nil || len(d.touches) == 0 {
		return parties, err
	}
	d.found = parties.Found
	asked := q.Partners
	q = PartiesQuery{Program: q.Program, Currency: q.Currency, User: d.found.Known.User}
	for _, partner := range partnersOf(d.candidates()) {
		if q.User != "" || !slices.Contains(asked, partner) {
			q.Partners = append(q.Partners, partner)
		}
	}
	if len(q.Partners) == 0 {
		return parties, nil
	}
	more, err := p.Store.Parties(ctx, q)
	if err != nil {
		return parties, err
	}
	maps.Copy(parties.Balances, more.Balances)
	maps.Copy(parties.Own, more.Own)
	return parties, nil
}

func partnersOf(cs []Candidate) []id.Partner {
	var out []id.Partner
	for _, c := range cs {
		if c.Partner != "" && !slices.Contains(out, c.Partner) {
			out = append(out, c.Partner)
		}
	}
	return out
}

// whyNobody says why no candidate earns: what was wrong with the best of them.
func (d decision) whyNobody() string {
	reasons := map[Finding]string{
		NotActive: "partner_not_active", TooOld: "click_outside_window", AfterEvent: "click_after_event", TestClick: "test_click",
		NotValid: "coupon_not_valid", UnknownLink: "click_unknown",
	}
	for _, f := range []Finding{NotActive, TooOld, AfterEvent, TestClick, NotValid, UnknownLink} {
		if slices.ContainsFunc(d.weighed, func(c Candidate) bool { return c.Finding == f }) {
			return reasons[f]
		}
	}
	switch {
	case d.refused != "":
		return "click_id_invalid"
	case d.report.Waits:
		return "awaiting_binding"
	case len(d.report.Coupons) > 0:
		return "coupon_unknown"
	case len(d.report.Customer) > 0 && d.found.Known.Customer == nil:
		return "customer_unknown"
	}
	return "no_touch"
}

// interception is how shortly before a sale a touch is suspicious: nobody finds
// a shop, chooses and pays in less.
const interception = 30 * time.Second

// doubleWithin is how far apart two reports of one payment may lie.
const doubleWithin = 15 * time.Minute

// signal is what a manager may want to know of the event.
func (d decision) signal(c *customer.Customer, winners []Candidate) []Signal {
	var out []Signal
	if d.report.pays() {
		returning := c != nil && !c.FirstPaidAt.IsZero()
		if d.report.NewCustomer != nil {
			returning = !*d.report.NewCustomer
		}
		switch {
		case returning:
			out = append(out, ReturningCustomer)
		case len(d.report.Customer) > 0 || d.report.NewCustomer != nil:
			out = append(out, NewCustomer)
		}
		if c != nil && d.twice(c.LastPaid) {
			out = append(out, PossibleDouble)
		}
		if d.strayed() {
			out = append(out, StrayRefund)
		}
	}
	for _, w := range winners {
		if d.report.Kind == Sale && (w.How == ByClick || w.How == ByVisit) && d.report.OccurredAt.Sub(w.At) < interception {
			out = append(out, Intercepted)
			break
		}
	}
	if slices.ContainsFunc(winners, func(w Candidate) bool { return w.Self }) {
		out = append(out, SelfReferral)
	}
	return out
}

// twice tells whether a customer's last payment may be the same as this one.
func (d decision) twice(last customer.Payment) bool {
	return last.Order != "" && last.Order != d.report.Order && last.Minor == d.report.Amount.Minor() &&
		d.report.OccurredAt.Sub(last.At).Abs() <= doubleWithin
}
