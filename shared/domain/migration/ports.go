package migration

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Places keeps who of the source is who here.
type Places interface {
	// Known lists what partners of a source became, by reference.
	Known(ctx context.Context, p id.Program, s Source) (map[string]id.Partner, error)
	// OfAddress finds the user of an address, "" for nobody, and the partner
	// through whom that user is in the program, "" for none.
	OfAddress(ctx context.Context, p id.Program, email string) (id.User, id.Partner, error)
	// Enter brings a partner into the program with all that belongs to it, all
	// or nothing; stale when part of it is there by now.
	Enter(ctx context.Context, e Entry) error
	// Match notes that a partner of the source is one that was here already.
	Match(ctx context.Context, p id.Program, s Source, refs []string, o id.Partner) error
}

// Entry is what one transaction writes of a partner. User is nil when the
// address has an owner.
type Entry struct {
	Source     Source
	Refs       []string
	User       *identity.User
	Member     identity.Membership
	Partner    partner.Partner
	Enrollment enrollment.Enrollment
	Link       link.Link
	Currency   money.Currency
}

// Binder binds customers to partners.
type Binder interface {
	// Bind writes a customer that nobody knows, or binds one that is not bound.
	// It returns to whom the customer is bound after that, and whether that was
	// so before. Nothing is written on a dry run.
	Bind(ctx context.Context, c customer.Customer, dry bool) (to id.Partner, before bool, err error)
}

// Books keeps the money.
type Books interface {
	// Load reads commissions consistently; unknown ones are left out.
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
	// Balance reads an account consistently; its version is 0 when there is none.
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	// Payout reads a payout; NotFound.
	Payout(ctx context.Context, p id.Payout) (payout.Payout, error)
	// OpenRun keeps the run under which payouts of the source stand, unless it
	// is there.
	OpenRun(ctx context.Context, b payout.Batch) error
	// Post writes commissions with their posting, all or nothing; stale when
	// something it was decided on has changed.
	Post(ctx context.Context, x Posting) error
	// Walk reads an account's postings in order.
	Walk(ctx context.Context, a ledger.Account, each func(ledger.Posting) error) error
}

// Posting is what one transaction writes of the history. Payout is nil where
// the commissions are not paid; its Before is of version 0 when it is new.
type Posting struct {
	Commissions []commission.Commission
	Entry       ledger.Entry
	Event       event.Event
	Payout      *PayoutChange
}

// PayoutChange is a payout that takes commissions in.
type PayoutChange struct {
	Before payout.Payout
	After  payout.Payout
	Claim  payout.Claim
}

// Loader brings bundles in.
type Loader struct {
	Places  Places
	Binder  Binder
	Books   Books
	Groups  group.Desk
	Coupons coupon.Desk
	Tokens  link.Importer
	Desk    enrollment.Desk // its clock and chance are the loader's
}
