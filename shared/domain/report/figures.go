package report

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Figures is what a partner sees of a period, and a manager too. Clicks are
// unique ones. A ratio is nil where it would divide by nothing: it is shown as
// a dash, never as zero.
type Figures struct {
	Clicks      int64
	Conversions int64 // attributed sales, signups and leads; a refunded one stays one
	Referred    int64 // signups, whether they buy or not
	Leads       int64
	Submitted   int64 // leads that were handed in or came by a link
	Won         int64 // leads that became customers
	Customers   int64 // who paid for the first time
	Sales       int64
	Sold        money.Amount // what the referred bought, less refunds
	Refunded    money.Amount
	Earnings    money.Amount // commissions neither declined nor reversed
	CR          *int64       // conversions per unique click, in basis points
	EPC         *money.Amount
	AOV         *money.Amount
}

// Classes is how a period's clicks were counted: for managers only.
type Classes struct{ Gross, Unique, Duplicate, Invalid int64 }

// States is where a period's commissions stand now, by the day of their event:
// what was paid in March for a sale of January is January's.
type States struct{ Pending, Approved, Available, Paid, Declined, Reversed money.Amount }

// Figures returns what the counters say, in the program's currency.
func (c Counters) Figures(cur money.Currency) (Figures, error) {
	var e errs
	f := Figures{
		Clicks: c.Unique, Conversions: c.Conversions, Referred: c.Signups, Leads: c.Leads, Submitted: c.Submitted, Won: c.Won, Customers: c.Customers, Sales: c.Sales,
		Sold: e.amount(c.Revenue, cur), Refunded: e.amount(c.Refunded, cur), Earnings: e.amount(c.Earned, cur),
	}
	if c.Unique > 0 {
		cr := halfEven(c.Conversions*10_000, c.Unique)
		f.CR = &cr
		f.EPC = e.ratio(f.Earnings, c.Unique)
	}
	if c.Sales > 0 {
		f.AOV = e.ratio(f.Sold, c.Sales)
	}
	return f, e.first
}

// Classes returns the clicks by class.
func (c Counters) Classes() Classes { return Classes{c.Gross, c.Unique, c.Duplicate, c.Invalid} }

// States returns the amounts by state, in the program's currency.
func (c Counters) States(cur money.Currency) (States, error) {
	var e errs
	return States{
		Pending: e.amount(c.Pending, cur), Approved: e.amount(c.Approved, cur), Available: e.amount(c.Available, cur),
		Paid: e.amount(c.Paid, cur), Declined: e.amount(c.Declined, cur), Reversed: e.amount(c.Reversed, cur),
	}, e.first
}

// errs keeps the first error of several amounts.
type errs struct{ first error }

func (e *errs) keep(err error) {
	if e.first == nil {
		e.first = err
	}
}

func (e *errs) amount(minor int64, cur money.Currency) money.Amount {
	a, err := money.New(minor, cur)
	e.keep(err)
	return a
}

func (e *errs) ratio(a money.Amount, n int64) *money.Amount {
	r, err := a.Proportion(1, n)
	e.keep(err)
	return &r
}

// halfEven divides by a positive number and rounds to the nearest, a half to
// the even one.
func halfEven(n, d int64) int64 {
	q, r := n/d, n%d
	if 2*r > d || 2*r == d && q%2 == 1 {
		q++
	}
	return q
}
