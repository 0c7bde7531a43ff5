package surface_test

import (
	"crypto/rand"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) leads() lead.Desk {
	return lead.Desk{Store: store.Leads{T: w.table}, Forms: store.LeadForms{T: w.table, Clock: w.clock}, Clock: w.clock, Entropy: rand.Reader}
}

func (w *world) deals() deal.Desk {
	deals := store.Deals{T: w.table, Clock: w.clock}
	return deal.Desk{Store: deals, Plans: deals, Clock: w.clock, Entropy: rand.Reader}
}

// pipelined switches leads and deals on, and has somebody name one of each.
func (w *world) pipelined(o *someone, s *side) {
	w.t.Helper()
	if !s.Has(program.Leads) {
		p, err := w.programs.Change(w.ctx, s.ID, 0, func(p *program.Program) {
			p.Features = p.Features.Switch(program.Leads, true).Switch(program.Deals, true)
		})
		w.must(err)
		s.Program = p
	}
	l, err := w.leads().Submit(w.ctx, lead.Place{Program: s.Program, Partner: o.partner}, lead.Hand{User: o.user}, lead.Draft{Name: "Kim of " + o.name, Email: strings.ToLower(string(o.partner)) + "@leads.example"})
	w.must(err)
	d, err := w.deals().Register(w.ctx, s.Program, o.partner, deal.Hand{User: o.user}, deal.Draft{Name: "Deal of " + o.name, Company: "Company of " + o.name, Minor: 100_000})
	w.must(err)
	o.lead, o.deal = l.ID, d.ID
}

func (w *world) mayasLead() lead.Lead {
	l, err := w.leads().Find(w.ctx, w.acme.ID, w.maya.lead, "")
	w.must(err)
	return l
}

func (w *world) leadApproved() {
	_, err := w.leads().Decide(w.ctx, w.acme.Program, w.mayasLead(), lead.Hand{User: w.acme.boss, Staff: true}, true, "")
	w.must(err)
}

// referred passes a lead on to Maya.
func (w *world) referred() {
	l, err := w.leads().Submit(w.ctx, lead.Place{Program: w.acme.Program, Partner: w.maya.partner}, lead.Hand{User: w.acme.boss, Staff: true}, lead.Draft{Name: "Ida", Email: "ida@fernhill.io"})
	w.must(err)
	w.maya.lead = l.ID
}

func (w *world) mayasDeal() deal.Deal {
	d, err := w.deals().Find(w.ctx, w.acme.ID, w.maya.deal, "")
	w.must(err)
	return d
}

func (w *world) dealAccepted() {
	_, err := w.deals().Accept(w.ctx, w.mayasDeal(), deal.Hand{User: w.acme.boss, Staff: true}, 0)
	w.must(err)
}

func (w *world) dealClosed() {
	w.dealAccepted()
	_, err := w.deals().Close(w.ctx, w.mayasDeal(), deal.Hand{User: w.maya.user})
	w.must(err)
}
