package managerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/group"
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
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Deps is what the manager's API works with.
type Deps struct {
	Programs     program.Desk
	Pictures     program.Pictures
	Caller       webhook.Caller // looks whether programs' own hosts answer
	Agreements   agreement.Desk
	Team         TeamDesk
	AuditLog     AuditLog
	Views        Views
	Secrets      program.Secrets
	Integrations Integrations
	Rails        rail.Desk
	Queue        queue.Sender
	Keys         apikey.Desk
	Signing      apikey.Signing
	Intake       Intake
	Customers    customer.Lists
	People       People
	Orders       Orders
	Enrollments  enrollment.Desk
	Places       enrollment.Reader
	Inviter      enrollment.Inviter
	Partners     Partners
	Users        Users
	Staff        Staff
	Door         identity.Door
	Reports      report.Reader
	Links        link.Maker
	Coupons      coupon.Desk
	Rates        Rates
	Promotions   promotion.Desk
	Market       market.Desk
	Tickets      ticket.Desk
	Leads        lead.Desk
	Deals        deal.Desk
	OldTokens    link.Importer
	Imports      Importer
	Groups       group.Desk
	Spiffs       spiff.Desk
	Offers       offer.Publisher
	Conversions  conversion.Reader
	Replays      conversion.Replays
	Processor    conversion.Processor // to try a report, never to decide one
	Corrector    Corrector
	Cases        fraud.Reader
	Reviewer     commission.Reviewer
	Claims       claim.Desk
	Commissions  commission.Reader
	Adjuster     commission.Adjuster
	Acts         audit.Reader
	Accounts     Accounts
	Book         Book
	Books        Books
	Extracts     extract.Reader
	Workbook     Workbook // only where documents are printed
	Batches      payout.Reader
	Payouts      Payouts
	Lines        Lines
	Runner       payout.Runner
	Slots        payout.Slots
	Methods      payout.Methods
	Invoices     Invoices
	Legal        invoice.Registry
	Bank         bank.Desk
	Tax          tax.Desk
	TaxRules     tax.Rules
	TaxSecrets   TaxSecrets        // only where returns are filed
	Printer      invoice.Printer   // only where documents are printed
	Copies       agreement.Printer // the same
	HookDesk     webhook.Manager
	Doctor       Doctor
	Journal      Journal
	Activity     Recent
	Clock        clock.Clock
	Origin       string // the public origin, without a slash at the end
}

// Intake decides reports.
type Intake interface {
	Process(ctx context.Context, r conversion.Report) (conversion.Verdict, error)
}

// Corrector corrects conversions by hand.
type Corrector interface {
	Correct(ctx context.Context, a conversion.Asked) (conversion.Record, error)
}

// Partners reads organisations; unknown ones are left out.
type Partners interface {
	Load(ctx context.Context, ids ...id.Partner) ([]partner.Partner, error)
	// Names reads what they are called, or were a minute ago.
	Names(ctx context.Context, ids ...id.Partner) (map[id.Partner]string, error)
}

// Users reads people; unknown ones are left out.
type Users interface {
	Load(ctx context.Context, ids ...id.User) ([]identity.User, error)
}

// Staff lists who works for a program.
type Staff interface {
	OfProgram(ctx context.Context, p id.Program) ([]identity.Membership, error)
}

// Accounts reads an account consistently; one never opened is empty.
type Accounts interface {
	Of(ctx context.Context, a ledger.Account) (ledger.Balance, error)
}

// Payouts reads payout runs and payouts; NotFound.
type Payouts interface {
	Batch(ctx context.Context, b id.Batch) (payout.Batch, error)
	Payout(ctx context.Context, p id.Payout) (payout.Payout, error)
	Claims(ctx context.Context, p id.Payout, from int64) ([]payout.Claim, error)
}

// Lines reads the commissions of a payout.
type Lines interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
}

// Recent lists what happened in a program, to everybody when no partner is named.
type Recent interface {
	Recent(ctx context.Context, p id.Program, of id.Partner, r page.Request) (page.Of[event.Event], error)
}

type api struct{ Deps }

// Nouns returns everything that is served under /api/m.
func Nouns(d Deps) []httpkit.Noun {
	a := api{d}
	return []httpkit.Noun{
		a.overview(), a.costs(), a.counting(), a.reports(), a.applications(), a.guests(), a.margin(), a.forms(), a.agreements(), a.team(), a.auditLog(), a.viewing(), a.tickets(), a.leads(), a.deals(), a.partners(), a.groups(), a.spiffs(), a.offers(), a.coupons(), a.ledger(), a.promotions(), a.listing(), a.oldLinks(), a.imports(), a.conversions(), a.fraud(), a.claims(), a.replay(), a.commissions(), a.adjustments(), a.batches(), a.payouts(), a.withdrawals(), a.payoutTrouble(), a.payoutSettings(), a.settings(), a.branding(), a.integration(), a.webhooks(), a.doctor(), a.clickKeys(), a.integrations(), a.rails(),
		a.apiKeys(), a.signing(), a.invoices(), a.legal(), a.bankAccount(), a.taxForms(), a.customers(), a.uploads(), a.rates(),
	}
}
