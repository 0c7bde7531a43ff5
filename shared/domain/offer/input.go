package offer

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Input is all that an evaluation looks at.
type Input struct {
	At     time.Time      // of the event
	Now    time.Time      // when it is decided; counters follow the order of deciding
	Zone   *time.Location // of the program, whose days and months count
	Amount money.Amount   // of the event, in the program's currency; zero for what is not paid
	Items  []Item         // of the order, when known
	Count  int64          // how many at once, as clicks of a day; 0 means one

	Partner id.Partner
	Group   id.Group
	Tier    id.Tier
	Share   Share // of several partners

	Coupon    string // by which the partner was named, as it is kept
	CouponOwn *Term  // the code's own term, instead of the offer's

	Country   string // of the customer, ISO 3166; empty when not known
	Metadata  map[string]string
	Renewal   bool      // a later payment of a customer who is known from before
	New       *bool     // whether the customer is new; nil when nobody knows
	FirstPaid time.Time // the customer's first payment before this; zero for none
	Payments  int64     // the customer's, before this

	// Tallies are the counters that Counters names, as they stand.
	Tallies map[string]int64
}

// Item is one product of an order.
type Item struct {
	ID       string
	Product  string
	Category string
	Quantity int64
	Minor    int64 // of all its pieces, in minor units of the amount's currency
}

// name is by what a refund would name the item.
func (i Item) name() string {
	if i.ID != "" {
		return i.ID
	}
	return i.Product
}

// Step is one step of an evaluation, as its explanation tells it. Values are
// what it looked at.
type Step struct {
	Name    string            `json:"step"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

// Result is what an event earns a partner, and why.
type Result struct {
	Reason string // why nothing is earned; empty when something is
	Lines  []Line
	// Difference is what the volume before this event earns more, because it
	// reached a step of retroactive volume; nil in all other cases.
	Difference *Line
	Total      money.Amount // of the lines
	// Adds is what is counted with it, by the names of Counters; Limits are the
	// highest that counters of hard budgets may come to.
	Adds   map[string]int64
	Limits map[string]int64
	Steps  []Step
}

func (r *Result) note(name, finding string, values ...string) {
	s := Step{Name: name, Finding: finding}
	for i := 0; i+1 < len(values); i += 2 {
		if values[i+1] == "" {
			continue
		}
		if s.Values == nil {
			s.Values = map[string]string{}
		}
		s.Values[values[i]] = values[i+1]
	}
	r.Steps = append(r.Steps, s)
}
