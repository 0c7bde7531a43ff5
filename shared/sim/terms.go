package sim

import (
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// kind is what a world's one offer is like.
type kind int

const (
	plainTerms  kind = iota // a percentage
	lineTerms               // other percentages for some products, none for others
	capped                  // bounds for each partner and for all
	budgeted                // a bound for all, each day
	marginal                // more beyond steps of volume
	retroactive             // more for everything once a step is reached
	ranked                  // more in a higher tier
)

// The amounts of the offers, in cents and percent.
const (
	ratePercent = 20
	goldPercent = 33
	capMinor    = 25_000
	budgetMinor = 60_000
	dailyMinor  = 9_000
)

// step is from where a volume earns so many percent.
type step struct{ from, percent int64 }

func steps() []step { return []step{{0, ratePercent}, {100_000, 25}, {250_000, 31}} }

// products are what lines are of; each has its rate.
func products() []string { return []string{"plain", "gold", "free"} }

func percentOf(product string) int64 {
	return map[string]int64{"plain": ratePercent, "gold": goldPercent, "free": 0}[product]
}

// version is the offer as it is published; top is the higher tier.
func (k kind) version(top id.Tier) offer.Version {
	percent := func(n int64) offer.Term { return offer.Term{Type: offer.Percent, Rate: money.BasisPoints(n * 100)} }
	v := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: ratePercent * 100, HoldbackDays: -1}
	switch k {
	case plainTerms:
	case ranked:
		v.Rules.Rates = []offer.Rate{{Scope: offer.Scope{Tier: top}, Term: percent(goldTierPercent)}}
	case lineTerms:
		v.Rules.Rates = []offer.Rate{
			{Scope: offer.Scope{Product: "gold"}, Term: percent(goldPercent)},
			{Scope: offer.Scope{Product: "free"}, Term: offer.Term{Type: offer.Nothing}},
		}
	case capped:
		v.Rules.Caps = []offer.Cap{{Of: offer.OfPartner, Per: offer.AllTime, Minor: capMinor}, {Of: offer.OfOffer, Per: offer.AllTime, Minor: budgetMinor}}
	case budgeted:
		v.Rules.Caps = []offer.Cap{{Of: offer.OfOffer, Per: offer.Day, Minor: dailyMinor}}
	case marginal, retroactive:
		w := offer.Volume{By: offer.ByAmount, Per: offer.AllTime, Mode: offer.Marginal}
		if k == retroactive {
			w.Mode = offer.Retroactive
		}
		for _, s := range steps()[1:] {
			w.Steps = append(w.Steps, offer.VolumeStep{From: s.from, Term: percent(s.percent)})
		}
		v.Rules.Volume = &w
	}
	return v
}

// plain tells whether what a sale earns depends on nothing but the sale.
func (k kind) plain() bool { return k == plainTerms || k == lineTerms }

// weighs is what a volume must have earned, in cents times percent: each cent at
// its step's rate, or all of them at the last one's.
func (k kind) weighs(volume int64) int64 {
	var sum int64
	for i, s := range steps() {
		if volume < s.from {
			break
		}
		if k == retroactive {
			sum = volume * s.percent
			continue
		}
		end := volume
		if next := i + 1; next < len(steps()) {
			end = min(volume, steps()[next].from)
		}
		sum += (end - s.from) * s.percent
	}
	return sum
}
