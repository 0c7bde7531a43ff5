package migration

import (
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Outcome is what became of a row.
type Outcome string

// The outcomes.
const (
	Added   Outcome = "added"   // it is here from now on
	Same    Outcome = "same"    // it was here before, as the file says
	Matched Outcome = "matched" // a partner of that address was here already: it is the one
	Differs Outcome = "differs" // it is here, but not as the file says; it was left as it is
	Skipped Outcome = "skipped" // there is nothing to do for it
	Refused Outcome = "refused" // it cannot be brought in
)

// Why says what is the matter with a row; a stable word.
type Why string

// The reasons.
const (
	NoID         Why = "no_id"
	BadEmail     Why = "bad_email"
	BadName      Why = "bad_name"
	BadAmount    Why = "bad_amount"
	BadCurrency  Why = "bad_currency" // not the program's
	BadDate      Why = "bad_date"
	BadStatus    Why = "bad_status"
	BadToken     Why = "bad_token"
	BadCode      Why = "bad_code"
	NoPartner    Why = "no_partner"   // the row names none, or one that nobody knows
	NotLetIn     Why = "not_let_in"   // its partner was not let in
	Taken        Why = "taken"        // it stands for another partner here
	Changed      Why = "changed"      // it came in with another amount or status
	Twice        Why = "twice"        // a row above has the same id
	Negative     Why = "negative"     // only what is due or paid can be below zero
	Overpaid     Why = "overpaid"     // the lines of its payout are below zero together
	OtherSum     Why = "other_sum"    // of a payout: its lines are not its amount
	NoLines      Why = "no_lines"     // of a payout: no commission of the files is in it
	NotPaid      Why = "not_paid"     // of a payout: its commissions are still to be paid here
	NoIdentity   Why = "no_identity"  // of a customer: nothing says who it is
	UnknownFile  Why = "unknown_file" // of a file: nothing says what its rows are
	ColumnsMiss  Why = "columns_miss" // of a file: it lacks a column without which its rows say nothing
	Unreadable   Why = "unreadable"   // of a file: it is no CSV in UTF-8
	TooManyLines Why = "too_many"     // of a file
)

// Result is what became of one row.
type Result struct {
	Row
	Kind    Kind
	ID      string
	Outcome Outcome
	Why     Why
	Hint    string // what the reason is about: a column, an address, an amount
}

// Sum is what a partner's commissions of one status come to, in the file and
// here.
type Sum struct {
	Partner id.Partner // empty before it is brought in
	Ref     string     // as the file names it
	Name    string
	Status  Status
	Count   int
	File    int64
	Here    int64
}

// Agrees tells whether both are the same.
func (s Sum) Agrees() bool { return s.File == s.Here }

// Report is what became of a bundle.
type Report struct {
	Source  Source
	Dry     bool
	Done    int // rows so far
	Rows    int
	Results []Result
	Sums    []Sum
}

// Reconciled tells whether all rows were dealt with and every sum agrees.
func (r Report) Reconciled() bool {
	for _, s := range r.Sums {
		if !s.Agrees() {
			return false
		}
	}
	return r.Done == r.Rows
}

// Count counts the results by outcome.
func (r Report) Count(o Outcome) int {
	n := 0
	for _, x := range r.Results {
		if x.Outcome == o {
			n++
		}
	}
	return n
}
