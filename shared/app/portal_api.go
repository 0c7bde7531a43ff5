package app

import (
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/networkapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
	"github.com/tributaryhq/tributary/shared/web/publicapi"
	"github.com/tributaryhq/tributary/shared/web/qr"
)

// PortalAPI serves partners, the sign-in of everybody, and what needs none.
func (b Backends) PortalAPI() (http.Handler, error) {
	guard, err := b.guard()
	if err != nil {
		return nil, err
	}
	programs, offers := store.Programs{T: b.Table, Clock: b.Clock}, store.Offers{T: b.Table}
	partners := store.Partners{T: b.Table, Clock: b.Clock}
	return b.house().Serve(guard.Admit, slices.Concat(
		partnerapi.Nouns(b.partnerDeps(programs, offers)), partnerapi.Keyed(b.partnerDeps(programs, offers)),
		networkapi.Nouns(networkapi.Deps{Market: b.Market(), People: store.Users{T: b.Table, Clock: b.Clock}}),
		authapi.Nouns(authapi.Deps{
			Market: b.Market(),
			Door:   b.Door(), Applications: b.Enrollments(), Partners: partners, Enrollments: b.places(), Programs: programs, Agreements: b.Agreements(), Views: b.Viewing(), Cookie: b.cookie(), Teams: b.Team(), QR: qr.Code{},
			Inbox: store.Notices{T: b.Table}, Farewell: b.farewell(), Bounces: store.Bounces{T: b.Table}, Persons: b.Persons(), Founder: program.Founder{Desk: b.Programs(), Store: programs},
		}),
		publicapi.Nouns(publicapi.Deps{
			Programs: b.Programs(), Offers: offers, Enrollments: b.Enrollments(), Partners: partners, Logos: partners, Pictures: programs, Door: b.Door(), Clock: b.Clock,
		}),
	)...), nil
}

func (b Backends) partnerDeps(programs store.Programs, offers store.Offers) partnerapi.Deps {
	payouts, methods := store.Payouts{T: b.Table}, store.PayoutMethods{T: b.Table}
	return partnerapi.Deps{
		Programs: programs, Agreements: b.Agreements(), People: store.Users{T: b.Table, Clock: b.Clock}, Enrollments: b.places(), Reports: b.reports(), Links: b.Links(), Customers: store.CustomerLists{T: b.Table, Clock: b.Clock}, Orders: store.Orders{T: b.Table}, QR: qr.Code{}, Coupons: store.Coupons{T: b.Table, Clock: b.Clock}, Promotions: b.Promotions(), Tickets: b.Tickets(), Market: b.Market(), Joiner: b.Enrollments(), Claims: b.Claims(), Leads: b.Leads(), Deals: b.Deals(), Offers: offers, Rewards: b.rewards(), Spiffs: store.Spiffs{T: b.Table, Clock: b.Clock},
		Commissions: store.CommissionLists{T: b.Table, Clock: b.Clock}, Accounts: store.Ledgers{T: b.Table}, Payouts: payouts, Proofs: store.Proofs{T: b.Table},
		Misses: store.ConversionLists{T: b.Table, Clock: b.Clock},
		Lines:  store.Commissions{T: b.Table}, Methods: methods,
		MethodDesk: payout.Desk{Store: methods, Seal: payees{b.PayeeSealer}, Homes: homes{store.Enrollments{T: b.Table}}, Clock: b.Clock},
		Tax:        b.Tax(),
		Runner:     b.runner(), Slots: store.Slots{T: b.Table},
		Onboarding: b.Onboarding(),
		Invoices:   store.Invoices{T: b.Table}, Legal: b.legal(), Postings: store.Ledgers{T: b.Table},
		HookDesk: b.hookDesk(), Team: b.Team(), Keys: b.Keyring(), Partners: store.Partners{T: b.Table, Clock: b.Clock}, Logos: store.Partners{T: b.Table, Clock: b.Clock},
		Activity: store.Activity{T: b.Table}, Clock: b.Clock, Origin: b.Origin,
	}
}

// PortalAPI makes the handler of functions/portal-api.
func PortalAPI(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "PUBLIC_ORIGIN_PARAMETER", "NOTICES_QUEUE_URL", "WEBHOOKS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withSealer()
	k.withCaller()
	k.withProvider()
	k.Passwords, k.Operators = auth.Argon2{}, operators(k.Config.Operators)
	if err := k.withOrigin(ctx); err != nil {
		return nil, err
	}
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	h, err := k.Backends.PortalAPI()
	if err != nil {
		return nil, err
	}
	return k.Run.HTTP(h), nil
}
