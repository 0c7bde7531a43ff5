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
	PayoutFacts
}

// PayoutFacts is what a payout costs, who wants it, and what is next.
type PayoutFacts struct {
	Rail        string        `json:"rail"`
	Fee         httpkit.Money `json:"fee"`
	PartnerPays bool          `json:"partner_pays" doc:"The fee is taken from the amount"`
	Net         httpkit.Money `json:"net" doc:"What is paid"`

	Sent *httpkit.Exchanged `json:"sent,omitempty" doc:"What leaves, where that is in another currency"`

	RequestedAt time.Time `json:"requested_at"`
	AskedBy     string    `json:"asked_by,omitempty" doc:"Of a withdrawal: id of the user who wants it"`
	RetryOf     string    `json:"retry_of,omitempty" doc:"The payout that it makes anew"`
	Awaiting    bool      `json:"awaiting_approval"`
	Signed      []string  `json:"signed" doc:"Of a withdrawal: ids of those who approved"`
	Self        bool      `json:"self_approved"`
	Handled     bool      `json:"handled" doc:"Of one that failed or came back: somebody has seen to it"`
	Unclaimed   time.Time `json:"unclaimed_since,omitzero" doc:"Since when the payee leaves it at the provider"`
	Evidence    string    `json:"evidence,omitempty" doc:"What was found out of one whose outcome was unknown; for managers only"`
	Online      bool      `json:"online" doc:"The provider says what becomes of it"`
}

func factsOf(p payout.Payout) PayoutFacts {
	return PayoutFacts{
		Rail: p.Rail, Fee: moneyOf(p.FeeMinor, p.Account.Currency), PartnerPays: p.Terms.PartnerPays, Net: moneyOf(p.Minor-p.Deducted(), p.Account.Currency), RequestedAt: p.CreatedAt,
		AskedBy: p.AskedBy, RetryOf: string(p.Retry), Awaiting: p.Awaiting(), Signed: append([]string{}, p.Approval.By...), Self: p.Approval.Self, Handled: p.Handled,
		Unclaimed: p.Unclaimed, Evidence: p.Evidence, Online: payout.OnlineRail(p.Rail), Sent: exchangedOf(p),
	}
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
	PayoutFacts
}

// PayoutLine is one commission in a payout; clawbacks are negative.
type PayoutLine struct {
	CommissionID string        `json:"commission_id"`
	Offer        string        `json:"offer"`
	Kind         string        `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
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
		PayeeName: p.PayeeName, Masked: p.Masked, Commissions: p.Lines, Reference: p.Reference, Reason: p.Reason, PayoutFacts: factsOf(p),
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
		Reference: row.Reference, Reason: row.Reason, CreatedAt: p.CreatedAt, PaidAt: row.PaidAt, Lines: []PayoutLine{}, Timeline: payoutTimeline(p), PayoutFacts: row.PayoutFacts,
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
