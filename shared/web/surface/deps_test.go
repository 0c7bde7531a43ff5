package surface_test

import (
	"crypto/rand"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
	"github.com/tributaryhq/tributary/shared/web/pdf"
	"github.com/tributaryhq/tributary/shared/web/workbook"
)

func (w *world) partnerDeps() partnerapi.Deps {
	tab := w.table
	return partnerapi.Deps{
		Programs: store.Programs{T: tab, Clock: w.clock}, Agreements: w.agreements(), Copies: pdf.Documents{}, People: store.Users{T: tab, Clock: w.clock}, Enrollments: store.Enrollments{T: tab, Clock: w.clock}, Reports: w.reports(), Links: w.links, QR: codes{}, Coupons: w.coupons.Store, Promotions: w.promotions, Market: w.market(), Joiner: w.enrollments, Tickets: w.tickets(), Claims: w.claims(), Leads: w.leads(), Deals: w.deals(), Rewards: w.rewards(), Spiffs: store.Spiffs{T: tab, Clock: w.clock}, Customers: store.CustomerLists{T: tab, Clock: w.clock}, Orders: store.Orders{T: tab},
		Offers: store.Offers{T: tab}, Commissions: store.CommissionLists{T: tab, Clock: w.clock}, Misses: store.ConversionLists{T: tab, Clock: w.clock}, Accounts: store.Ledgers{T: tab}, Proofs: store.Proofs{T: tab}, Extracts: store.Extracts{T: tab}, Workbook: workbook.Write, Payouts: store.Payouts{T: tab},
		Invoices: store.Invoices{T: tab}, Legal: store.Legal{T: tab, Clock: w.clock}, Postings: store.Ledgers{T: tab}, Printer: pdf.Documents{},
		Lines: store.Commissions{T: tab}, Methods: store.PayoutMethods{T: tab}, MethodDesk: w.methods, Tax: w.taxDesk(), Onboarding: w.onboarding(), Runner: w.runner, Slots: store.Slots{T: tab}, HookDesk: w.hooks, Team: w.teams(), Keys: w.keys, Partners: store.Partners{T: tab, Clock: w.clock}, Logos: store.Partners{T: tab, Clock: w.clock},
		Activity: store.Activity{T: tab}, Clock: w.clock, Origin: "https://partners.example",
	}
}

func (w *world) managerDeps() managerapi.Deps {
	tab := w.table
	return managerapi.Deps{
		Programs: w.programs, Pictures: store.Programs{T: tab, Clock: w.clock}, Caller: silent{}, Agreements: w.agreements(), Team: w.teams(), AuditLog: store.Audit{T: tab}, Views: w.viewing(), Copies: pdf.Documents{}, Secrets: w.secrets, Integrations: w.integrations(), Rails: w.railDesk(), Queue: unsent{}, Keys: w.keys, Intake: w.processor, Customers: store.CustomerLists{T: tab, Clock: w.clock}, Orders: store.Orders{T: tab}, Signing: apikey.Signing{Store: store.Signing{T: tab, Clock: w.clock}, Entropy: rand.Reader, Sealer: plain{}, Opener: plain{}}, Enrollments: w.enrollments, Places: store.Enrollments{T: tab, Clock: w.clock}, Inviter: w.inviter(), Partners: store.Partners{T: tab, Clock: w.clock},
		Users: store.Users{T: tab, Clock: w.clock}, Staff: store.Members{T: tab, Clock: w.clock}, Door: w.door, Reports: w.reports(), Links: w.links, Offers: w.offers, Coupons: w.coupons, Promotions: w.promotions, Market: w.market(), Tickets: w.tickets(), Leads: w.leads(), Deals: w.deals(), Groups: w.groups(), Spiffs: w.spiffs(),
		Rates:   managerapi.Rates{Finder: fx.Finder{Store: store.Rates{T: tab, Clock: w.clock}}, Desk: fx.Desk{Store: store.Rates{T: tab, Clock: w.clock}, Clock: w.clock}, Waiting: conversion.Rated{Store: store.Rates{T: tab, Clock: w.clock}, Queue: drain{}}},
		Imports: w.imports(), People: store.People{T: tab, Clock: w.clock},
		OldTokens:   link.Importer{Links: store.Links{T: tab}, Old: store.Links{T: tab}, Clock: w.clock},
		Conversions: store.ConversionLists{T: tab, Clock: w.clock}, Replays: conversion.Replays{Store: store.ConversionLists{T: w.table, Clock: w.clock}, Rules: w.processor.Rules},
		Claims: w.claims(), Cases: store.Cases{T: tab}, Reviewer: commission.Reviewer{Decider: w.decider, Cases: store.Cases{T: tab}},
		Corrector: conversion.Corrector{Processor: w.processor, Reader: store.ConversionLists{T: tab, Clock: w.clock}},
		Processor: w.processor, Commissions: store.CommissionLists{T: tab, Clock: w.clock}, Adjuster: commission.Adjuster{Decider: w.decider, Book: store.Adjustments{T: tab}},
		Accounts: store.Ledgers{T: tab}, Book: store.Proofs{T: tab}, Books: store.Ledgers{T: tab}, Extracts: store.Extracts{T: tab}, Workbook: workbook.Write, Batches: store.Payouts{T: tab}, Payouts: store.Payouts{T: tab}, Lines: store.Commissions{T: tab}, Runner: w.runner, Slots: store.Slots{T: tab},
		Invoices: store.Invoices{T: tab}, Legal: store.Legal{T: tab, Clock: w.clock}, Bank: bank.Desk{Store: store.BankSources{T: tab, Clock: w.clock}, Sealer: plain{}, Clock: w.clock}, Printer: pdf.Documents{}, Tax: w.taxDesk(), TaxRules: store.TaxRules{T: tab, Clock: w.clock}, TaxSecrets: w.taxSecrets(),
		Methods: store.PayoutMethods{T: tab}, HookDesk: w.hooks, Doctor: w.doctor(), Journal: store.Audit{T: tab}, Acts: store.Audit{T: tab}, Activity: store.Activity{T: tab}, Clock: w.clock, Origin: "https://partners.example",
	}
}
