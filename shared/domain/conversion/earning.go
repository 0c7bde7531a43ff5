package conversion

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Standing is where a partner and the customer stood when an event was decided,
// as far as the offers' rules look at it. It is kept with the candidate, so that
// the same rules say the same again.
type Standing struct {
	Group     id.Group         `json:"group,omitempty"`
	Tier      id.Tier          `json:"tier,omitempty"`
	FirstPaid time.Time        `json:"first_paid,omitzero"`
	Payments  int64            `json:"payments,omitempty"`
	Tallies   map[string]int64 `json:"tallies,omitempty"`
}

// occasion is what is asked of the offers: an event, when it is decided, and
// what is known of its customer.
type occasion struct {
	rules   Rules
	report  Report
	now     time.Time
	signals []Signal
}

// inForce returns the versions in force at the event that pay for it: those for
// later payments only before those for all, then the older offer.
func (o occasion) inForce() []offer.Version {
	trigger := offer.Trigger(o.report.Kind)
	if o.report.laterPayment() {
		trigger = offer.Sale
	}
	byOffer := map[id.Offer][]offer.Version{}
	for _, v := range o.rules.Versions {
		byOffer[v.Offer] = append(byOffer[v.Offer], v)
	}
	var out []offer.Version
	for name, vs := range byOffer {
		if end, retired := o.rules.Retired[name]; retired && !o.report.OccurredAt.Before(end) {
			continue
		}
		if v, ok := offer.InForce(vs, o.report.OccurredAt); ok && v.Pays(trigger, o.report.laterPayment()) {
			out = append(out, v)
		}
	}
	rank := func(v offer.Version) int {
		if v.Trigger == offer.Recurring {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b offer.Version) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Offer, b.Offer))
	})
	return out
}

// input is what the rule engine looks at for a candidate.
func (o occasion) input(c Candidate) offer.Input {
	r := o.report
	in := offer.Input{
		At: r.OccurredAt, Now: o.now, Zone: o.rules.Program.Location(), Amount: money.Zero(o.rules.Program.Currency),
		Partner: c.Partner, Coupon: c.Coupon, Country: r.Country, Metadata: r.Metadata, Renewal: r.laterPayment(),
	}
	if r.Amount != nil {
		in.Amount = *r.Amount
	}
	for _, l := range r.Lines {
		in.Items = append(in.Items, offer.Item{ID: l.ID, Product: l.Product, Category: l.Category, Quantity: l.Quantity, Minor: l.Minor})
	}
	switch {
	case c.Rate != 0 && r.pays():
		in.CouponOwn = &offer.Term{Type: offer.Percent, Rate: c.Rate}
	case c.FlatMinor != 0:
		in.CouponOwn = &offer.Term{Type: offer.Flat, FlatMinor: c.FlatMinor}
	}
	switch {
	case slices.Contains(o.signals, NewCustomer):
		in.New = new(true)
	case slices.Contains(o.signals, ReturningCustomer):
		in.New = new(false)
	}
	if s := c.Standing; s != nil {
		in.Group, in.Tier, in.FirstPaid, in.Payments, in.Tallies = s.Group, s.Tier, s.FirstPaid, s.Payments, s.Tallies
	}
	return in
}

// budgets names the counters of budgets that the event may draw on.
func (o occasion) budgets() []string {
	var out []string
	for _, v := range o.inForce() {
		for _, name := range v.Counters(o.input(Candidate{})) {
			if _, shared := offer.Shared(name); shared {
				out = append(out, name)
			}
		}
	}
	return out
}

// standing is what the rules in force look at, nil when they look at nothing.
func (o occasion) standing(b ledger.Balance, c *customer.Customer, budgets map[string]int64, counted bool) *Standing {
	plain := true
	names := map[string]bool{}
	for _, v := range o.inForce() {
		plain = plain && v.Rules.Plain()
		for _, name := range v.Counters(o.input(Candidate{})) {
			names[name] = true
		}
	}
	if plain {
		return nil
	}
	s := &Standing{Group: b.Group, Tier: b.Tier}
	known := maps.Clone(b.Tallies)
	if known == nil {
		known = map[string]int64{}
	}
	maps.Copy(known, budgets)
	if c != nil {
		s.FirstPaid, s.Payments = c.FirstPaidAt, c.Payments
		if counted {
			s.Payments--
		}
		maps.Copy(known, c.Tallies)
	}
	for name := range names {
		if n := known[name]; n != 0 {
			if s.Tallies == nil {
				s.Tallies = map[string]int64{}
			}
			s.Tallies[name] = n
		}
	}
	return s
}

// earn evaluates the offers for a touch that earns, the first whose conditions
// are met. No version means that none pays for the event.
func (o occasion) earn(c Candidate, share offer.Share, also map[string]int64) (*offer.Version, offer.Result, error) {
	var steps []offer.Step
	var version *offer.Version
	result := offer.Result{Total: money.Zero(o.rules.Program.Currency)}
	in := o.input(c)
	in.Share = share
	in.Tallies = sum(in.Tallies, also)
	for _, v := range o.inForce() {
		if c.Offer != "" && c.Offer != v.Offer {
			continue
		}
		var err error
		if result, err = v.Evaluate(in); err != nil {
			return nil, result, err
		}
		if !v.Rules.Plain() || in.CouponOwn != nil {
			steps = append(steps, result.Steps...)
		}
		if version = &v; result.Reason != offer.ConditionsNotMet {
			break
		}
	}
	result.Steps = steps
	return version, result, nil
}

// sum adds counters to others without changing either.
func sum(a, b map[string]int64) map[string]int64 {
	if len(b) == 0 {
		return a
	}
	out := maps.Clone(a)
	if out == nil {
		out = map[string]int64{}
	}
	for name, n := range b {
		out[name] += n
	}
	return out
}

// divide shares an event among the touches that earn. What each earns is first
// computed of the whole, as if it were alone, and then its share is taken, so
// that the shares of one offer sum up to the minor unit.
func (o occasion) divide(winners []Candidate) ([]part, error) {
	if len(winners) == 0 {
		return nil, nil
	}
	base := o.input(Candidate{}).Amount
	weights := make([]int64, len(winners))
	for i := range weights {
		weights[i] = 1
	}
	bases, err := base.Split(weights)
	if err != nil {
		return nil, err
	}
	out := make([]part, len(winners))
	drawn := map[string]int64{} // by those before, of what all draw on
	for i, w := range winners {
		p := &out[i]
		*p = part{Candidate: w, base: bases[i], result: offer.Result{Total: money.Zero(base.Currency())}}
		if w.Holdout {
			continue
		}
		if len(winners) > 1 {
			p.share = offer.Share{N: i, Of: len(winners)}
		}
		if p.offer, p.result, err = o.earn(w, p.share, drawn); err != nil {
			return nil, err
		}
		for name, n := range p.result.Adds {
			if _, shared := offer.Shared(name); shared || offer.OfCustomers(name) {
				drawn[name] += n
			}
		}
	}
	return out, nil
}
