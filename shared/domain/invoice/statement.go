package invoice

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Entry is a posting that changed what the program owes the partner.
type Entry struct {
	Seq     int64
	At      time.Time
	Kind    ledger.Kind
	Refs    []string
	Minor   int64 // added to what is owed
	Balance int64 // what is owed after it
}

// Account is the statement of one account over a period: what was owed before,
// what was earned, taken back and paid, and what is owed after. It is a fold of
// the ledger's postings and nothing else.
type Account struct {
	Currency money.Currency
	From     time.Time // included
	Until    time.Time // not included
	Opening  int64
	Entries  []Entry
	Earned   int64
	Reversed int64
	Paid     int64 // less what came back
	Closing  int64
}

// Report is a statement with the names that it needs, as it is printed.
type Report struct {
	Account
	Program string
	Partner string
	First   string // day, in the program's zone
	Last    string
	Zone    *time.Location
	Whats   []string // what each entry was for
}

// Printer draws documents.
type Printer interface {
	Invoice(i Invoice, program string) ([]byte, error)
	Statement(r Report) ([]byte, error)
}

// NewAccount begins a statement; postings are added to it in their order.
func NewAccount(c money.Currency, from, until time.Time) *Account {
	return &Account{Currency: c, From: from, Until: until}
}

// Add takes the next posting. What only moves money on between the states of
// one account changes nothing that is owed, and has no entry.
func (a *Account) Add(p ledger.Posting) {
	var earned, reversed, paid int64
	for _, m := range p.Moves {
		earned += when(m.From == ledger.Expense, m.Minor)
		reversed += when(m.To == ledger.Expense, m.Minor)
		paid += when(m.To == ledger.Paid, m.Minor) - when(m.From == ledger.Paid, m.Minor)
	}
	change := earned - reversed - paid
	switch {
	case p.At.Before(a.From):
		a.Opening += change
		a.Closing = a.Opening
		return
	case p.Kind == ledger.CarriedOver: // it stays what it was
		return
	case !p.At.Before(a.Until) || earned == 0 && reversed == 0 && paid == 0:
		return
	}
	a.Earned += earned
	a.Reversed += reversed
	a.Paid += paid
	a.Closing += change
	a.Entries = append(a.Entries, Entry{p.Seq, p.At, p.Kind, p.Refs, change, a.Closing})
}

func when(ok bool, n int64) int64 {
	if ok {
		return n
	}
	return 0
}
