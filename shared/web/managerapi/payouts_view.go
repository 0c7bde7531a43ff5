package managerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// PayoutList is all payouts of a run; it has one page.
type PayoutList struct {
	Data       []Payout `json:"data"`
	HasMore    bool     `json:"has_more"`
	NextCursor string   `json:"next_cursor"`
}

// Payout is one transfer to one partner, in a list.
type Payout struct {
	ID          string        `json:"id"`
	BatchID     string        `json:"batch_id,omitempty"`
	Partner     PartnerRef    `json:"partner"`
	Status      string        `json:"status" enum:"building,reserved,queued,sending,processing,exported,paid,failed,reconciling,returned,cancelled"`
	Amount      httpkit.Money `json:"amount"`
	PayeeName   string        `json:"payee_name"`
	Masked      string        `json:"masked" doc:"The account, masked"`
	Commissions int64         `json:"commissions" doc:"How many lines"`
	Reference   string        `json:"reference,omitempty"`
	Reason      string        `json:"reason,omitempty"`
	PaidAt      time.Time     `json:"paid_at,omitzero"`
}

// PayoutDetail is one payout with its lines.
type PayoutDetail struct {
	ID          string         `json:"id"`
	BatchID     string         `json:"batch_id,omitempty"`
	Partner     PartnerRef     `json:"partner"`
	Status      string         `json:"status" enum:"building,reserved,queued,sending,processing,exported,paid,failed,reconciling,returned,cancelled"`
	Amount      httpkit.Money  `json:"amount"`
	Commissions int64          `json:"commissions"`
	PayeeName   string         `json:"payee_name"`
	Masked      string         `json:"masked" doc:"The account, masked"`
	Reference   string         `json:"reference,omitempty"`
	Reason      string         `json:"reason,omitempty"`
	CreatedAt   time.Time      `json:"created_at"`
	PaidAt      time.Time      `json:"paid_at,omitzero"`
	Lines       []PayoutLine   `json:"lines" doc:"The first 1,000"`
	Timeline    []TimelineStep `json:"timeline"`
}

// PayoutLine is one commission in a payout; clawbacks are negative.
type PayoutLine struct {
	CommissionID string        `json:"commission_id"`
	Offer        string        `json:"offer"`
	Kind         string        `json:"kind" enum:"sale,recurring,upgrade,lead,signup,clawback,reinstated"`
	OccurredAt   time.Time     `json:"occurred_at"`
	Amount       httpkit.Money `json:"amount"`
}

// PaidInput says that a payout was transferred.
type PaidInput struct {
	Reference string `json:"reference" minLength:"1" maxLength:"200" doc:"The transfer's reference; the partner reads it"`
}

func payoutOf(p payout.Payout, partner PartnerRef) Payout {
	v := Payout{
		ID: string(p.ID), BatchID: string(p.Batch), Partner: partner, Status: string(p.Status), Amount: moneyOf(p.Minor, p.Account.Currency),
		PayeeName: p.PayeeName, Masked: p.Masked, Commissions: p.Lines, Reference: p.Reference, Reason: p.Reason,
	}
	if p.Status == payout.Paid {
		v.PaidAt = p.EndedAt
	}
	return v
}

func payoutDetailOf(p payout.Payout, partner PartnerRef, lines []commission.Commission) PayoutDetail {
	row := payoutOf(p, partner)
	v := PayoutDetail{
		ID: row.ID, BatchID: row.BatchID, Partner: row.Partner, Status: row.Status, Amount: row.Amount, PayeeName: row.PayeeName, Masked: row.Masked, Commissions: row.Commissions,
		Reference: row.Reference, Reason: row.Reason, CreatedAt: p.CreatedAt, PaidAt: row.PaidAt, Lines: []PayoutLine{}, Timeline: payoutTimeline(p),
	}
	for _, c := range lines {
		v.Lines = append(v.Lines, PayoutLine{
			CommissionID: string(c.ID), Offer: c.Basis.OfferName, Kind: string(c.Kind), OccurredAt: c.EventAt, Amount: moneyOf(c.Net(), p.Account.Currency),
		})
	}
	return v
}

// payoutTimeline is what a payout has been through, and what comes next.
func payoutTimeline(p payout.Payout) []TimelineStep {
	steps := []TimelineStep{{State: string(payout.Reserved), At: p.CreatedAt, Done: true}}
	if !p.SentAt.IsZero() {
		steps = append(steps, TimelineStep{State: string(payout.Sending), At: p.SentAt, Done: true})
	}
	if p.Status.Final() {
		return append(steps, TimelineStep{State: string(p.Status), At: p.EndedAt, Done: true, Reason: p.Reason})
	}
	return append(steps, TimelineStep{State: string(payout.Paid)})
}
