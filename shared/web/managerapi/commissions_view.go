package managerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Commission is a commission in a list.
type Commission struct {
	ID             string        `json:"id"`
	Kind           string        `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
	Status         string        `json:"status" enum:"pending,held,approved,available,paid,declined,reversed"`
	Amount         httpkit.Money `json:"amount"`
	ReversedAmount httpkit.Money `json:"reversed_amount"`
	NetAmount      httpkit.Money `json:"net_amount" doc:"What is left of it"`
	Reason         string        `json:"reason,omitempty"`
	Partner        PartnerRef    `json:"partner"`
	Offer          string        `json:"offer"`
	Customer       string        `json:"customer,omitempty" doc:"Masked"`
	OccurredAt     time.Time     `json:"occurred_at"`
	HoldUntil      time.Time     `json:"hold_until,omitzero"`
	PayoutID       string        `json:"payout_id,omitempty"`
}

// CommissionDetail is one commission with its story and its trace.
type CommissionDetail struct {
	ID             string         `json:"id"`
	Kind           string         `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
	Status         string         `json:"status" enum:"pending,held,approved,available,paid,declined,reversed"`
	Amount         httpkit.Money  `json:"amount"`
	ReversedAmount httpkit.Money  `json:"reversed_amount"`
	NetAmount      httpkit.Money  `json:"net_amount" doc:"What is left of it"`
	ClawedAmount   httpkit.Money  `json:"clawed_amount" doc:"Taken back by clawbacks, after a payout had claimed it"`
	Reason         string         `json:"reason,omitempty"`
	GivenBy        *PersonRef     `json:"given_by,omitempty" doc:"Who gave it, where no conversion earned it"`
	GivenFor       string         `json:"given_for,omitempty" doc:"Why it was given"`
	Partner        PartnerRef     `json:"partner"`
	OfferID        string         `json:"offer_id"`
	Offer          string         `json:"offer"`
	OfferVersion   int64          `json:"offer_version"`
	Reward         Reward         `json:"reward"`
	Sale           *httpkit.Money `json:"sale,omitempty" doc:"What the customer paid, in the program's currency"`
	Paid           *httpkit.Paid  `json:"paid,omitempty" doc:"What the customer paid, where it was in another currency"`
	Customer       string         `json:"customer,omitempty" doc:"Masked"`
	TransactionID  string         `json:"transaction_id"`
	OrderID        string         `json:"order_id"`
	ConversionID   string         `json:"conversion_id"`
	LinkID         string         `json:"link_id,omitempty"`
	Sub1           string         `json:"sub1,omitempty"`
	OccurredAt     time.Time      `json:"occurred_at"`
	CreatedAt      time.Time      `json:"created_at"`
	HoldUntil      time.Time      `json:"hold_until,omitzero"`
	PayoutID       string         `json:"payout_id,omitempty"`
	Timeline       []TimelineStep `json:"timeline"`
	Steps          []TraceStep    `json:"steps" doc:"Of the decision that made it"`
	Acts           []Act          `json:"acts" doc:"What people did with it that moved no money: holds, releases, a shorter holdback"`
}

// Act is something that somebody did.
type Act struct {
	Action string    `json:"action" example:"commission.hold"`
	By     PersonRef `json:"by"`
	At     time.Time `json:"at"`
}

func (s staff) commissionRow(r commission.Row, partner PartnerRef) Commission {
	return Commission{
		ID: string(r.ID), Kind: string(r.Kind), Status: string(r.Status), Amount: httpkit.MoneyOf(r.Amount), ReversedAmount: s.money(r.Reversed), NetAmount: s.money(r.Amount.Minor() - r.Reversed),
		Reason: r.Reason, Partner: partner, Offer: r.Offer, Customer: r.Masked, OccurredAt: r.EventAt, HoldUntil: r.DueAt, PayoutID: string(r.Payout),
	}
}

func (s staff) commission(c commission.Commission) CommissionDetail {
	v := CommissionDetail{
		ID: string(c.ID), Kind: string(c.Kind), Status: string(c.Status), Amount: httpkit.MoneyOf(c.Amount), ReversedAmount: s.money(c.Reversed),
		ClawedAmount: s.money(c.Clawed), NetAmount: s.money(c.Net()), GivenFor: c.Basis.Why, Reason: c.Reason, OfferID: string(c.Basis.Offer), Offer: c.Basis.OfferName, OfferVersion: c.Basis.OfferVersion,
		Reward: s.rewardOf(c), Customer: c.Masked, TransactionID: c.Transaction, OrderID: c.Order,
		ConversionID: string(c.Conversion), LinkID: string(c.Link), Sub1: c.Sub, OccurredAt: c.EventAt, CreatedAt: c.RecordedAt,
		HoldUntil: c.DueAt, PayoutID: string(c.Payout), Timeline: timeline(c), Paid: paidOf(c.Basis.Exchanged),
	}
	if c.Basis.BaseMinor != 0 {
		sale := s.money(c.Basis.BaseMinor)
		v.Sale = &sale
	}
	return v
}

// rewardOf is what a commission was computed by.
func (s staff) rewardOf(c commission.Commission) Reward {
	if c.Basis.Type == string(offer.Percent) {
		return s.reward(offer.Percent, c.Basis.Rate, 0)
	}
	return s.reward(offer.Flat, 0, c.Amount.Minor()) // several rewards at once, or none
}

// timeline is what a commission has been through, and what is expected next.
func timeline(c commission.Commission) []TimelineStep {
	steps := []TimelineStep{{State: "recorded", At: c.EventAt, Done: true}}
	if c.Amount.Sign() > 0 {
		steps = append(steps, TimelineStep{State: string(commission.Pending), At: c.RecordedAt, Done: true})
	}
	switch c.Status {
	case commission.Pending:
		return append(steps, TimelineStep{State: string(commission.Approved), At: c.DueAt}, TimelineStep{State: string(commission.Paid)})
	case commission.Held:
		return append(steps, TimelineStep{State: string(commission.Held), At: c.RecordedAt, Done: true, Reason: c.Reason},
			TimelineStep{State: string(commission.Approved)}, TimelineStep{State: string(commission.Paid)})
	case commission.Declined:
		return append(steps, TimelineStep{State: string(commission.Declined), At: c.EndedAt, Done: true, Reason: c.Reason})
	case commission.Approved, commission.Available, commission.Paid, commission.Reversed:
	}
	steps = append(steps, TimelineStep{State: string(commission.Approved), At: c.ApprovedAt, Done: true})
	if c.Status == commission.Approved {
		steps = append(steps, TimelineStep{State: string(commission.Available)})
	}
	switch {
	case c.Status == commission.Reversed:
		return append(steps, TimelineStep{State: string(commission.Reversed), At: c.EndedAt, Done: true, Reason: c.Reason})
	case c.Status == commission.Paid:
		return append(steps, TimelineStep{State: string(commission.Paid), At: c.PaidAt, Done: true})
	case c.Payout != "":
		steps = append(steps, TimelineStep{State: "in_payout", Done: true})
	}
	return append(steps, TimelineStep{State: string(commission.Paid)})
}
