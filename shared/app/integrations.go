package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/stripeapi"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/shopifyhook"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// Integrations is where programs are joined to shops and payment providers.
func (b Backends) Integrations() integration.Desk {
	return integration.Desk{
		Store: b.connections(), Sealer: b.Sealer, Opener: b.Sealer, Prober: stripeapi.API{Caller: b.Caller}, Clock: b.Clock,
	}
}

func (b Backends) connections() store.Integrations {
	return store.Integrations{T: b.Table, Clock: b.Clock}
}

func (b Backends) journal() store.IntegrationJournal {
	return store.IntegrationJournal{T: b.Table, Clock: b.Clock}
}

// sharedContacts keeps how to reach customers of programs that tell their
// partners.
type sharedContacts struct {
	rules conversion.Rulebook
	store store.CustomerLists
}

// Keep remembers a contact, if the program shares contacts.
func (s sharedContacts) Keep(ctx context.Context, p id.Program, i customer.Identity, c customer.Contact) error {
	rules, err := s.rules.Rules(ctx, p)
	if err != nil || rules.Program.Contacts.Level() != program.FullContacts {
		return err
	}
	return s.store.Keep(ctx, p, i, c)
}

func (b Backends) contacts(rules conversion.Rulebook) sharedContacts {
	return sharedContacts{rules, store.CustomerLists{T: b.Table, Clock: b.Clock}}
}

func (b Backends) stripeEvents(p conversion.Processor) stripehook.Consumer {
	return stripehook.Consumer{
		Decider: p, Connections: b.Integrations(), Contacts: b.contacts(p.Rules), Memory: b.connections(), Journal: b.journal(), Stripe: stripeapi.API{Caller: b.Caller}, Clock: b.Clock,
	}
}

func (b Backends) shopifyEvents(p conversion.Processor) shopifyhook.Consumer {
	return shopifyhook.Consumer{
		Decider: p, Connections: b.Integrations(), Orders: b.Orders(), Contacts: b.contacts(p.Rules), People: store.People{T: b.Table, Clock: b.Clock}, Journal: b.journal(), Clock: b.Clock,
	}
}

// signers remembers with what a provider signs its events, so that an event
// costs no look at the table.
type signers struct{ *recent[id.Program, []string] }

func (b Backends) signers(of integration.Provider) signers {
	desk := b.Integrations()
	return signers{newRecent(b.Clock, func(ctx context.Context, p id.Program) ([]string, error) { return desk.Secrets(ctx, p, of) })}
}

// Secrets returns a program's signing secrets, as they are now when fresh.
func (s signers) Secrets(ctx context.Context, p id.Program, fresh bool) ([]string, error) {
	if fresh {
		s.forget(p)
	}
	return s.of(ctx, p)
}

var (
	_ stripehook.Secrets     = signers{}
	_ stripehook.Connections = integration.Desk{}
	_ stripehook.Asker       = stripeapi.API{}
	_ stripehook.Decider     = conversion.Processor{}

	_ shopifyhook.Secrets     = signers{}
	_ shopifyhook.Connections = integration.Desk{}
	_ shopifyhook.Decider     = conversion.Processor{}
	_ shopifyhook.People      = store.People{}
	_ shopifyhook.Orders      = order.Desk{}
	_ shopifyhook.Contacts    = sharedContacts{}
	_ stripehook.Contacts     = sharedContacts{}
)
