package conversion

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Pipeline is the kind of messages about leads and deals.
const Pipeline = "pipeline"

// Progress hears what happens to leads and deals, and of sign-ups and sales that
// may be of a lead. It listens to the outbox.
type Progress struct{ Queue queue.Sender }

// Hear sends one message for each event that may earn something, or end a lead.
func (l Progress) Hear(ctx context.Context, es []event.Event) error {
	for _, e := range es {
		if !earnsByPipeline(e) {
			continue
		}
		e.Rollups = nil
		m := queue.Message{Body: event.Encode(e), Attributes: map[string]string{"kind": Pipeline, "program": string(e.Program)}}
		if err := l.Queue.Send(ctx, queue.Conversions, m); err != nil {
			return err
		}
	}
	return nil
}

func earnsByPipeline(e event.Event) bool {
	switch e.Type { //nolint:exhaustive // nothing else concerns leads and deals
	case event.LeadApproved, event.LeadWon, event.DealMoved, event.DealWon:
		return true
	case event.ConversionRecorded:
		kind := Kind(e.Data[event.Kind])
		return e.Partner != "" && (kind == Signup || kind == Sale)
	}
	return false
}

// Leads is what the pipeline needs of leads.
type Leads interface {
	Find(ctx context.Context, p id.Program, l id.Lead, o id.Partner) (lead.Lead, error)
	SignedUp(ctx context.Context, p program.Program, a lead.Arrival) error
	Bought(ctx context.Context, p program.Program, a lead.Arrival) error
}

// Deals reads deals.
type Deals interface {
	Find(ctx context.Context, p id.Program, d id.Deal, o id.Partner) (deal.Deal, error)
}

// Buyers reads customers.
type Buyers interface {
	Get(ctx context.Context, p id.Program, c id.Customer) (customer.Customer, error)
}

// Records reads decisions.
type Records interface {
	Get(ctx context.Context, p id.Program, c id.Conversion) (Record, error)
}

// Earnings pays for leads and deals: an approved lead is a conversion of that
// kind, a won lead or deal is a sale, each under its own id and so once for ever,
// and a deal's step to a stage is a deed.
type Earnings struct {
	Processor Processor
	Deeds     Deeds
	Leads     Leads
	Deals     Deals
	Records   Records
	Buyers    Buyers
}

// Take does what the event of a message asks for.
func (x Earnings) Take(ctx context.Context, p id.Program, m queue.Message) error {
	e, err := event.Decode(m.Body)
	if err != nil {
		return err
	}
	rules, err := x.Processor.Rules.Rules(ctx, p)
	if err != nil {
		return err
	}
	switch e.Type { //nolint:exhaustive // nothing else is sent
	case event.LeadApproved, event.LeadWon:
		return x.lead(ctx, e, rules.Program)
	case event.DealMoved:
		return x.moved(ctx, e, rules.Program)
	case event.DealWon:
		return x.deal(ctx, e)
	case event.ConversionRecorded:
		if rules.Program.Has(program.Leads) {
			return x.recorded(ctx, e, rules.Program)
		}
	}
	return nil
}

// lead reports an approved or a won lead, unless something that was reported
// before is what it stands for.
func (x Earnings) lead(ctx context.Context, e event.Event, p program.Program) error {
	l, err := x.Leads.Find(ctx, e.Program, id.Lead(e.Subject), "")
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	r := Report{
		Program: e.Program, Source: Manual, SourceEvent: string(e.ID), Transaction: string(l.ID), Partner: l.Partner,
		Customer: l.Identities(), Masked: customer.MaskEmail(l.Email), OccurredAt: e.At, ReceivedAt: e.At, Kind: Lead,
	}
	switch {
	case e.Type == event.LeadApproved && l.Source != lead.FromPartner, e.Type == event.LeadWon && (l.Status != lead.Won || wonByReport(l)):
		return nil
	case e.Type == event.LeadWon:
		r.Kind = Sale
		amount, err := money.New(l.Minor, p.Currency)
		if err != nil {
			return err
		}
		r.Amount = &amount
	}
	_, err = x.Processor.Process(ctx, r)
	return err
}

// wonByReport tells whether the sale by which a lead was won had been reported.
func wonByReport(l lead.Lead) bool {
	n := len(l.Steps)
	return n > 0 && l.Steps[n-1].Act == lead.MarkedWon && l.Steps[n-1].By == ""
}

// moved pays for a deal's step to a stage, once for each stage.
func (x Earnings) moved(ctx context.Context, e event.Event, p program.Program) error {
	d, err := x.Deals.Find(ctx, e.Program, id.Deal(e.Subject), "")
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	stage := deal.MovedTo(e)
	if err != nil || stage == "" {
		return err
	}
	deed := Deed{
		Program: e.Program, Partner: d.Partner, Trigger: offer.Stage, Key: stageKey(d.ID, stage), At: e.At,
		Metadata: map[string]string{"stage": stage, "stage_name": e.Data[event.Stage], "deal": string(d.ID)},
	}
	if d.Currency == p.Currency {
		amount, err := money.New(d.Minor, d.Currency)
		if err != nil {
			return err
		}
		deed.Amount = &amount
	}
	_, _, err = x.Deeds.Give(ctx, deed)
	return err
}

// deal reports a won deal as a sale.
func (x Earnings) deal(ctx context.Context, e event.Event) error {
	d, err := x.Deals.Find(ctx, e.Program, id.Deal(e.Subject), "")
	if fault.Is(err, fault.NotFound) || err == nil && d.Status != deal.Won {
		return nil
	}
	if err != nil {
		return err
	}
	amount, err := money.New(d.Minor, d.Currency)
	if err != nil {
		return err
	}
	r := Report{
		Program: e.Program, Source: Manual, SourceEvent: string(e.ID), Kind: Sale, Transaction: string(d.ID), Partner: d.Partner,
		Amount: &amount, Masked: customer.MaskEmail(d.Email), Metadata: map[string]string{"deal": d.Number()}, OccurredAt: e.At, ReceivedAt: e.At,
	}
	if d.Email != "" {
		r.Customer = []customer.Identity{{Kind: customer.Email, Value: customer.HashEmail(d.Email)}}
	}
	_, err = x.Processor.Process(ctx, r)
	return err
}

// recorded looks for the lead of a customer who signed up or bought.
func (x Earnings) recorded(ctx context.Context, e event.Event, p program.Program) error {
	rec, err := x.Records.Get(ctx, e.Program, id.Conversion(e.Subject))
	if fault.Is(err, fault.NotFound) || err == nil && (rec.Partner != e.Partner || len(rec.Report.Customer) == 0) {
		return nil
	}
	if err != nil {
		return err
	}
	a := lead.Arrival{Partner: rec.Partner, Conversion: rec.ID, Known: rec.Report.Customer, Masked: rec.Report.Masked, At: rec.Report.OccurredAt}
	if rec.Report.Kind == Signup {
		if rec.Link == "" {
			return nil
		}
		return x.Leads.SignedUp(ctx, p, a)
	}
	if rec.Customer != "" {
		c, err := x.Buyers.Get(ctx, e.Program, rec.Customer)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		a.Known = append(a.Known[:len(a.Known):len(a.Known)], c.Identities...)
	}
	if rec.Report.Amount != nil {
		a.Minor = rec.Report.Amount.Minor()
	}
	return x.Leads.Bought(ctx, p, a)
}

var (
	_ event.Listener = Progress{}
	_ Leads          = lead.Desk{}
	_ Deals          = deal.Desk{}
)
