package partnerapi

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
	ReversedAmount httpkit.Money `json:"reversed_amount" doc:"How much of it was taken back"`
	Reason         string        `json:"reason,omitempty"`
	Offer          string        `json:"offer"`
	Customer       string        `json:"customer,omitempty" doc:"Masked" example:"h•••@fernhill.io"`
	OccurredAt     time.Time     `json:"occurred_at"`
	HoldUntil      time.Time     `json:"hold_until,omitzero"`
	PayoutID       string        `json:"payout_id,omitempty"`
}

// CommissionDetail is one commission with its story.
type CommissionDetail struct {
	ID             string         `json:"id"`
	Kind           string         `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
	Status         string         `json:"status" enum:"pending,held,approved,available,paid,declined,reversed"`
	Amount         httpkit.Money  `json:"amount"`
	ReversedAmount httpkit.Money  `json:"reversed_amount" doc:"How much of it was taken back"`
	Reason         string         `json:"reason,omitempty"`
	OfferID        string         `json:"offer_id"`
	Offer          string         `json:"offer"`
	Reward         Reward         `json:"reward"`
	Sale           *httpkit.Money `json:"sale,omitempty" doc:"What the customer paid"`
	Customer       string         `json:"customer,omitempty" doc:"Masked"`
	TransactionID  string         `json:"transaction_id"`
	Link           *LinkRef       `json:"link,omitempty"`
	Sub1           string         `json:"sub1,omitempty"`
	OccurredAt     time.Time      `json:"occurred_at"`
	CreatedAt      time.Time      `json:"created_at"`
	HoldUntil      time.Time      `json:"hold_until,omitzero"`
	PayoutID       string         `json:"payout_id,omitempty"`
	ExpectedAt     time.Time      `json:"expected_at,omitzero" doc:"When it is likely to become available"`
	Timeline       []TimelineStep `json:"timeline"`
	Explanation    []Reasoning    `json:"explanation" doc:"Why it is what it is"`
}

// LinkRef names a link.
type LinkRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// TimelineStep is one state that was reached, or is expected.
type TimelineStep struct {
	State  string    `json:"state" enum:"recorded,pending,held,approved,available,in_payout,paid,declined,reversed,reserved,queued,sending,processing,exported,failed,reconciling,returned,cancelled"`
	At     time.Time `json:"at,omitzero" doc:"When it was reached, or is expected"`
	Done   bool      `json:"done"`
	Reason string    `json:"reason,omitempty"`
}

// Reasoning is one sentence of an explanation; rule says which, for whoever
// words it anew.
type Reasoning struct {
	Rule string `json:"rule" enum:"attribution,offer,amount,holdback,refund,payout,review"`
	Text string `json:"text"`
}

// underReview is all that a partner is told about a hold.
const underReview = "under_review"

func reasonOf(s commission.Status, reason string) string {
	if s == commission.Held {
		return underReview
	}
	return reason
}

func (m member) commissionRow(r commission.Row) Commission {
	return Commission{
		ID: string(r.ID), Kind: string(r.Kind), Status: string(r.Status), Amount: httpkit.MoneyOf(r.Amount), ReversedAmount: m.money(r.Reversed),
		Reason: reasonOf(r.Status, r.Reason), Offer: r.Offer, Customer: r.Masked, OccurredAt: r.EventAt, HoldUntil: r.DueAt, PayoutID: string(r.Payout),
	}
}

func (m member) commission(c commission.Commission, now time.Time) CommissionDetail {
	v := CommissionDetail{
		ID: string(c.ID), Kind: string(c.Kind), Status: string(c.Status), Amount: httpkit.MoneyOf(c.Amount), ReversedAmount: m.money(c.Reversed),
		Reason: reasonOf(c.Status, c.Reason), OfferID: string(c.Basis.Offer), Offer: c.Basis.OfferName, Reward: m.reward(c),
		Customer: c.Masked, TransactionID: c.Transaction, Sub1: c.Sub, OccurredAt: c.EventAt, CreatedAt: c.RecordedAt,
		HoldUntil: c.DueAt, PayoutID: string(c.Payout), Timeline: timeline(c, expectedPay(c, m.Program, now)),
	}
	if c.Basis.BaseMinor != 0 {
		sale := m.money(c.Basis.BaseMinor)
		v.Sale = &sale
	}
	if c.Status == commission.Pending {
		v.ExpectedAt = c.DueAt
	}
	return v
}

func (m member) reward(c commission.Commission) Reward {
	r := Reward{Kind: c.Basis.Type, BasisPoints: int64(c.Basis.Rate)}
	if offer.Type(c.Basis.Type) == offer.Flat {
		flat := httpkit.MoneyOf(c.Amount)
		r.Amount = &flat
	}
	return r
}

// timeline is what a commission has been through, and what is expected next;
// pay is when it is likely to be paid.
func timeline(c commission.Commission, pay time.Time) []TimelineStep {
	steps := []TimelineStep{{State: "recorded", At: c.EventAt, Done: true}}
	if c.Kind != commission.Clawback {
		steps = append(steps, TimelineStep{State: string(commission.Pending), At: c.RecordedAt, Done: true})
	}
	switch c.Status {
	case commission.Pending:
		return append(steps, TimelineStep{State: string(commission.Approved), At: c.DueAt}, TimelineStep{State: string(commission.Paid), At: pay})
	case commission.Held:
		return append(steps, TimelineStep{State: string(commission.Held), At: c.RecordedAt, Done: true, Reason: underReview},
			TimelineStep{State: string(commission.Approved)}, TimelineStep{State: string(commission.Paid)})
	case commission.Declined:
		return append(steps, TimelineStep{State: string(commission.Declined), At: c.EndedAt, Done: true, Reason: c.Reason})
	case commission.Approved, commission.Available, commission.Paid, commission.Reversed:
	}
	steps = append(steps, TimelineStep{State: string(commission.Approved), At: c.ApprovedAt, Done: true})
	switch {
	case c.Status == commission.Reversed:
		return append(steps, TimelineStep{State: string(commission.Reversed), At: c.EndedAt, Done: true, Reason: c.Reason})
	case c.Status == commission.Paid:
		return append(steps, TimelineStep{State: string(commission.Paid), At: c.PaidAt, Done: true})
	case c.Payout != "":
		steps = append(steps, TimelineStep{State: "in_payout", Done: true})
	}
	return append(steps, TimelineStep{State: string(commission.Paid), At: pay})
}
