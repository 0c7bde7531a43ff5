package commission

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Nominee is a commission that an index names as due; the item itself decides.
type Nominee struct {
	Account ledger.Account
	ID      id.Commission
}

// Store is what the decisions on commissions read and write.
type Store interface {
	// Due returns up to limit commissions whose holdback ended at or before now,
	// those of one account together. The index may lag and may name too many.
	Due(ctx context.Context, now time.Time, limit int) ([]Nominee, error)
	// Swept marks that what was due until then is done, so that the next Due can
	// start near it.
	Swept(ctx context.Context, until time.Time) error
	// Unfunded returns up to limit commissions of a program that were approved at
	// or before until and wait for its money, those of one account together.
	Unfunded(ctx context.Context, p id.Program, until time.Time, limit int) ([]Nominee, error)
	// Load reads commissions consistently; unknown ids are left out.
	Load(ctx context.Context, ids []id.Commission) ([]Commission, error)
	// Balance reads an account consistently.
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	// Commit writes the outcome, all or nothing. A stale fault says that
	// something it was decided on has changed.
	Commit(ctx context.Context, o Outcome) error
}

// Row is a commission as a list shows it, at most 400 bytes when stored.
type Row struct {
	ID       id.Commission
	Program  id.Program
	Partner  id.Partner
	Status   Status
	Kind     Kind
	Amount   money.Amount
	Reversed int64
	Reason   string
	Offer    string
	Masked   string
	EventAt  time.Time
	DueAt    time.Time
	Payout   id.Payout

	Exchanged *fx.Exchange // of a sale that was paid in another currency
}

// Filter narrows a list; the zero value is everything.
type Filter struct {
	Statuses []Status
	From, To time.Time // by event time; To is not included
	Style    string    // whose word Said is
	Said     Word      // only those that partners call so
	Kinds    []Kind
	Search   string // in the offer's name or the masked customer, or a whole id
}

// Sparse tells whether the filter may keep few of many rows.
func (f Filter) Sparse() bool { return f.Search != "" }

// Keeps tells whether a row passes the filter.
func (f Filter) Keeps(r Row) bool {
	if !f.From.IsZero() && r.EventAt.Before(f.From) || !f.To.IsZero() && !r.EventAt.Before(f.To) {
		return false
	}
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, r.Kind) {
		return false
	}
	if !f.finds(r) {
		return false
	}
	if f.Said != "" && Say(f.Style, r.Status, r.Amount.Sign() < 0) != f.Said {
		return false
	}
	return len(f.Statuses) == 0 || slices.Contains(f.Statuses, r.Status)
}

func (f Filter) finds(r Row) bool {
	if f.Search == "" || f.Search == string(r.ID) || f.Search == string(r.Payout) {
		return true
	}
	in := func(text string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(f.Search)) }
	return in(r.Offer) || in(r.Masked)
}

// Asked is a program and what is wanted of it: each has its own days.
type Asked struct {
	Program id.Program
	Filter  Filter
}

// Reader lists and shows commissions.
type Reader interface {
	// OfPartner lists a partner's commissions in a program, newest event first.
	OfPartner(ctx context.Context, program id.Program, partner id.Partner, f Filter, r page.Request) (page.Of[Row], error)
	// Across lists a partner's commissions in several programs, newest event
	// first.
	Across(ctx context.Context, partner id.Partner, asked []Asked, r page.Request) (page.Of[Row], error)
	// OfProgram lists a program's commissions, newest event first.
	OfProgram(ctx context.Context, program id.Program, f Filter, r page.Request) (page.Of[Row], error)
	// Get reads one; NotFound when there is none.
	Get(ctx context.Context, c id.Commission) (Commission, error)
}
