package partnerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Deps is what the partner's API works with.
type Deps struct {
	Programs    Programs
	Agreements  agreement.Desk
	People      People
	Enrollments Enrollments
	Reports     report.Reader
	Links       link.Maker
	QR          QR
	Coupons     Coupons
	Promotions  Promotions
	Rewards     Rewards
	Spiffs      Spiffs
	Customers   customer.Lists
	Orders      Orders
	Offers      Offers
	Commissions commission.Reader
	Misses      conversion.Misses
	Accounts    Accounts
	Payouts     Payouts
	Proofs      Proofs
	Extracts    extract.Reader
	Workbook    Workbook // only where documents are printed
	Lines       Lines
	Methods     payout.Methods
	MethodDesk  payout.Desk
	Tax         tax.Desk
	Runner      payout.Runner
	Slots       payout.Slots
	Onboarding  rail.Onboarding
	Invoices    Invoices
	Legal       invoice.Registry
	Postings    Postings
	Printer     invoice.Printer   // only where documents are printed
	Copies      agreement.Printer // the same
	HookDesk    webhook.Manager
	Team        TeamDesk
	Keys        Keyring
	Partners    partner.Store
	Logos       partner.Logos
	Tickets     ticket.Desk
	Claims      claim.Desk
	Leads       lead.Desk
	Deals       deal.Desk
	Market      market.Desk
	Joiner      Joiner
	Activity    Recent
	Clock       clock.Clock
	Origin      string // of the tracking links, without a slash at the end
}

// Enrollments reads a partner's places in programs.
type Enrollments interface {
	// Load reads one; NotFound.
	Load(ctx context.Context, p id.Program, o id.Partner) (enrollment.Enrollment, error)
	OfPartner(ctx context.Context, o id.Partner) ([]enrollment.Enrollment, error)
	// Referred lists whom a partner brought, newest first.
	Referred(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[enrollment.Row], error)
}

// QR draws a text as a QR code.
type QR interface {
	SVG(text string) ([]byte, error)
	PNG(text string) ([]byte, error)
}

// Coupons lists a partner's codes, newest first.
type Coupons interface {
	OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[coupon.Coupon], error)
}

// Promotions lists the sales of a program that are scheduled or live.
type Promotions interface {
	Open(ctx context.Context, p id.Program) ([]promotion.Promotion, error)
}

// Lines reads the commissions of a payout.
type Lines interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
}

// People reads users; unknown ones are left out.
type People interface {
	Load(ctx context.Context, ids ...id.User) ([]identity.User, error)
}

// Programs reads programs.
type Programs interface {
	Load(ctx context.Context, ids ...id.Program) ([]program.Program, error)
}

// Offers reads a program's offers and all their versions.
type Offers interface {
	List(ctx context.Context, p id.Program) ([]offer.Offer, []offer.Version, error)
}

// Accounts reads an account consistently; one never opened is empty.
type Accounts interface {
	Of(ctx context.Context, a ledger.Account) (ledger.Balance, error)
}

// Payouts reads payouts.
type Payouts interface {
	OfPartner(ctx context.Context, o id.Partner, r page.Request) (page.Of[payout.Payout], error)
	Payout(ctx context.Context, p id.Payout) (payout.Payout, error)
	Claims(ctx context.Context, p id.Payout, from int64) ([]payout.Claim, error)
}

// Recent lists what happened.
type Recent interface {
	Recent(ctx context.Context, p id.Program, of id.Partner, r page.Request) (page.Of[event.Event], error)
}

type api struct{ Deps }

// Nouns returns everything that is served under /api/p.
func Nouns(d Deps) []httpkit.Noun {
	a := api{d}
	return []httpkit.Noun{
		a.programs(), a.market(), a.reports(), a.reporting(), a.activity(), a.help(), a.agreements(), a.tickets(), a.claims(), a.leads(), a.deals(), a.offers(), a.links(), a.coupons(), a.promotions(), a.rewards(), a.referrals(), a.spiffs(), a.customers(), a.commissions(), a.missed(), a.projection(), a.payouts(), a.payoutsAcross(), a.withdraw(), a.method(), a.stripeAccount(), a.invoices(), a.legal(), a.taxForm(), a.statements(), a.postbacks(), a.team(), a.keys(), a.organisation(),
	}
}
