package conversion

import (
	"sort"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// touch is one candidate: a partner who may have brought the event about.
type touch struct {
	partner id.Partner
	link    id.Link
	offer   id.Offer
	click   click.ID
	at      time.Time
	how     string // click or customer
}

// clockSkew is how far a click may lie after the event that it led to, as two
// servers' clocks differ.
const clockSkew = 5 * time.Minute

// candidates lists the touches that may earn the event, best first, by the
// published order: the bound customer for recurring payments, then clicks by
// the program's model, then the bound customer. Ties go to the later click,
// then to the greater id, so that the order never depends on who asked.
func (d *decision) candidates(c *customer.Customer) []touch {
	var bound, clicks []touch
	if c != nil && c.Bound != nil {
		bound = []touch{{partner: c.Bound.Partner, link: c.Bound.Link, click: click.ID(c.Bound.Click), at: c.Bound.At, how: "customer"}}
		d.note("customer", "bound to a partner", "partner", string(c.Bound.Partner), "since", c.Bound.At.Format(time.RFC3339))
	}
	for _, t := range d.touches {
		if found, ok := d.clicked(t); ok {
			clicks = append(clicks, found)
		}
	}
	sort.Slice(clicks, func(i, j int) bool {
		a, b := clicks[i], clicks[j]
		if !a.at.Equal(b.at) {
			return a.at.After(b.at) == (d.rules.Program.Attribution.Model != program.FirstClick)
		}
		return a.click > b.click
	})
	if d.report.laterPayment() {
		return append(bound, clicks...)
	}
	return append(clicks, bound...)
}

// clicked holds a verified click against the window, at event time.
func (d *decision) clicked(t click.Touch) (touch, bool) {
	window := time.Duration(d.rules.Program.Attribution.WindowDays) * 24 * time.Hour
	owner, known := d.order.Owners[t.LinkRef]
	found := "in the window"
	switch {
	case !known:
		found = "its link is not of this program"
	case t.At.After(d.report.OccurredAt.Add(clockSkew)):
		found = "after the event"
	case d.report.OccurredAt.Sub(t.At) > window:
		found = "outside the window"
	}
	d.note("click", found, "click_id", string(t.ID), "at", t.At.Format(time.RFC3339), "partner", string(owner.Partner), "link", string(owner.Link))
	return touch{partner: owner.Partner, link: owner.Link, offer: owner.Offer, click: t.ID, at: t.At, how: "click"}, found == "in the window"
}

// whyNobody says why no candidate was left.
func (d decision) whyNobody(c *customer.Customer) string {
	switch {
	case len(d.touches) > 0:
		for _, t := range d.touches {
			if _, known := d.order.Owners[t.LinkRef]; known {
				return "click_outside_window"
			}
		}
		return "click_unknown"
	case d.refused != "":
		return "click_id_invalid"
	case d.report.Waits:
		return "awaiting_binding"
	case len(d.report.Customer) > 0 && c == nil:
		return "customer_unknown"
	}
	return "no_touch"
}
