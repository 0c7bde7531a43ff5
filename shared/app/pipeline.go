package app

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/store"
)

// Leads is where leads are named, reviewed and ended.
func (b Backends) Leads() lead.Desk {
	return lead.Desk{Store: store.Leads{T: b.Table}, Forms: store.LeadForms{T: b.Table, Clock: b.Clock}, Clock: b.Clock, Entropy: b.Entropy}
}

// Deals is where deals are registered, reviewed, moved and closed.
func (b Backends) Deals() deal.Desk {
	deals := store.Deals{T: b.Table, Clock: b.Clock}
	return deal.Desk{Store: deals, Plans: deals, Clock: b.Clock, Entropy: b.Entropy}
}

// pipeline pays for leads and deals.
func (b Backends) pipeline(p conversion.Processor) conversion.Earnings {
	return conversion.Earnings{
		Processor: p, Deeds: b.Deeds(), Leads: b.Leads(), Deals: b.Deals(),
		Records: store.ConversionLists{T: b.Table, Clock: b.Clock}, Buyers: store.CustomerLists{T: b.Table, Clock: b.Clock},
	}
}

var (
	_ conversion.Records = store.ConversionLists{}
	_ conversion.Buyers  = store.CustomerLists{}
)
