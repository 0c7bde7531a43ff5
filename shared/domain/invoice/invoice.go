// Package invoice holds the documents of payouts: one for each that was paid,
// numbered without gaps within its program and year, and the statement of an
// account over a period. The program writes it in its partner's name
// (self-billing), because only the program knows what was earned.
package invoice

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// State is where an invoice stands. It gets its number when its payout is paid;
// one whose money came back is void, and keeps the number.
type State string

// The states.
const (
	Paid State = "paid"
	Void State = "void"
)

// Kind says what the document may call itself.
type Kind string

// The kinds. Without the legal data of both sides it is a statement only.
const (
	SelfBilling Kind = "self_billing"
	Statement   Kind = "statement"
)

// Invoice is the document of one payout. Everything that it says is frozen when
// it is issued.
type Invoice struct {
	ID        id.Invoice
	Program   id.Program
	Partner   id.Partner
	Payout    id.Payout
	Kind      Kind
	State     State
	Series    string // the year of issue
	Seq       int64  // within the series, from 1
	Date      string // of issue, in the program's zone
	From      string // day of the first thing that it pays, in the program's zone
	Until     string // of the last
	Customer  Party  // the program's company, which pays
	Supplier  Party  // the partner
	Lines     []Line
	Total     money.Amount // sum of the lines
	Sent      money.Amount // what was transferred, which may be in another currency
	Rate      string       // of one in another currency: one unit of Total's in units of Sent's
	RateDay   string
	Rail      string
	Account   string // masked
	Reference string // the provider's, or the bank's
	Note      Note
	Reason    string // why it is void
	IssuedAt  time.Time
	VoidedAt  time.Time
	Version   int64
}

// Line is one row of an invoice: how many things of a kind came to what.
type Line struct {
	Kind  string `json:"kind"` // of a commission, or "fee"
	Text  string `json:"text,omitempty"`
	Count int64  `json:"count"`
	Minor int64  `json:"minor"`
}

// Fee is the kind of the line that takes a fee off.
const Fee = "fee"

// Number is what the document is called by.
func (i Invoice) Number() string { return Number(i.Series, i.Seq) }

const places = 4

// Number writes the number of a document of a series.
func Number(series string, seq int64) string {
	n := strconv.FormatInt(seq, 10)
	return series + "-" + strings.Repeat("0", max(0, places-len(n))) + n
}

// Of is the id that the document of a payout has for ever.
func Of(p id.Payout) (id.Invoice, error) { return id.Of[id.Invoice]("invoice", string(p)) }

// maxLines is how many rows a document has at most; what is beyond is one row.
const maxLines = 60

// check holds the lines against the total.
func (i Invoice) check() error {
	sum := money.Zero(i.Total.Currency())
	for _, l := range i.Lines {
		a, err := money.New(l.Minor, i.Total.Currency())
		if err != nil {
			return err
		}
		if sum, err = sum.Add(a); err != nil {
			return err
		}
	}
	if sum != i.Total {
		return fault.New(fault.Internal, "invoice.sum", "the lines of %s are %s, its total is %s", i.ID, sum, i.Total)
	}
	return nil
}
