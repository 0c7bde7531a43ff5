package conversion

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// How says by what a partner may have brought an event about.
type How string

// The ways.
const (
	ByClick    How = "click"    // a signed click id came with the report
	ByVisit    How = "visit"    // another click of the same visitor
	ByCoupon   How = "coupon"   // the customer used the partner's code
	ByCustomer How = "customer" // the customer is bound to the partner from before
	ByClaim    How = "claim"    // a browser told of this sale first, with a click id
	ByHand     How = "hand"     // the program itself says whose it is
)

// Finding is why a candidate earns the event, or does not.
type Finding string

// The findings; the first two earn.
const (
	Won          Finding = "won"
	Shares       Finding = "shares"
	Lost         Finding = "lost"           // to the one that won
	UnknownLink  Finding = "link_unknown"   // its link is not of this program
	AfterEvent   Finding = "after_event"    // the click is younger than what it should have led to
	TooOld       Finding = "outside_window" // at event time
	NotActive    Finding = "partner_not_active"
	NotValid     Finding = "coupon_not_valid" // disabled, or not at that time
	TestClick    Finding = "test_click"
	SamePartners Finding = "same_partner" // a better touch of the same partner earns
)

// Candidate is one touch that may have brought the event about, with all that
// its weighing looks at: it is stored with the decision, so that the same
// function can weigh it again under other rules.
type Candidate struct {
	How       How               `json:"how"`
	Partner   id.Partner        `json:"partner,omitempty"`
	Link      id.Link           `json:"link,omitempty"`
	Offer     id.Offer          `json:"offer,omitempty"` // empty: any of the program's
	Click     string            `json:"click,omitempty"` // click id, or a visit's mark
	Coupon    string            `json:"coupon,omitempty"`
	Rate      money.BasisPoints `json:"rate,omitempty"` // of the coupon, instead of the offer's
	FlatMinor int64             `json:"flat,omitempty"` // of the coupon, instead of the offer's
	At        time.Time         `json:"at"`
	Inactive  bool              `json:"inactive,omitempty"` // the partner was not active when the event was decided
	Self      bool              `json:"self,omitempty"`     // the customer belongs to the partner
	Holdout   bool              `json:"holdout,omitempty"`  // it counts for the partner and pays nothing
	Refused   Finding           `json:"refused,omitempty"`  // whatever the rules
	Standing  *Standing         `json:"standing,omitempty"` // as the offers' rules look at it
	Finding   Finding           `json:"finding"`
}

// clockSkew is how far a click may lie after the event that it led to, as two
// servers' clocks differ.
const clockSkew = 5 * time.Minute

// maxShares is among how many partners an event's credit is split at most.
const maxShares = 4

// weigh says of each candidate whether it earns the event, best first. It is the
// whole of attribution and looks at nothing else, in the published order: whom
// the program itself names; a valid coupon where coupons win; the bound customer for later payments; clicks
// by the program's model; a coupon otherwise; the bound customer; what else the
// visitor clicked, who may be another person behind the same address and so
// never takes from a click that was handed in; what a browser claimed. Ties go
// to the later click, then to the greater id, so that the order never depends on
// who asked.
func weigh(rules program.Attribution, kind Kind, occurred time.Time, cs []Candidate) []Candidate {
	out := slices.Clone(cs)
	later := Report{Kind: kind}.laterPayment()
	rank := func(c Candidate) int {
		switch c.How {
		case ByCoupon:
			if rules.CouponWins {
				return 0
			}
			return 3
		case ByCustomer:
			if later {
				return 1
			}
			return 4
		case ByClick:
			return 2
		case ByVisit:
			return 5
		case ByHand:
			return -1
		case ByClaim:
		}
		return 6
	}
	first := rules.Model == program.FirstClick
	slices.SortStableFunc(out, func(a, b Candidate) int {
		by := b.At.Compare(a.At)
		if first && (a.How == ByClick || a.How == ByVisit) {
			by = -by
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), by, cmp.Compare(b.Click, a.Click))
	})
	winner := -1
	earning := map[id.Partner]bool{}
	for i := range out {
		c := &out[i]
		c.Finding = standing(rules, occurred, *c)
		if c.Finding != "" {
			continue
		}
		shared := winner >= 0 && rules.Model == program.SplitClicks && c.How == ByClick && out[winner].How == ByClick
		switch {
		case winner < 0:
			winner, c.Finding = i, Won
			earning[c.Partner] = true
		case earning[c.Partner]:
			c.Finding = SamePartners
		case shared && len(earning) < maxShares:
			c.Finding, out[winner].Finding = Shares, Shares
			earning[c.Partner] = true
		default:
			c.Finding = Lost
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Compare(b.earnsNow(), a.earnsNow())
	})
	return out
}

// earnsNow is 1 for a candidate that was found to earn.
func (c Candidate) earnsNow() int {
	if c.Finding == Won || c.Finding == Shares {
		return 1
	}
	return 0
}

