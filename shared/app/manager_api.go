package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

// ManagerAPI serves those who run programs.
func (b Backends) ManagerAPI() (http.Handler, error) {
	guard, err := b.guard()
	if err != nil {
		return nil, err
	}
	payouts, commissions := store.Payouts{T: b.Table}, store.Commissions{T: b.Table}
	nouns := managerapi.Nouns(managerapi.Deps{
		Programs: b.Programs(), Pictures: store.Programs{T: b.Table, Clock: b.Clock}, Caller: b.Caller, Agreements: b.Agreements(), Team: b.Team(), AuditLog: store.Audit{T: b.Table}, Views: b.Viewing(), Secrets: b.Secrets(), Integrations: managerapi.Integrations{Desk: b.Integrations(), Journal: b.journal()}, Rails: b.RailDesk(), Queue: b.Queue, Keys: b.Keyring(), Signing: b.Signing(), Intake: b.processor(b.rulebook()), Customers: store.CustomerLists{T: b.Table, Clock: b.Clock}, Orders: store.Orders{T: b.Table},
		Enrollments: b.Enrollments(), Places: b.places(), Inviter: b.Inviter(),
		Partners: newKnownPartners(store.Partners{T: b.Table, Clock: b.Clock}, b.Clock), Users: store.Users{T: b.Table, Clock: b.Clock},
		Staff: store.Members{T: b.Table, Clock: b.Clock}, Door: b.Door(), Reports: b.reports(), Links: b.Links(), Offers: b.Offers(), Coupons: b.Coupons(), Rates: b.rates(), Promotions: b.Promotions(), Market: b.Market(), Tickets: b.Tickets(), Leads: b.Leads(), Deals: b.Deals(), Groups: b.Groups(), Spiffs: b.Spiffs(),
		Imports:     b.Migrations(),
		People:      store.People{T: b.Table, Clock: b.Clock},
		OldTokens:   link.Importer{Links: store.Links{T: b.Table}, Old: store.Links{T: b.Table}, Clock: b.Clock},
		Conversions: store.ConversionLists{T: b.Table, Clock: b.Clock}, Processor: b.processor(b.rulebook()),
		Cases: store.Cases{T: b.Table}, Claims: b.Claims(), Reviewer: commission.Reviewer{Decider: b.decider(), Cases: store.Cases{T: b.Table}},
		Corrector:   conversion.Corrector{Processor: b.processor(b.rulebook()), Reader: store.ConversionLists{T: b.Table, Clock: b.Clock}},
		Replays:     conversion.Replays{Store: store.ConversionLists{T: b.Table, Clock: b.Clock}, Rules: b.rulebook()},
		Commissions: store.CommissionLists{T: b.Table, Clock: b.Clock}, Adjuster: commission.Adjuster{Decider: b.decider(), Book: store.Adjustments{T: b.Table}}, Accounts: store.Ledgers{T: b.Table}, Book: store.Proofs{T: b.Table},
		Batches: payouts, Payouts: payouts, Lines: commissions, Runner: b.approving(), Slots: store.Slots{T: b.Table},
		Methods: store.PayoutMethods{T: b.Table}, Activity: store.Activity{T: b.Table}, Invoices: store.Invoices{T: b.Table}, Legal: b.legal(), Bank: b.Bank(), Tax: b.Tax(), TaxRules: store.TaxRules{T: b.Table, Clock: b.Clock}, HookDesk: b.hookDesk(), Journal: store.Audit{T: b.Table},
		Acts:   store.Audit{T: b.Table},
		Doctor: managerapi.Doctor{Examiner: b.examiner(b.rulebook()), Refusals: store.Refusals{T: b.Table}, Keys: b.Keys, Entropy: b.Entropy},
		Clock:  b.Clock, Origin: b.Origin,
	})
	return b.house().Serve(guard.Admit, nouns...), nil
}

// ManagerAPI makes the handler of functions/manager-api.
func ManagerAPI(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CLICK_KEYS_SECRET", "KMS_KEY_ID", "PUBLIC_ORIGIN_PARAMETER", "CONVERSIONS_QUEUE_URL", "NOTICES_QUEUE_URL", "WEBHOOKS_QUEUE_URL", "PAYOUTS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withSealer()
	k.withCaller()
	k.Passwords, k.Rails = auth.Argon2{}, Rails()
	k.Operators = operators(k.Config.Operators)
	if err := k.withOrigin(ctx); err != nil {
		return nil, err
	}
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	watched, err := k.withKeys(ctx)
	if err != nil {
		return nil, err
	}
	h, err := k.Backends.ManagerAPI()
	if err != nil {
		return nil, err
	}
	return watched(k.Run.HTTP(h)), nil
}
