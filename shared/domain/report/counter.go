package report

import "github.com/tributaryhq/tributary/shared/kernel/id"

// Dim is what a row of counters is broken down by.
type Dim string

// The dimensions. Sub rows are a partner's only; a program has the others as
// well.
const (
	Total   Dim = "total"
	Link    Dim = "link"
	Offer   Dim = "offer"
	Sub     Dim = "sub"
	Device  Dim = "device"
	Country Dim = "country"
	// Referrer is the host of the page that the click came from.
	Referrer Dim = "referrer"
	// QR is by link: visits by its QR code. A partner's only.
	QR Dim = "qr"
	// Partner is the program's only.
	Partner Dim = "partner"
	// Rule is clicks as other products would count them; see [Counting].
	Rule Dim = "rule"
)

// Others is the row of the values beyond the first [MaxValues] of a day, in the
// dimensions that strangers can fill.
const (
	Others    = "~other"
	MaxValues = 500
)

// Capped tells whether a day has at most [MaxValues] rows of the dimension,
// and the rest together in that of the [Others].
func (d Dim) Capped() bool {
	switch d {
	case Sub, Referrer, Partner:
		return true
	case Total, Link, QR, Offer, Device, Country, Rule, Day, Month:
	}
	return false
}

// Scope is whose counters they are: [Whole] or a partner's id.
type Scope string

// Whole is the scope of the program as a whole.
const Whole Scope = "P"

// Of returns the partner's scope.
func Of(p id.Partner) Scope { return Scope(p) }

// Row names one row of counters.
type Row struct {
	Program id.Program
	Scope   Scope
	Dim     Dim
	Day     string // yyyy-mm-dd in the program's zone
	Value   string // empty for Total
}

// Delta adds to the counters of one row.
type Delta struct {
	Row Row
	Add map[string]int64
}

// Counters is what a row counts. Customers are those who paid for the first
// time; Submitted and Won are leads by the day on which they came and were won,
// while Leads are the conversions of that kind. Amounts are minor units; Revenue is less
// refunds, Earned is what is neither declined nor reversed, and the states
// after it say where it stands now.
type Counters struct {
	Gross, Unique, Duplicate, Invalid                      int64
	Conversions, Signups, Leads, Customers, Sales          int64
	Revenue, Refunded, Earned                              int64
	Pending, Approved, Available, Paid, Declined, Reversed int64
	Intercepted                                            int64 // sales whose touch came seconds before
	Submitted, Won                                         int64
}

// Names of the counters as they are stored and as events carry them.
const (
	Gross       = "gross"
	Unique      = "unique"
	Duplicate   = "duplicate"
	Invalid     = "invalid"
	Conversions = "conversions"
	Signups     = "signups"
	Leads       = "leads"
	Customers   = "customers"
	Sales       = "sales"
	Revenue     = "revenue"
	Refunded    = "refunded"
	Earned      = "earned"
	Pending     = "pending"
	Approved    = "approved"
	Available   = "available"
	Paid        = "paid"
	Declined    = "declined"
	Reversed    = "reversed"
	Intercepted = "intercepted"
	Submitted   = "submitted"
	Won         = "won"
)

// At returns the counter of that name, nil for an unknown one.
func (c *Counters) At(name string) *int64 {
	switch name {
	case Gross:
		return &c.Gross
	case Unique:
		return &c.Unique
	case Duplicate:
		return &c.Duplicate
	case Invalid:
		return &c.Invalid
	case Conversions:
		return &c.Conversions
	case Signups:
		return &c.Signups
	case Leads:
		return &c.Leads
	case Customers:
		return &c.Customers
	case Sales:
		return &c.Sales
	case Revenue:
		return &c.Revenue
	case Refunded:
		return &c.Refunded
	case Earned:
		return &c.Earned
	case Pending:
		return &c.Pending
	case Approved:
		return &c.Approved
	case Available:
		return &c.Available
	case Paid:
		return &c.Paid
	case Declined:
		return &c.Declined
	case Reversed:
		return &c.Reversed
	case Intercepted:
		return &c.Intercepted
	case Submitted:
		return &c.Submitted
	case Won:
		return &c.Won
	}
	return nil
}

// Names returns the names of all counters.
func Names() []string {
	return []string{
		Gross, Unique, Duplicate, Invalid, Conversions, Signups, Leads, Customers, Sales,
		Revenue, Refunded, Earned, Pending, Approved, Available, Paid, Declined, Reversed, Intercepted,
		Submitted, Won,
	}
}

// ByState tells whether a counter is an amount by state: only Total rows carry
// those, so that an approval or a payment touches two rows and no more.
func ByState(name string) bool {
	switch name {
	case Pending, Approved, Available, Paid, Declined, Reversed:
		return true
	}
	return false
}

// Plus returns the sum of two rows.
func (c Counters) Plus(d Counters) Counters {
	for _, n := range Names() {
		*c.At(n) += *d.At(n)
	}
	return c
}

// minus returns the row with every sign turned.
func (c Counters) minus() Counters {
	for _, n := range Names() {
		*c.At(n) = -*c.At(n)
	}
	return c
}

// Seen returns what a partner sees of the row: neither how clicks were classed
// nor what is suspicious.
func (c Counters) Seen() Counters {
	c.Gross, c.Duplicate, c.Invalid, c.Intercepted = 0, 0, 0, 0
	return c
}

// any tells whether anything is counted.
func (c Counters) any() bool { return c != Counters{} }

// Count tells whether a counter counts events rather than adds up amounts.
func Count(name string) bool { return !isAmount(name) }

func isAmount(name string) bool {
	return ByState(name) || name == Revenue || name == Refunded || name == Earned
}

// By returns the row of the same scope and day for one value of a dimension.
func (r Row) By(d Dim, value string) Row {
	r.Dim, r.Value = d, value
	return r
}