// standing is why a candidate cannot earn under the rules, empty when it can.
func standing(rules program.Attribution, occurred time.Time, c Candidate) Finding {
	window := time.Duration(rules.WindowDays) * 24 * time.Hour
	clicked := c.How == ByClick || c.How == ByVisit || c.How == ByClaim
	switch {
	case c.Refused != "":
		return c.Refused
	case clicked && c.At.After(occurred.Add(clockSkew)):
		return AfterEvent
	case clicked && occurred.Sub(c.At) > window:
		return TooOld
	case c.Inactive:
		return NotActive
	}
	return ""
}

// earners returns those of weighed candidates that earn.
func earners(cs []Candidate) []Candidate {
	var out []Candidate
	for _, c := range cs {
		if c.earnsNow() == 1 {
			out = append(out, c)
		}
	}
	return out
}

// candidates gathers the touches out of what was read.
func (d decision) candidates() []Candidate {
	var out []Candidate
	if d.report.Partner != "" {
		out = append(out, Candidate{How: ByHand, Partner: d.report.Partner, At: d.report.OccurredAt})
	}
	marks := map[click.Mark]bool{}
	for _, t := range d.touches {
		c := Candidate{How: ByClick, Click: string(t.ID), At: t.At}
		d.owned(&c, t.LinkRef)
		if t.Flags&click.Test != 0 && !d.dry {
			c.Refused = TestClick
		}
		marks[t.ID.Mark()] = true
		out = append(out, c)
	}
	for _, v := range d.found.Visits {
		if marks[v.Mark] || v.Class == click.Invalid || v.Owner.Partner == "" {
			continue
		}
		out = append(out, Candidate{How: ByVisit, Click: string(v.Mark), At: v.Mark.Time(), Partner: v.Owner.Partner, Link: v.Owner.Link, Offer: v.Owner.Offer})
	}
	for _, c := range d.found.Coupons {
		out = append(out, d.couponed(c))
	}
	if c := d.found.Known.Customer; c != nil && c.Bound != nil {
		b := c.Bound
		out = append(out, Candidate{How: ByCustomer, Partner: b.Partner, Link: b.Link, Click: b.Click, At: b.At, Holdout: b.Holdout})
	}
	if e := d.order.Existing; e != nil && e.Verdict.Result == Claimed {
		for _, c := range e.Candidates {
			if c.How == ByClick {
				c.How = ByClaim
				out = append(out, c)
			}
		}
	}
	return out
}

// owned says whose link it is.
func (d decision) owned(c *Candidate, ref uint64) {
	o, known := d.order.Owners[ref]
	if !known {
		c.Refused = UnknownLink
	}
	c.Partner, c.Link, c.Offer, c.Holdout = o.Partner, o.Link, o.Offer, o.Holdout
}

func (d decision) couponed(c coupon.Coupon) Candidate {
	out := Candidate{
		How: ByCoupon, Coupon: c.Code, Partner: c.Partner, Link: c.Link, Offer: c.Offer, Rate: c.Rate, FlatMinor: c.FlatMinor, At: d.report.OccurredAt,
	}
	if !c.EarnsAt(d.report.OccurredAt) {
		out.Refused = NotValid
	}
	return out
}

// judged adds what is known of the candidates' partners.
func (d decision) judged(cs []Candidate, parties Parties) []Candidate {
	o := d.occasion()
	for i := range cs {
		c := &cs[i]
		if c.Partner == "" {
			continue
		}
		b, ok := parties.Balances[ledger.Account{Program: d.report.Program, Partner: c.Partner, Currency: d.rules.Program.Currency}]
		c.Inactive = !ok || b.Status != ledger.Active
		c.Self = parties.Own[c.Partner]
		c.Standing = o.standing(b, d.found.Known.Customer, parties.Budgets, d.recounted())
	}
	return cs
}

// step is the candidate as the trace tells of it.
func (c Candidate) step() Step {
	s := Step{Name: string(c.How), Finding: string(c.Finding)}
	add := func(name, value string) {
		if value == "" {
			return
		}
		if s.Values == nil {
			s.Values = map[string]string{}
		}
		s.Values[name] = value
	}
	add("partner", string(c.Partner))
	add("link", string(c.Link))
	add("click_id", c.Click)
	add("coupon", c.Coupon)
	if c.Rate != 0 {
		add("rate_basis_points", strconv.FormatInt(int64(c.Rate), 10))
	}
	add("at", c.At.Format(time.RFC3339))
	if c.Self {
		add("self_referral", "true")
	}
	if c.Holdout {
		add("holdout", "true")
	}
	return s
}

// Explained is the whole trace: every touch that was weighed, then what
// followed.
func (r Record) Explained() []Step {
	out := make([]Step, 0, len(r.Candidates)+len(r.Trace))
	for _, c := range r.Candidates {
		out = append(out, c.step())
	}
	return append(out, r.Trace...)
}
