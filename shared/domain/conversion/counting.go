package conversion

import (
	"maps"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Draw is what a decision takes from an offer's hard budget: at most so much may
// have been taken before.
type Draw struct {
	Program id.Program
	Offer   id.Offer
	Period  string
	Minor   int64
	Most    int64 // that the budget may come to
}

// count counts what a part earned where it is counted: with the partner, with
// the customer, or in the offer's budget.
func (o *Outcome) count(p part, e *ledger.Entry, now time.Time, prog program.Program) {
	partner, customer := map[string]int64{}, map[string]int64{}
	for name, n := range p.result.Adds {
		w, budget := offer.Shared(name)
		switch {
		case n == 0:
		case budget:
			o.draw(Draw{prog.ID, w.Offer, w.Period, n, p.result.Limits[name]})
		case offer.OfCustomers(name):
			customer[name] = n
		default:
			partner[name] = n
		}
	}
	e.After.Tallies = counted(e.After.Tallies, partner, now, prog.Location())
	if o.Customer != nil {
		o.Customer.After.Tallies = counted(o.Customer.After.Tallies, customer, now, prog.Location())
	}
}

// draw adds to what the decision takes from budgets, once for each.
func (o *Outcome) draw(d Draw) {
	for i := range o.Draws {
		if b := &o.Draws[i]; b.Offer == d.Offer && b.Period == d.Period {
			b.Minor += d.Minor
			return
		}
	}
	o.Draws = append(o.Draws, d)
}

// counted adds to counters and drops those whose periods are over.
func counted(tallies, add map[string]int64, now time.Time, zone *time.Location) map[string]int64 {
	if len(add) == 0 {
		return tallies
	}
	out := maps.Clone(sum(tallies, add))
	maps.DeleteFunc(out, func(name string, _ int64) bool { return offer.Forgotten(name, now, zone) })
	return out
}
