package notice

import "slices"

// Kind says what a notice is about, and which letter goes with it.
type Kind string

// The kinds. Append only: they are stored, in preferences too.
const (
	FirstConversion     Kind = "first_conversion"
	Conversion          Kind = "conversion"
	CommissionApproved  Kind = "commission_approved"
	CommissionDeclined  Kind = "commission_declined"
	CommissionReversed  Kind = "commission_reversed"
	PayoutSent          Kind = "payout_sent"
	PayoutFailed        Kind = "payout_failed"
	ApplicationReceived Kind = "application_received"
	ApplicationApproved Kind = "application_approved"
	ApplicationRejected Kind = "application_rejected"
	HookFailing         Kind = "hook_failing"
	HookDisabled        Kind = "hook_disabled"
	CustomerAsked       Kind = "customer_asked"
	MethodChanged       Kind = "payout_method_changed"
	TierChanged         Kind = "tier_changed"
	NewOffer            Kind = "new_offer"
	NewPromotion        Kind = "new_promotion"
	NewAgreement        Kind = "new_agreement"
	MonthlySummary      Kind = "monthly_summary"
	NewApplication      Kind = "new_application"
	TicketAsked         Kind = "ticket_asked"
	TicketAnswered      Kind = "ticket_answered"
	LeadSubmitted       Kind = "lead_submitted"
	LeadReferred        Kind = "lead_referred"
	LeadAnswered        Kind = "lead_answered"
	LeadDecided         Kind = "lead_decided"
	DealRegistered      Kind = "deal_registered"
	DealClosed          Kind = "deal_closed"
	DealDecided         Kind = "deal_decided"
	PartnerSuspended    Kind = "partner_suspended"
	PartnerResumed      Kind = "partner_resumed"
	PartnerBanned       Kind = "partner_banned"
	PartnerLeft         Kind = "partner_left"
	PayoutWaits         Kind = "payout_waits"
	CaseOpened          Kind = "case_opened"
	ClaimFiled          Kind = "claim_filed"
	ClaimAnswered       Kind = "claim_answered"
)

// Kinds returns the kinds that a person may switch off, as the preferences list
// them. That a customer asks, which the law lets wait 30 days, that a payout
// method was changed, that a partnership stops or goes on, and what people ask
// and answer, is always told.
func Kinds() []Kind {
	return []Kind{
		FirstConversion, Conversion, CommissionApproved, CommissionDeclined, CommissionReversed, PayoutSent,
		PayoutFailed, ApplicationReceived, ApplicationApproved, ApplicationRejected, NewOffer, NewPromotion,
		TierChanged, MonthlySummary, LeadSubmitted, LeadReferred, LeadAnswered, LeadDecided, DealRegistered, DealClosed, DealDecided,
		NewApplication, PayoutWaits, CaseOpened, ClaimFiled, ClaimAnswered, HookFailing, HookDisabled,
	}
}

// Optional tells whether a person may switch the kind off.
func (k Kind) Optional() bool { return slices.Contains(Kinds(), k) }

// OfPartners tells whether people of partners are told the kind.
func (k Kind) OfPartners() bool {
	return !slices.Contains([]Kind{NewApplication, PayoutWaits, CaseOpened, ClaimFiled, CustomerAsked, TicketAsked, LeadSubmitted, LeadAnswered, DealRegistered, DealClosed}, k)
}

// OfManagers tells whether those who run a program are told the kind.
func (k Kind) OfManagers() bool { return !k.OfPartners() || k == HookFailing || k == HookDisabled }

// on tells whether a kind is told by a channel to those who chose nothing. What
// comes often is mailed to those only who want it.
func (k Kind) on(c Channel) bool {
	return c == InApp || k != Conversion && k != CommissionDeclined && k != CommissionReversed && k != CaseOpened
}
