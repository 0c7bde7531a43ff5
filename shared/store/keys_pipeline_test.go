package store_test

import (
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/store"
)

// pipeline names a lead and registers a deal.
func (s sample) pipeline() {
	forms, deals := store.LeadForms{T: s.tab, Clock: s.c}, store.Deals{T: s.tab, Clock: s.c}
	told, err := event.New(event.LeadSubmitted, sampleAt, "prg_1", "ptr_1", "lea_1", 1)
	s.must(err)
	d := deal.Deal{ID: "dea_1", Program: "prg_1", Partner: "ptr_1", Status: deal.Registered, Website: "a-name", Currency: "EUR", Version: 1}
	open := d
	open.Status, open.ExpiresAt, open.Version = deal.Open, sampleAt.AddDate(0, 0, 90), 2
	s.must(
		store.Leads{T: s.tab}.Create(s.ctx, lead.Lead{
			ID: "lea_1", Program: "prg_1", Partner: "ptr_1", Status: lead.InReview, Known: []customer.Identity{{Kind: customer.External, Value: "a-name"}}, Version: 1,
		}, told),
		forms.SaveForm(s.ctx, lead.Form{Program: "prg_1", Version: 1}),
		forms.SaveForm(s.ctx, lead.Form{Program: "prg_1", Group: "grp_1", Version: 1}),
		deals.SavePlan(s.ctx, deal.Plan{Program: "prg_1", Days: 90, Version: 1}),
		deals.Save(s.ctx, deal.Deal{}, d, nil),
		deals.Save(s.ctx, d, open, nil),
	)
}
