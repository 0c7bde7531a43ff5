package offer

import (
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// problems gathers what is wrong with a version, by the field.
type problems []fault.Field

func (p *problems) wrong(bad bool, location, message string) {
	if bad {
		*p = append(*p, fault.Field{Location: "body." + location, Message: message})
	}
}

// maxFlat keeps an amount of any currency far from where sums overflow.
const maxFlat = 1_000_000_000_00

// How much a version holds at most: it is read with every conversion.
const (
	maxRates      = 200
	maxConditions = 50
	maxValues     = 100
	maxSteps      = 20
	maxCaps       = 12
	maxText       = 200
)

// Validate returns an Invalid fault that names every field that is wrong.
func (v Version) Validate() error {
	var p problems
	p.wrong(v.Name == "" || len(v.Name) > 120, "name", "must have 1 to 120 characters")
	switch v.Trigger {
	case Sale, Lead, Signup, Recurring, Click, Stage, Course, Referral:
	default:
		p.wrong(true, "action", "must be sale, lead, signup, recurring, click, stage, course or referral")
	}
	p.term(v, v.Term(), "", false)
	p.wrong(v.HoldbackDays < -1 || v.HoldbackDays > 365, "holdback_days", "must be 0 to 365, or -1 for the program's")
	p.rules(v)
	if len(p) > 0 {
		return fault.New(fault.Invalid, "offer.invalid", "The offer cannot be published like this.").With(p...)
	}
	return nil
}

// paid tells whether there is an amount that a percentage can be of.
func (t Trigger) paid() bool { return t == Sale || t == Recurring || t == Referral }

// counted tells whether events of the trigger come one by one, so that steps of
// volume can count them.
func (t Trigger) counted() bool { return t.paid() || t == Lead || t == Signup }

func (p *problems) term(v Version, t Term, at string, excludes bool) {
	switch t.Type {
	case Percent:
		p.wrong(t.Rate < 1 || t.Rate > 10_000, at+"reward.basis_points", "must be 1 to 10000")
		p.wrong(!v.Trigger.paid(), at+"reward.kind", "a percentage needs a sale")
		p.wrong(v.Trigger == Referral, at+"reward.kind", "must be flat: there is no amount when a partner is let in")
	case Flat:
		p.wrong(t.FlatMinor < 1 || t.FlatMinor > maxFlat, at+"reward.amount", "must be above zero")
	case Nothing:
		p.wrong(!excludes, at+"reward.kind", "must be percent or flat")
	case Mixed:
		p.wrong(true, at+"reward.kind", "must be percent or flat")
	default:
		p.wrong(true, at+"reward.kind", "must be percent or flat")
	}
}

func (p *problems) rules(v Version) {
	r := v.Rules
	p.clauses(r.When, "conditions")
	p.wrong(r.Renewals.Months < 0 || r.Renewals.Months > 1200, "renewals.months", "must be 0 to 1200")
	p.wrong(r.Renewals.Count < 0 || r.Renewals.Count > 10_000, "renewals.payments", "must be 0 to 10000")
	p.wrong(r.Renewals.limited() && !v.Pays(Sale, true), "renewals", "the offer does not pay for later payments")
	p.wrong(len(r.Rates) > maxRates, "rates", "must be at most 200")
	for i, rate := range r.Rates {
		at := fmt.Sprintf("rates[%d].", i)
		p.term(v, rate.Term, at, true)
		p.wrong(len(rate.Name) > 120, at+"name", "must have at most 120 characters")
		p.wrong(rate.weight() == 0 && len(rate.When) == 0, at+"for", "must say for whom or what it is")
		for _, part := range rate.named() {
			p.wrong(len(part[1]) > maxText, at+"for."+part[0], "must have at most 200 characters")
		}
		p.wrong(rate.Payment != "" && rate.Payment != FirstPayment && rate.Payment != Renewal, at+"for.payment", "must be first or renewal")
		p.clauses(rate.When, at+"conditions")
	}
	p.volume(v)
	p.caps(r.Caps, v.Trigger)
}

func (p *problems) volume(v Version) {
	w := v.Rules.Volume
	if w == nil {
		return
	}
	p.wrong(!v.Trigger.counted(), "volume", "what the offer pays for is not counted one by one")
	p.wrong(w.By != ByAmount && w.By != ByCount, "volume.by", "must be amount or count")
	p.wrong(w.By == ByAmount && !v.Trigger.paid(), "volume.by", "must be count where nothing is paid")
	p.wrong(w.Per != Month && w.Per != Quarter && w.Per != Year && w.Per != AllTime, "volume.per", "must be month, quarter, year or all")
	p.wrong(w.Mode != Marginal && w.Mode != Retroactive, "volume.mode", "must be marginal or retroactive")
	p.wrong(len(w.Steps) == 0 || len(w.Steps) > maxSteps, "volume.levels", "must be 1 to 20")
	before := VolumeStep{Term: v.Term()}
	for i, s := range w.Steps {
		at := fmt.Sprintf("volume.levels[%d].", i)
		p.term(v, s.Term, at, false)
		p.wrong(s.From <= before.From, at+"from_amount", "must be above the one before")
		p.wrong(w.By == ByAmount && s.Type != Percent, at+"reward.kind", "must be percent where amounts are measured")
		p.wrong(w.Mode == Retroactive && s.Type != before.Type, at+"reward.kind", "must be that of all steps and of the offer")
		p.wrong(w.Mode == Retroactive && s.Type == before.Type && (s.Rate < before.Rate || s.FlatMinor < before.FlatMinor), at+"reward", "must not be below the one before")
		before = s
	}
	p.wrong(w.By == ByAmount && v.Type != Percent, "reward", "must be percent where amounts are measured")
}

func (p *problems) caps(caps []Cap, t Trigger) {
	p.wrong(len(caps) > maxCaps, "caps", "must be at most 12")
	seen := map[[2]string]bool{}
	for i, c := range caps {
		at := fmt.Sprintf("caps[%d].", i)
		switch c.Of {
		case OfPartner, OfCustomer, OfOffer:
		default:
			p.wrong(true, at+"of", "must be partner, customer or offer")
		}
		switch c.Per {
		case Day, Week, Month, Quarter, Year, AllTime:
		default:
			p.wrong(true, at+"per", "must be day, week, month, quarter, year or all")
		}
		p.wrong(c.Of != OfPartner && !t.counted(), at+"of", "must be partner where events do not come one by one")
		p.wrong(c.Minor < 1 || c.Minor > maxFlat*1000, at+"amount", "must be above zero")
		p.wrong(c.Soft && c.Of != OfOffer, at+"soft", "only a budget can be soft")
		p.wrong(seen[[2]string{c.prefix(), string(c.Per)}], at+"per", "must be one cap for each period")
		seen[[2]string{c.prefix(), string(c.Per)}] = true
	}
}

func (p *problems) clauses(cs []Clause, at string) {
	n := 0
	for i, clause := range cs {
		p.wrong(len(clause.Conditions) == 0, fmt.Sprintf("%s[%d]", at, i), "must hold a condition")
		for j, c := range clause.Conditions {
			n++
			p.condition(c, fmt.Sprintf("%s[%d].conditions[%d].", at, i, j))
		}
	}
	p.wrong(n > maxConditions, at, "must be at most 50")
}

func (p *problems) condition(c Condition, at string) {
	switch c.Field {
	case FieldCountry, FieldAmount, FieldPayment, FieldCustomer, FieldCoupon, FieldProduct, FieldCategory:
	default:
		key, ok := strings.CutPrefix(c.Field, MetadataField)
		p.wrong(!ok || key == "" || len(key) > maxText, at+"field", "must be country, amount, payment, customer, coupon, product, category or metadata.<key>")
	}
	several, numbers := false, false
	switch c.Operator {
	case In, NotIn:
		several = true
	case Greater, AtLeast, Less, AtMost:
		numbers = true
	case Is, IsNot, Contains, StartsWith:
	default:
		p.wrong(true, at+"operator", "must be is, is_not, in, not_in, gt, gte, lt, lte, contains or starts_with")
	}
	p.wrong(len(c.Values) == 0 || len(c.Values) > maxValues, at+"values", "must be 1 to 100")
	p.wrong(!several && len(c.Values) > 1, at+"values", "must be one")
	for _, value := range c.Values {
		p.wrong(value == "" || len(value) > maxText, at+"values", "must have 1 to 200 characters")
		_, ok := number(value)
		p.wrong(numbers && !ok, at+"values", "must be a plain number such as 19.99")
		p.wrong(c.Field == FieldAmount && !ok, at+"values", "must be a plain amount such as 19.99")
	}
}
