package partnerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Commission is a commission in a list.
type Commission struct {
	ID             string        `json:"id"`
	Kind           string        `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
	Status         string        `json:"status" enum:"pending,held,approved,available,paid,declined,reversed"`
	Amount         httpkit.Money `json:"amount"`
	ReversedAmount httpkit.Money `json:"reversed_amount" doc:"How much of it was taken back"`
	NetAmount      httpkit.Money `json:"net_amount" doc:"What is left of it"`
	Said           string        `json:"said" enum:"pending,approved,available,paid,earned,declined,reversed" doc:"What the program calls its state"`
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
	NetAmount      httpkit.Money  `json:"net_amount" doc:"What is left of it"`
	Said           string         `json:"said" enum:"pending,approved,available,paid,earned,declined,reversed" doc:"What the program calls its state"`
	Reason         string         `json:"reason,omitempty"`
	OfferID        string         `json:"offer_id"`
	Offer          string         `json:"offer"`
	Reward         Reward         `json:"reward"`
	Sale           *httpkit.Money `json:"sale,omitempty" doc:"What the customer paid, in the program's currency"`
	Paid           *httpkit.Paid  `json:"paid,omitempty" doc:"What the customer paid, where it was in another currency"`
	Customer       string         `json:"customer,omitempty" doc:"Masked"`
	TransactionID  string         `json:"transaction_id"`
	Link           *LinkRef       `json:"link,omitempty"`
	Sub1           string         `json:"sub1,omitempty"`
	OccurredAt     time.Time      `json:"occurred_at"`
	CreatedAt      time.Time      `json:"created_at"`
	HoldUntil      time.Time      `json:"hold_until,omitzero"`
	PayoutID       string         `json:"payout_id,omitempty"`
	ExpectedAt     time.Time      `json:"expected_at,omitzero" doc:"When it is likely to become available"`
	Expected       Expectation    `json:"expected"`
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

// Reasoning is one sentence of an explanation in English. Code and what stands
// beside it say the same in parts, for whoever words it in another language.
type Reasoning struct {
	Rule   string          `json:"rule" enum:"attribution,offer,amount,award,decision,holdback,refund,payout,review"`
	Text   string          `json:"text"`
	Code   string          `json:"code" enum:"link,link_again,bound,offer,amount,each_time,given,taken,declined,by_hand,under_review,held_back,clawback,won_back,taken_back,clawed_back,awaits_money,in_payout,set_off,available" doc:"Which sentence it is"`
	Name   string          `json:"name,omitempty" doc:"Of a link, an offer or a payout"`
	Words  string          `json:"words,omitempty" doc:"What somebody wrote, or a reason's word"`
	Day    string          `json:"day,omitempty" format:"date"`
	Number int64           `json:"number,omitempty" doc:"Of an offer's version, or of partners that share"`
	Amount *httpkit.Money  `json:"amount,omitempty"`
	Cut    *httpkit.Money  `json:"cut,omitempty" doc:"What was above the most that the offer pays"`
	Parts  []ReasoningPart `json:"parts,omitempty" doc:"Of an amount"`
}

// ReasoningPart is one part of an amount: a rate of something, or so many times
// an amount.
type ReasoningPart struct {
	RateBasisPoints int64         `json:"rate_basis_points,omitempty"`
	Pieces          int64         `json:"pieces,omitempty"`
	Of              httpkit.Money `json:"of"`
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
		NetAmount: m.money(r.Amount.Minor() - r.Reversed), Said: m.say(r.Status, r.Amount),
		Reason: reasonOf(r.Status, r.Reason), Offer: r.Offer, Customer: r.Masked, OccurredAt: r.EventAt, HoldUntil: shownDue(r.Status, r.DueAt), PayoutID: string(r.Payout),
	}
}

func (m member) commission(c commission.Commission, now time.Time) CommissionDetail {
	v := CommissionDetail{
		ID: string(c.ID), Kind: string(c.Kind), Status: string(c.Status), Amount: httpkit.MoneyOf(c.Amount), ReversedAmount: m.money(c.Reversed),
		NetAmount: m.money(c.Net()), Said: m.say(c.Status, c.Amount),
		Reason: reasonOf(c.Status, c.Reason), OfferID: string(c.Basis.Offer), Offer: c.Basis.OfferName, Reward: m.reward(c),
		Customer: c.Masked, TransactionID: c.Transaction, Sub1: c.Sub, OccurredAt: c.EventAt, CreatedAt: c.RecordedAt,
		HoldUntil: shownDue(c.Status, c.DueAt), PayoutID: string(c.Payout), Expected: m.expectation(c, now), Paid: paidOf(c.Basis.Exchanged),
	}
	v.ExpectedAt = v.Expected.AvailableAt
	if c.Status != commission.Pending {
		v.ExpectedAt = time.Time{}
	}
	v.Timeline = timeline(c, v.Expected.PaidAt)
	if c.Basis.BaseMinor != 0 {
		sale := m.money(c.Basis.BaseMinor)
		v.Sale = &sale
	}
	return v
}

// say returns the program's word for a state.
func (m member) say(s commission.Status, amount money.Amount) string {
	return string(commission.Say(m.Program.SummaryStyle, s, amount.Sign() < 0))
}

// shownDue is the end of a holdback; what is under review has none that a
// partner could count on.
func shownDue(s commission.Status, due time.Time) time.Time {
	if s == commission.Held {
		return time.Time{}
	}
	return due
}

func (m member) reward(c commission.Commission) Reward {
	r := Reward{Kind: c.Basis.Type, BasisPoints: int64(c.Basis.Rate)}
	if r.Kind != string(offer.Percent) { // several rewards at once, or none
		flat := httpkit.MoneyOf(c.Amount)
		r.Kind, r.BasisPoints, r.Amount = string(offer.Flat), 0, &flat
	}
	return r
}

// timeline is what a commission has been through, and what is expected next;
// pay is when it is likely to be paid.
func timeline(c commission.Commission, pay time.Time) []TimelineStep {
	steps := []TimelineStep{{State: "recorded", At: c.EventAt, Done: true}}
	if c.Amount.Sign() > 0 {
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
	return append(steps, TimelineStep{State: string(commission.Paid), At: pay})
}
