package offer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Reader is to whom an offer is told.
type Reader struct {
	Partner id.Partner
	Group   id.Group
	Tier    id.Tier
	Coupons []string // the partner's codes
}

// ToldTo returns what of the version concerns one partner: its own reward in the
// place of everybody's, the rates that can apply to it, and the caps on it. It
// says nothing of others' rates, of the offer's budget, or of conditions on what
// merchants send along, but that there are some.
func (v Version) ToldTo(r Reader) Version {
	in := Input{Partner: r.Partner, Group: r.Group, Tier: r.Tier}
	own := -1 // the reward of this partner for all that it sells
	for i, rate := range v.Rules.Rates {
		s := rate.Scope
		s.Partner, s.Tier, s.Group = "", "", ""
		if s.weight() > 0 || len(rate.When) > 0 || !rate.covers(in, Item{}) {
			continue
		}
		if own < 0 || rate.weight() > v.Rules.Rates[own].weight() {
			own = i
		}
	}
	out := v
	out.CreatedBy = ""
	out.Rules = Rules{When: discreet(v.Rules.When), Renewals: v.Rules.Renewals, Volume: v.Rules.Volume}
	weight := 0
	if own >= 0 {
		rate := v.Rules.Rates[own]
		weight = rate.weight()
		out.Type, out.Rate, out.FlatMinor, out.Rules.Volume = rate.Type, rate.Term.Rate, rate.FlatMinor, nil
	}
	out.Rules.Rates = v.told(r, own, weight)
	for _, c := range v.Rules.Caps {
		if c.Of != OfOffer {
			out.Rules.Caps = append(out.Rules.Caps, c)
		}
	}
	return out
}

// told are the rates that can apply to a partner, the most specific first, less
// those that its own reward stands above.
func (v Version) told(r Reader, own, weight int) []Rate {
	rates := slices.Clone(v.Rules.Rates)
	if own >= 0 {
		rates = slices.Delete(rates, own, own+1)
	}
	slices.SortStableFunc(rates, func(a, b Rate) int { return cmp.Compare(b.weight(), a.weight()) })
	var out []Rate
	for _, rate := range rates {
		others := rate.Partner != "" && rate.Partner != r.Partner || rate.Tier != "" && rate.Tier != r.Tier ||
			rate.Group != "" && rate.Group != r.Group || rate.Coupon != "" && !slices.Contains(r.Coupons, rate.Coupon)
		if others || rate.weight() < weight && rate.Type != Nothing {
			continue
		}
		rate.Name, rate.Partner, rate.Tier, rate.Group, rate.When = "", "", "", "", discreet(rate.When)
		out = append(out, rate)
	}
	return out
}

// discreet leaves out what conditions compare metadata with.
func discreet(cs []Clause) []Clause {
	var out []Clause
	for _, clause := range cs {
		clause.Conditions = slices.Clone(clause.Conditions)
		for i, c := range clause.Conditions {
			if strings.HasPrefix(c.Field, MetadataField) {
				clause.Conditions[i] = Condition{Field: "other", Operator: Is}
			}
		}
		out = append(out, clause)
	}
	return out
}
