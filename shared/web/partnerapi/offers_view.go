package partnerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/offerview"
)

// Offer is a promise in force, as it concerns you.
type Offer struct {
	ID           string                     `json:"id"`
	Name         string                     `json:"name"`
	Action       string                     `json:"action" enum:"sale,lead,signup,recurring,click,stage,course,referral"`
	Recurring    bool                       `json:"recurring" doc:"Pays for a customer's later payments too"`
	Reward       Reward                     `json:"reward" doc:"What it pays you"`
	HoldbackDays int64                      `json:"holdback_days"`
	Conditions   []offerview.ConditionGroup `json:"conditions,omitempty" doc:"All groups must hold for the offer to pay"`
	Rates        []OwnRate                  `json:"rates,omitempty" doc:"Rewards of their own for some products or payments, the most specific first"`
	Renewals     *offerview.OfferRenewals   `json:"renewals,omitempty" doc:"How long later payments earn; absent: for life"`
	Volume       *offerview.OfferVolume     `json:"volume,omitempty" doc:"Rewards that rise with what you sell"`
	Sold         *OwnVolume                 `json:"sold,omitempty" doc:"What you sold in the running period, where rewards rise with it"`
	Caps         []offerview.OfferCap       `json:"caps,omitempty" doc:"The most that is paid to you, or for one customer"`
}

// OwnRate is a reward for some products or payments.
type OwnRate struct {
	Coupon     string                     `json:"coupon,omitempty" doc:"One of your codes"`
	Product    string                     `json:"product,omitempty"`
	Category   string                     `json:"category,omitempty"`
	Payment    string                     `json:"payment,omitempty" enum:"first,renewal"`
	Conditions []offerview.ConditionGroup `json:"conditions,omitempty"`
	Reward     offerview.RateReward       `json:"reward"`
}

// OwnVolume is what you sold.
type OwnVolume struct {
	Amount httpkit.Money `json:"amount"`
	Count  int64         `json:"count"`
}

// Reward is how much an offer pays.
type Reward struct {
	Kind        string         `json:"kind" enum:"percent,flat,nothing"`
	BasisPoints int64          `json:"basis_points,omitempty" doc:"Of percent: hundredths of a percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"Of flat"`
}

// offer shows a version as it was told to the partner.
func (m member) offer(v offer.Version) Offer {
	days := v.HoldbackDays
	if days < 0 {
		days = int64(m.Program.HoldbackDays)
	}
	rules := offerview.Show(v.Rules, m.Program.Currency)
	own := offerview.Reward(v.Term(), m.Program.Currency)
	out := Offer{
		ID: string(v.Offer), Name: v.Name, Action: string(v.Trigger), Recurring: v.Recurring, HoldbackDays: days,
		Reward:     Reward{Kind: own.Kind, BasisPoints: own.BasisPoints, Amount: own.Amount},
		Conditions: rules.Conditions, Renewals: rules.Renewals, Volume: rules.Volume, Caps: rules.Caps,
	}
	for _, r := range rules.Rates {
		out.Rates = append(out.Rates, OwnRate{
			Coupon: r.For.Coupon, Product: r.For.Product, Category: r.For.Category, Payment: r.For.Payment, Conditions: r.Conditions, Reward: r.Reward,
		})
	}
	return out
}
