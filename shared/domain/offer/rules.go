package offer

import "time"

// Rules are what a version says beyond one term for everybody. The zero value
// adds nothing.
type Rules struct {
	When     []Clause `json:"when,omitempty"` // all must hold for the offer to pay at all
	Rates    []Rate   `json:"rates,omitempty"`
	Renewals Renewals `json:"renewals,omitzero"`
	Volume   *Volume  `json:"volume,omitempty"`
	Caps     []Cap    `json:"caps,omitempty"`
}

// Renewals says for how long a customer's later payments earn. The zero value
// is for life.
type Renewals struct {
	Months int64 `json:"months,omitempty"` // from the customer's first payment on
	Count  int64 `json:"count,omitempty"`  // that many payments of the customer, the first among them
}

// limited tells whether they end at all.
func (r Renewals) limited() bool { return r.Months > 0 || r.Count > 0 }

// over says why a later payment earns no more, "" while it does. Of a customer
// who is not known nobody can tell.
func (r Renewals) over(in Input) string {
	switch {
	case !in.Renewal || !r.limited():
		return ""
	case in.FirstPaid.IsZero():
		return CustomerUnknown
	case r.Months > 0 && !in.At.Before(months(in.FirstPaid, r.Months)):
		return TermEnded
	case r.Count > 0 && in.Payments >= r.Count:
		return TermEnded
	}
	return ""
}

// months is the same day n months later, or the last one of a shorter month.
func months(t time.Time, n int64) time.Time {
	later := t.AddDate(0, int(n), 0)
	if later.Day() != t.Day() {
		return later.AddDate(0, 0, -later.Day())
	}
	return later
}

// Plain tells whether the version is one term for everybody.
func (r Rules) Plain() bool {
	return len(r.When) == 0 && len(r.Rates) == 0 && !r.Renewals.limited() && r.Volume == nil && len(r.Caps) == 0
}

// The reasons for which an event earns nothing.
const (
	ConditionsNotMet = "conditions_not_met"
	TermEnded        = "term_ended"
	CustomerUnknown  = "customer_unknown"
	Excluded         = "product_excluded"
	CapReached       = "cap_reached"
	BudgetSpent      = "budget_spent"
)
