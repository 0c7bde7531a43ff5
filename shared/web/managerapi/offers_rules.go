package managerapi

import (
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/offerview"
)

// reading reads rules in the program's currency and names what is wrong.
type reading struct {
	staff
	fields []fault.Field
}

func (r *reading) wrong(at, message string) {
	r.fields = append(r.fields, fault.Field{Location: "body." + at, Message: message})
}

func (r *reading) minor(m *httpkit.Money, at string) int64 {
	if m == nil || m.Currency != string(r.Program.Currency) {
		r.wrong(at, "must be an amount in "+string(r.Program.Currency))
		return 0
	}
	return m.Amount
}

func (r *reading) term(in offerview.RateReward, at string) offer.Term {
	t := offer.Term{Type: offer.Type(in.Kind)}
	switch t.Type {
	case offer.Percent:
		t.Rate = money.BasisPoints(in.BasisPoints)
	case offer.Flat:
		t.FlatMinor = r.minor(in.Amount, at+"reward.amount")
	case offer.Nothing, offer.Mixed:
	}
	return t
}

// known reads an id of one kind; an empty text is none.
func known[T id.Noun](r *reading, text, at string) T {
	if text == "" {
		return ""
	}
	v, err := id.Parse[T](text)
	if err != nil {
		r.wrong(at, "must be an id")
	}
	return v
}

func clauses(in []offerview.ConditionGroup) []offer.Clause {
	var out []offer.Clause
	for _, g := range in {
		c := offer.Clause{Any: g.Match == "any"}
		for _, one := range g.Conditions {
			values := make([]string, len(one.Values))
			for i, v := range one.Values {
				if values[i] = strings.TrimSpace(v); one.Field == offer.FieldCountry || one.Field == offer.FieldCoupon {
					values[i] = strings.ToUpper(values[i])
				}
			}
			c.Conditions = append(c.Conditions, offer.Condition{Field: strings.TrimSpace(one.Field), Operator: offer.Operator(one.Operator), Values: values})
		}
		out = append(out, c)
	}
	return out
}

// rulesOf reads what an offer is to say beyond one reward.
func rulesOf(in offerview.OfferRules, r *reading) offer.Rules {
	out := offer.Rules{When: clauses(in.Conditions)}
	for i, x := range in.Rates {
		at := fmt.Sprintf("rates[%d].", i)
		out.Rates = append(out.Rates, offer.Rate{
			Name: strings.TrimSpace(x.Name), When: clauses(x.Conditions), Term: r.term(x.Reward, at),
			Scope: offer.Scope{
				Coupon: coupon.Fold(x.For.Coupon), Partner: known[id.Partner](r, x.For.Partner, at+"for.partner_id"),
				Tier: known[id.Tier](r, x.For.Tier, at+"for.tier_id"), Group: known[id.Group](r, x.For.Group, at+"for.group_id"),
				Product: strings.TrimSpace(x.For.Product), Category: strings.TrimSpace(x.For.Category), Payment: offer.Payment(x.For.Payment),
			},
		})
	}
	if in.Renewals != nil {
		out.Renewals = offer.Renewals{Months: in.Renewals.Months, Count: in.Renewals.Payments}
	}
	if v := in.Volume; v != nil {
		out.Volume = &offer.Volume{By: offer.Measure(v.By), Per: offer.Period(v.Per), Mode: offer.Mode(v.Mode)}
		for i, s := range v.Levels {
			at := fmt.Sprintf("volume.levels[%d].", i)
			step := offer.VolumeStep{From: s.FromCount, Term: r.term(s.Reward, at)}
			if out.Volume.By == offer.ByAmount {
				step.From = r.minor(s.FromAmount, at+"from_amount")
			}
			out.Volume.Steps = append(out.Volume.Steps, step)
		}
	}
	for i, c := range in.Caps {
		out.Caps = append(out.Caps, offer.Cap{
			Of: offer.CapOf(c.Of), Per: offer.Period(c.Per), Minor: r.minor(&c.Amount, fmt.Sprintf("caps[%d].amount", i)), Soft: c.Soft,
		})
	}
	return out
}
