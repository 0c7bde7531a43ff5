package offerview

import "github.com/tributaryhq/tributary/shared/web/httpkit"

// OfferRules are what an offer says beyond one reward for everybody.
type OfferRules struct {
	Conditions []ConditionGroup `json:"conditions,omitempty" maxItems:"20" doc:"All groups must hold for the offer to pay"`
	Rates      []OfferRate      `json:"rates,omitempty" maxItems:"200" doc:"Rewards of their own for some partners, products or payments. The most specific one counts: coupon before partner, tier, group, product, category, payment"`
	Renewals   *OfferRenewals   `json:"renewals,omitempty" doc:"How long a customer's later payments earn; absent: for life"`
	Volume     *OfferVolume     `json:"volume,omitempty" doc:"Rewards that rise with what a partner sells"`
	Caps       []OfferCap       `json:"caps,omitempty" maxItems:"12" doc:"The most that is paid; that of the offer is its budget"`
}

// ConditionGroup holds when all of its conditions are met, or any.
type ConditionGroup struct {
	Match      string           `json:"match" enum:"all,any"`
	Conditions []OfferCondition `json:"conditions" minItems:"1" maxItems:"50"`
}

// OfferCondition compares what is known of an event with values.
type OfferCondition struct {
	Field    string   `json:"field" maxLength:"210" doc:"country, amount, payment (first or renewal), customer (new or returning), coupon, product, category or metadata.<key>" example:"country"`
	Operator string   `json:"operator" enum:"is,is_not,in,not_in,gt,gte,lt,lte,contains,starts_with"`
	Values   []string `json:"values" maxItems:"100" doc:"One, or several for in and not_in; amounts as plain decimals"`
}

// OfferRate is a reward for some partners, products or payments.
type OfferRate struct {
	Name       string           `json:"name,omitempty" maxLength:"120"`
	For        RateScope        `json:"for"`
	Conditions []ConditionGroup `json:"conditions,omitempty" maxItems:"20"`
	Reward     RateReward       `json:"reward"`
}

// RateScope is whom and what a rate is for; what is left out is for all.
type RateScope struct {
	Coupon   string `json:"coupon,omitempty" maxLength:"64"`
	Partner  string `json:"partner_id,omitempty"`
	Tier     string `json:"tier_id,omitempty"`
	Group    string `json:"group_id,omitempty"`
	Product  string `json:"product,omitempty" maxLength:"200"`
	Category string `json:"category,omitempty" maxLength:"200"`
	Payment  string `json:"payment,omitempty" enum:"first,renewal"`
}

// RateReward is how much a rate pays; nothing excludes what it is for.
type RateReward struct {
	Kind        string         `json:"kind" enum:"percent,flat,nothing"`
	BasisPoints int64          `json:"basis_points,omitempty" minimum:"1" maximum:"10000" doc:"Of percent"`
	Amount      *httpkit.Money `json:"amount,omitempty" doc:"Of flat: for each piece where it is for a product or category, else once for the order"`
}

// OfferRenewals are how long later payments earn.
type OfferRenewals struct {
	Months   int64 `json:"months,omitempty" minimum:"0" maximum:"1200" doc:"From the customer's first payment on; 0: no end"`
	Payments int64 `json:"payments,omitempty" minimum:"0" maximum:"10000" doc:"So many of the customer's payments, the first among them; 0: no end"`
}

// OfferVolume are rewards that rise with what a partner sells in a period.
type OfferVolume struct {
	By     string        `json:"by" enum:"amount,count"`
	Per    string        `json:"per" enum:"month,quarter,year,all"`
	Mode   string        `json:"mode" enum:"marginal,retroactive" default:"marginal" doc:"Whether a level pays more for what lies beyond it, or for the whole period by one commission for the difference"`
	Levels []VolumeLevel `json:"levels" minItems:"1" maxItems:"20" doc:"Below the first one the offer's own reward counts"`
}

// VolumeLevel is the reward from a volume on.
type VolumeLevel struct {
	FromAmount *httpkit.Money `json:"from_amount,omitempty" doc:"By amount"`
	FromCount  int64          `json:"from_count,omitempty" minimum:"0" doc:"By count"`
	Reward     RateReward     `json:"reward"`
}

// OfferCap is the most that is paid in a period.
type OfferCap struct {
	Of     string        `json:"of" enum:"partner,customer,offer" doc:"That of the offer, for all partners together, is its budget"`
	Per    string        `json:"per" enum:"day,week,month,quarter,year,all"`
	Amount httpkit.Money `json:"amount"`
	Soft   bool          `json:"soft,omitempty" doc:"Of the offer: held against the reports, and so it may be overshot a little"`
}
