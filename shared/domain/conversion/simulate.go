package conversion

import (
	"maps"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
)

// Question asks what an event would earn a partner. Of the candidate only whose
// it is, the offer and the coupon count.
type Question struct {
	Report    Report
	Candidate Candidate
	Balance   ledger.Balance   // of the partner; its group and tier, and what it has sold
	Budgets   map[string]int64 // what was drawn on those of Rules.Budgets
	New       *bool            // whether the customer is new; nil when nobody knows
	FirstPaid time.Time        // the customer's first payment; zero for none
	Payments  int64            // the customer's, before this
	Sold      *Sold            // as if the partner had sold so much in the period
	Now       time.Time
}

// Sold is a partner's volume in the period of an offer's steps.
type Sold struct{ Minor, Count int64 }

// Answer is what an event would earn, by the version that would pay; none when
// no offer would.
type Answer struct {
	Version *offer.Version
	offer.Result
}

// Simulate answers by the function that decides events, and changes nothing.
func (r Rules) Simulate(q Question) (Answer, error) {
	o := occasion{rules: r, report: q.Report, now: q.Now}
	if q.New != nil {
		o.signals = []Signal{ReturningCustomer}
		if *q.New {
			o.signals = []Signal{NewCustomer}
		}
	}
	b := q.Balance
	if q.Sold != nil {
		b.Tallies = maps.Clone(b.Tallies)
		if b.Tallies == nil {
			b.Tallies = map[string]int64{}
		}
		for _, v := range o.inForce() {
			maps.Copy(b.Tallies, v.Sold(o.input(q.Candidate), q.Sold.Minor, q.Sold.Count))
		}
	}
	q.Candidate.Standing = o.standing(b, &customer.Customer{FirstPaidAt: q.FirstPaid, Payments: q.Payments}, q.Budgets, false)
	v, result, err := o.earn(q.Candidate, offer.Share{}, nil)
	return Answer{v, result}, err
}

// Budgets names the counters of budgets that an event may draw on.
func (r Rules) Budgets(report Report, now time.Time) []string {
	return occasion{rules: r, report: report, now: now}.budgets()
}
