package fraud

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Status is where a case stands.
type Status string

// The states: open → confirmed or cleared, both for ever.
const (
	Open      Status = "open"
	Confirmed Status = "confirmed" // it was fraud: what it earned is declined
	Cleared   Status = "cleared"   // it was none: what it earned goes its way
)

// Case is one conversion that a manager must look at.
type Case struct {
	ID          id.Case
	Program     id.Program
	Partner     id.Partner // the first of those who earned
	Conversion  id.Conversion
	Order       string
	Masked      string
	Amount      *money.Amount // of the sale; nil for none
	Earned      money.Amount  // by all who earned
	Commissions []id.Commission
	Status      Status
	Assessment  Assessment
	OpenedAt    time.Time
	DecidedBy   id.User
	DecidedAt   time.Time
	Reason      string // of a confirmed one, as the partner reads it
	Note        string // for those who run the program
	Version     int64
}

// IDOf is the id of a conversion's case.
func IDOf(c id.Conversion) (id.Case, error) { return id.Of[id.Case](string(c)) }

// Decide returns the case as a manager decided it; one that was decided so
// before comes back as it is. Conflict "case.decided" when it was decided
// otherwise.
func (c Case) Decide(to Status, by id.User, reason, note string, now time.Time) (Case, error) {
	if c.Status == to {
		return c, nil
	}
	if c.Status != Open {
		return c, fault.New(fault.Conflict, "case.decided", "This case is %s already.", c.Status)
	}
	c.Status, c.DecidedBy, c.DecidedAt, c.Reason, c.Note, c.Version = to, by, now, reason, note, c.Version+1
	return c, nil
}

// Unknown is the fault of a case that there is not.
func Unknown() error { return fault.New(fault.NotFound, "case.unknown", "There is no such case.") }

// Filter narrows a list; the zero value is everything.
type Filter struct {
	Status  Status
	Partner id.Partner
	Rule    Rule
	Least   int // points
}

// Keeps tells whether a case passes the filter.
func (f Filter) Keeps(c Case) bool {
	if f.Status != "" && c.Status != f.Status || f.Partner != "" && c.Partner != f.Partner || c.Assessment.Score < f.Least {
		return false
	}
	if f.Rule == "" {
		return true
	}
	for _, h := range c.Assessment.Hits {
		if h.Rule == f.Rule {
			return true
		}
	}
	return false
}

// Reader lists and shows cases, to those who run the program.
type Reader interface {
	// Case reads one consistently; NotFound.
	Case(ctx context.Context, p id.Program, c id.Case) (Case, error)
	// Cases lists a program's, newest first.
	Cases(ctx context.Context, p id.Program, f Filter, r page.Request) (page.Of[Case], error)
}
