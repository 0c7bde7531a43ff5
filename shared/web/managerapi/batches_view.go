package managerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Batch is one payout run.
type Batch struct {
	ID           string        `json:"id"`
	Status       string        `json:"status" enum:"draft,reviewed,approved,running,closed,cancelled"`
	Rail         string        `json:"rail"`
	Planned      bool          `json:"planned" doc:"False while its payouts are still being built"`
	Total        httpkit.Money `json:"total"`
	Payouts      int64         `json:"payouts"`
	Commissions  int64         `json:"commissions"`
	Paid         int64         `json:"paid" doc:"How many payouts are paid"`
	Failed       int64         `json:"failed" doc:"How many payouts failed or came back"`
	CutoffAt     time.Time     `json:"cutoff_at" doc:"What became available later waits for the next run"`
	CreatedAt    time.Time     `json:"created_at"`
	Run          string        `json:"run,omitempty" doc:"What the run is called: its day, or when it was planned by hand"`
	Fees         httpkit.Money `json:"fees" doc:"What the payouts cost together"`
	PartnerPays  bool          `json:"partner_pays" doc:"The fees are taken from the payouts"`
	Online       bool          `json:"online" doc:"It is sent, rather than exported as a file"`
	Rates        []BatchRate   `json:"rates" doc:"By which it pays other currencies, frozen when it was planned"`
	Signed       []string      `json:"signed" doc:"Ids of the users who approved, in order"`
	CreatedBy    string        `json:"created_by" doc:"Id of a user, or system"`
	ApprovedAt   time.Time     `json:"approved_at,omitzero"`
	ApprovedBy   string        `json:"approved_by,omitempty"`
	ClosedAt     time.Time     `json:"closed_at,omitzero"`
	SelfApproved bool          `json:"self_approved" doc:"By the only person who may approve"`
}

// BatchRate is a rate that a run has frozen.
type BatchRate struct {
	From string `json:"from" example:"EUR"`
	To   string `json:"to" example:"USD"`
	Rate string `json:"rate" doc:"One unit of From in units of To" example:"1.0833"`
	Day  string `json:"day" doc:"The day of the rate" example:"2026-03-10"`
}

func ratesOf(b payout.Batch) []BatchRate {
	out := make([]BatchRate, 0, len(b.Rates))
	for _, r := range b.Rates {
		out = append(out, BatchRate{string(r.From), string(r.To), r.Decimal(), r.Day})
	}
	return out
}

func (s staff) batch(b payout.Batch, payouts []payout.Payout) Batch {
	v := Batch{
		ID: string(b.ID), Status: string(b.Status), Rail: b.Rail, Planned: b.Planned, Total: s.money(0), CutoffAt: b.Cutoff, CreatedAt: b.CreatedAt, CreatedBy: b.CreatedBy,
		Run: b.Key, Fees: s.money(0), PartnerPays: b.Terms.PartnerPays, Online: payout.OnlineRail(b.Rail), Rates: ratesOf(b), Signed: append([]string{}, b.Approval.By...),
		ApprovedAt: b.Approval.At, SelfApproved: b.Approval.Self, ClosedAt: b.ClosedAt,
	}
	if b.Approval.Done() {
		v.ApprovedBy = b.Approval.Last()
	}
	for _, p := range payouts {
		v.Payouts++
		v.Fees.Amount += p.FeeMinor
		v.Commissions += p.Lines
		v.Total.Amount += p.Minor
		switch p.Status {
		case payout.Paid:
			v.Paid++
		case payout.Failed, payout.Returned:
			v.Failed++
		case payout.Building, payout.Reserved, payout.Queued, payout.Sending, payout.Processing, payout.Reconciling, payout.Exported, payout.Cancelled:
		}
	}
	return v
}
