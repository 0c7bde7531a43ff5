package conversion

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// paceTally counts a partner's conversions of the hour on its account.
const paceTally = "pace"

// screen looks at an event that somebody earns by, with what the decision knows
// of it anyway: no more is read. What a manager added by hand was looked at.
func (d *decision) screen(parts []part) error {
	s := fraud.Settings(d.rules.Program.Screening)
	if s.Off || d.report.By != "" || len(parts) == 0 {
		return nil
	}
	best := parts[0]
	f := fraud.Facts{
		Paid: best.facts.Paid, DataCentre: best.facts.Hosted, ClickCountry: best.facts.Country, Country: d.report.Country,
		MailDomain: domainOf(d.report.Masked), SinceClick: -1, ThisHour: d.thisHour(best.balance),
	}
	if d.report.Kind != Recurring && (best.How == ByClick || best.How == ByVisit) {
		f.SinceClick = max(d.report.OccurredAt.Sub(best.At), 0)
	}
	for _, p := range parts {
		f.Self = f.Self || p.Self
	}
	for _, c := range d.weighed {
		clicked := c.How == ByClick || c.How == ByVisit
		f.OtherSelf = f.OtherSelf || clicked && c.Self && !f.Self && c.Partner != best.Partner
		f.TookFrom = f.TookFrom || best.How == ByCoupon && c.How == ByClick && c.Finding == Lost && d.report.OccurredAt.Sub(c.At) < time.Hour
	}
	for _, sig := range d.signals {
		f.AtCheckout = f.AtCheckout || sig == Intercepted
		f.Twice = f.Twice || sig == PossibleDouble
	}
	d.risk = fraud.Assess(s, f)
	if !d.risk.Suspicious(s) {
		return nil
	}
	var err error
	d.review, err = fraud.IDOf(d.id)
	return err
}

// thisHour is how many conversions the partner has in this hour, with this one.
func (d *decision) thisHour(b ledger.Balance) int {
	_, n := fraud.Pace(b.Tallies[paceTally], d.now)
	return n
}

// paced counts the conversion with the partner's account.
func (d *decision) paced(e *ledger.Entry) {
	if d.rules.Program.Screening.Off {
		return
	}
	tallies := maps.Clone(e.After.Tallies)
	if tallies == nil {
		tallies = map[string]int64{}
	}
	tallies[paceTally], _ = fraud.Pace(tallies[paceTally], d.now)
	e.After.Tallies = tallies
}

func domainOf(masked string) string {
	_, domain, _ := strings.Cut(masked, "@")
	return domain
}

// suspected opens the case of an event that earned something, in the transaction
// of the event itself: what it earned is held from the first moment.
func (d *decision) suspected(o *Outcome, earned []CommissionLine, best part) error {
	if d.review == "" || len(earned) == 0 {
		return nil
	}
	sum := money.Zero(d.rules.Program.Currency)
	c := fraud.Case{
		ID: d.review, Program: d.report.Program, Partner: best.Partner, Conversion: d.id, Order: d.report.Order, Masked: d.report.Masked, Amount: d.report.Amount,
		Status: fraud.Open, Assessment: d.risk, OpenedAt: d.now, Version: 1,
	}
	var err error
	for _, l := range earned {
		c.Commissions = append(c.Commissions, l.ID)
		if sum, err = sum.Add(l.Amount); err != nil {
			return err
		}
	}
	c.Earned, o.Case = sum, &c
	eid, err := id.Of[id.Event](string(event.CaseOpened), string(c.ID))
	if err != nil {
		return err
	}
	o.Money.Events = append(o.Money.Events, event.Event{
		ID: eid, Type: event.CaseOpened, At: d.now, Program: c.Program, Partner: c.Partner, Subject: string(c.ID), Version: 1,
		Data: map[string]string{event.Reference: string(c.ID), event.Payout: c.Earned.Decimal(), event.Currency: string(c.Earned.Currency()), event.Count: strconv.Itoa(c.Assessment.Score)},
	})
	return nil
}

// heldInReview keeps a commission of a suspicious event until its case is decided.
func (d *decision) heldInReview(c *commission.Commission) {
	if d.review == "" {
		return
	}
	c.Review = d.review
	if c.Status == commission.Pending {
		c.Status, c.Reason = commission.Held, commission.InReview
	}
}
