package offerview

import (
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Show writes what a version says beyond one reward, in the program's currency.
func Show(r offer.Rules, c money.Currency) OfferRules {
	out := OfferRules{Conditions: groupsOf(r.When)}
	for _, x := range r.Rates {
		out.Rates = append(out.Rates, OfferRate{
			Name: x.Name, Conditions: groupsOf(x.When), Reward: Reward(x.Term, c),
			For: RateScope{
				Coupon: x.Coupon, Partner: string(x.Partner), Tier: string(x.Tier), Group: string(x.Group),
				Product: x.Product, Category: x.Category, Payment: string(x.Payment),
			},
		})
	}
	if x := r.Renewals; x != (offer.Renewals{}) {
		out.Renewals = &OfferRenewals{Months: x.Months, Payments: x.Count}
	}
	if v := r.Volume; v != nil {
		out.Volume = &OfferVolume{By: string(v.By), Per: string(v.Per), Mode: string(v.Mode)}
		for _, x := range v.Steps {
			step := VolumeLevel{Reward: Reward(x.Term, c)}
			if v.By == offer.ByCount {
				step.FromCount = x.From
			} else {
				from := minor(x.From, c)
				step.FromAmount = &from
			}
			out.Volume.Levels = append(out.Volume.Levels, step)
		}
	}
	for _, most := range r.Caps {
		out.Caps = append(out.Caps, OfferCap{Of: string(most.Of), Per: string(most.Per), Amount: minor(most.Minor, c), Soft: most.Soft})
	}
	return out
}

func groupsOf(cs []offer.Clause) []ConditionGroup {
	var out []ConditionGroup
	for _, c := range cs {
		g := ConditionGroup{Match: "all", Conditions: []OfferCondition{}}
		if c.Any {
			g.Match = "any"
		}
		for _, one := range c.Conditions {
			g.Conditions = append(g.Conditions, OfferCondition{Field: one.Field, Operator: string(one.Operator), Values: append([]string{}, one.Values...)})
		}
		out = append(out, g)
	}
	return out
}

// Reward writes a term.
func Reward(t offer.Term, c money.Currency) RateReward {
	out := RateReward{Kind: string(t.Type), BasisPoints: int64(t.Rate)}
	if t.Type == offer.Flat {
		amount := minor(t.FlatMinor, c)
		out.Amount = &amount
	}
	return out
}

func minor(n int64, c money.Currency) httpkit.Money {
	return httpkit.Money{Amount: n, Currency: string(c)}
}
