package conversion

import (
	"context"
	"reflect"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Rules is what a program decides conversions by. Versions are those of its
// offers; a retired one pays for what happened before.
type Rules struct {
	Program  program.Program
	Versions []offer.Version
	Retired  map[id.Offer]time.Time
}

// Rulebook gives a program's rules. It may be up to a minute old: what a
// published version says never changes. NotFound for an unknown program.
type Rulebook interface {
	Rules(ctx context.Context, p id.Program) (Rules, error)
}

// Rates finds what one currency is worth in another; NotFound when nobody said.
type Rates interface {
	Rate(ctx context.Context, q fx.Query) (fx.Rate, error)
}

// Verifier reads a signed click id; Invalid when it is not the program's.
type Verifier interface {
	Verify(ctx context.Context, p id.Program, text string) (click.Touch, error)
}

// Store reads and writes what a decision needs: three calls, each one round
// trip, all consistent.
type Store interface {
	Order(ctx context.Context, q OrderQuery) (Order, error)
	Parties(ctx context.Context, q PartiesQuery) (Parties, error)
	// Commit writes the outcome in one transaction; stale when it lost a race.
	Commit(ctx context.Context, o Outcome) error
}

// OrderQuery asks for an event, its order and whose the clicks are. Who is
// asked for here only when there is no click to go by.
type OrderQuery struct {
	Program     id.Program
	Order       string
	Kind        Kind
	Transaction string
	LinkRefs    []uint64
	Who         Who
}

// Who asks for the people in a report: what else the visitors of its clicks
// clicked, the customer, and whose the codes are.
type Who struct {
	Visitors []click.Visitor
	Customer []customer.Identity
	Coupons  []string
}

// Order is the first answer. Order is the true one when the query's was an alias.
type Order struct {
	Order    string
	Existing *Record
	Head     Head
	Owners   map[uint64]Owner
	Found    Found
}

// Found answers Who. Codes that are unknown are left out, the others stand in
// the order of the question.
type Found struct {
	Visits  []Visit // recorded clicks of the visitors, the report's own among them
	Known   Known
	Coupons []coupon.Coupon
}

// Owner is whose a link is.
type Owner struct {
	Partner id.Partner
	Link    id.Link
	Offer   id.Offer // empty: any of the program's
	Holdout bool     // its link counts and pays nothing
}

// Visit is one recorded click.
type Visit struct {
	Mark  click.Mark
	Class click.Class
	Facts click.Facts
	Owner Owner
}

// Known is what is known of the people whom a report names. Taken are the names
// that somebody has already, this customer or another.
type Known struct {
	Customer *customer.Customer
	Taken    []customer.Identity
	User     id.User // of this instance who has the customer's address
}

// PartiesQuery asks for accounts, and the order's commissions with theirs. User
// asks which of the partners that person belongs to.
type PartiesQuery struct {
	Program     id.Program
	Currency    money.Currency
	Partners    []id.Partner
	User        id.User
	Commissions []id.Commission
	Budgets     []string // counters, as offer.Shared reads them
	Who         Who
}

// Parties is the second answer. A partner without an account is left out.
type Parties struct {
	Balances    map[ledger.Account]ledger.Balance
	Own         map[id.Partner]bool // the customer is one of the partner's people
	Commissions []commission.Commission
	Budgets     map[string]int64 // what was drawn on them so far
	Found       Found
}

// Outcome is what one transaction writes.
type Outcome struct {
	Record     Record // Version 1 is new; above, it replaces the one before
	HeadBefore Head
	Head       Head
	OrderAlias string // another name of the order, to be kept
	Customer   *CustomerChange
	Refunded   CustomerRefund
	Draws      []Draw      // on hard budgets
	Case       *fraud.Case // that opens
	Rated      bool        // the rate is there for which the record waited
	Act        string      // of a manager, as the log calls it; empty: nobody did it by hand
	At         time.Time   // of the act
	Money      commission.Outcome
}

// CustomerRefund is what a customer got back, in minor units of the program's
// currency.
type CustomerRefund struct {
	Customer id.Customer
	Minor    int64
}

// CustomerChange is a customer as read (nil: new) and as it is to be. Aliases
// are the names under which it shall be found from now on.
type CustomerChange struct {
	Before  *customer.Customer
	After   customer.Customer
	Aliases []customer.Identity
}

// Unchanged tells whether nothing but the version is new.
func (ch CustomerChange) Unchanged() bool {
	if ch.Before == nil {
		return false
	}
	before := *ch.Before
	before.Version = ch.After.Version
	return reflect.DeepEqual(before, ch.After)
}

// Row is a conversion as a list shows it.
type Row struct {
	ID          id.Conversion
	Kind        Kind
	Source      Source
	Result      Result
	Reason      string
	Transaction string
	Order       string
	Amount      *money.Amount
	Partner     id.Partner
	Masked      string
	Doubtful    bool // possibly the same payment as another
	OccurredAt  time.Time
}

// Reader lists and shows conversions, for managers.
type Reader interface {
	// OfProgram lists a program's conversions, newest first.
	OfProgram(ctx context.Context, p id.Program, verdict Result, r page.Request) (page.Of[Row], error)
	// Get reads one with its trace; NotFound when the program has none such.
	Get(ctx context.Context, p id.Program, c id.Conversion) (Record, error)
}
