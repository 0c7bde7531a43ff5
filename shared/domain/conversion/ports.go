package conversion

import (
	"context"
	"reflect"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Rules is what a program decides conversions by. Versions are those of its
// published offers.
type Rules struct {
	Program  program.Program
	Versions []offer.Version
}

// Rulebook gives a program's rules. It may be up to a minute old: what a
// published version says never changes. NotFound for an unknown program.
type Rulebook interface {
	Rules(ctx context.Context, p id.Program) (Rules, error)
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

// OrderQuery asks for an event, its order and whose the clicks are. Customer is
// asked for here only when there is no click to go by.
type OrderQuery struct {
	Program     id.Program
	Order       string
	Kind        Kind
	Transaction string
	LinkRefs    []uint64
	Customer    []customer.Identity
}

// Order is the first answer. Order is the true one when the query's was an alias.
type Order struct {
	Order    string
	Existing *Record
	Head     Head
	Owners   map[uint64]Owner
	Customer *customer.Customer
}

// Owner is whose a link is.
type Owner struct {
	Partner id.Partner
	Link    id.Link
	Offer   id.Offer // empty: any of the program's
}

// PartiesQuery asks for accounts and, unless known already, the customer, the
// sub-ids of touches, and the order's commissions with their accounts.
type PartiesQuery struct {
	Program     id.Program
	Currency    money.Currency
	Partners    []id.Partner
	Customer    []customer.Identity
	Touches     []click.Touch
	Commissions []id.Commission
}

// Parties is the second answer. A partner without an account is left out.
type Parties struct {
	Balances    map[ledger.Account]ledger.Balance
	Customer    *customer.Customer
	Subs        map[click.ID]string // sub1, of clicks that are recorded already
	Commissions []commission.Commission
}

// Outcome is what one transaction writes.
type Outcome struct {
	Record     Record // Version 1 is new; above, it replaces the one before
	HeadBefore Head
	Head       Head
	OrderAlias string // another name of the order, to be kept
	Customer   *CustomerChange
	Money      commission.Outcome
}

// CustomerChange is a customer as read (nil: new) and as it is to be. New
// identities become aliases.
type CustomerChange struct {
	Before *customer.Customer
	After  customer.Customer
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
	OccurredAt  time.Time
}

// Reader lists and shows conversions, for managers.
type Reader interface {
	// OfProgram lists a program's conversions, newest first.
	OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[Row], error)
	// Get reads one with its trace; NotFound when the program has none such.
	Get(ctx context.Context, p id.Program, c id.Conversion) (Record, error)
}
