// Package event holds what has happened and must be told. An event is written
// in the same transaction as the change it tells of, and travels by the table's
// stream: losing one is impossible, telling one twice is allowed, so whoever
// hears it deduplicates by ID.
package event

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Type says what happened.
type Type string

// The types. Append only: they are stored and sent to outside hooks.
const (
	ConversionRecorded  Type = "conversion.recorded"
	ConversionAwaited   Type = "conversion.awaited"   // inner: its customer was bound, decide it again
	ConversionJoined    Type = "conversion.joined"    // inner: what its click tells is known now
	ConversionRefunded  Type = "conversion.refunded"  // inner: revenue went back, no commission did
	ConversionCorrected Type = "conversion.corrected" // inner: a manager gave it another amount, or cancelled it
	CommissionCreated   Type = "commission.created"
	CommissionApproved  Type = "commission.approved"
	CommissionDeclined  Type = "commission.declined"
	CommissionReversed  Type = "commission.reversed"
	CommissionPaid      Type = "commission.paid"
	CommissionFunded    Type = "commission.funded" // inner: in a network, the money for it has come
	CommissionUnpaid    Type = "commission.unpaid" // inner: the payout that had paid it came back
	PayoutQueued        Type = "payout.queued"
	PayoutSent          Type = "payout.sent"
	PayoutFailed        Type = "payout.failed" // or came back, or was declined: its status says so
	MethodChanged       Type = "payout_method.changed"
	EnrollmentApplied   Type = "enrollment.applied"
	EnrollmentApproved  Type = "enrollment.approved"
	EnrollmentRejected  Type = "enrollment.rejected"
	EnrollmentSuspended Type = "enrollment.suspended"
	EnrollmentResumed   Type = "enrollment.resumed"
	EnrollmentBanned    Type = "enrollment.banned"
	EnrollmentLeft      Type = "enrollment.left"
	HookFailing         Type = "hook.failing"
	HookDisabled        Type = "hook.disabled"
	TierChanged         Type = "partner.tier_changed"
	OfferPublished      Type = "offer.published"     // inner: all partners of the program are told
	PromotionAnnounced  Type = "promotion.announced" // inner: those partners who see it are told
	AgreementPublished  Type = "agreement.published" // inner: those partners who have to sign it are told
	MonthEnded          Type = "partner.month_ended" // inner: what a month has brought a partner
	TicketAsked         Type = "ticket.asked"        // inner: a partner asks those who run the program
	TicketAnswered      Type = "ticket.answered"     // inner: and they answer
	CaseOpened          Type = "fraud.case_opened"   // inner: a conversion waits for a manager
	ClaimFiled          Type = "claim.filed"         // inner: a partner asks for a missing order
	ClaimAnswered       Type = "claim.answered"      // inner: it is credited or refused
	PayoutRunPlanned    Type = "payout_run.planned"  // inner: those who run the program are to approve it
	WithdrawalAsked     Type = "withdrawal.asked"    // inner: and this
	CustomerAsked       Type = "customer.asked"      // inner: a customer asks what is held of them
	HistoryImported     Type = "history.imported"    // inner: commissions of another product came in; only counters hear it
)

// Shown tells whether the event has a line in the recent activity of partner
// and program. What goes along with a shown event has none of its own.
func (t Type) Shown() bool {
	switch t {
	case ConversionRecorded, CommissionApproved, CommissionDeclined, CommissionReversed, PayoutSent, PayoutFailed,
		EnrollmentApplied, EnrollmentApproved, EnrollmentRejected, EnrollmentSuspended, EnrollmentResumed, EnrollmentBanned, EnrollmentLeft, TierChanged,
		LeadSubmitted, LeadApproved, LeadRejected, LeadWon, LeadLost, DealRegistered, DealAccepted, DealRejected, DealWon, DealLost:
		return true
	case ConversionAwaited, ConversionJoined, ConversionRefunded, ConversionCorrected, CommissionCreated, CommissionPaid, CommissionFunded, CommissionUnpaid, PayoutQueued, MethodChanged, HookFailing, HookDisabled, CustomerAsked, HistoryImported,
		OfferPublished, PromotionAnnounced, AgreementPublished, MonthEnded, TicketAsked, TicketAnswered, PayoutRunPlanned, WithdrawalAsked, CaseOpened, ClaimFiled, ClaimAnswered,
		LeadReferred, LeadAnswered, LeadDeleted, DealMoved, DealClosed, DealReturned:
		return false
	}
	return false
}

// Event is one thing that happened to Subject (the id of a commission, payout,
// conversion or enrollment). Version is the subject's own version, so that a
// listener can drop what is older than what it knows.
type Event struct {
	ID      id.Event
	Type    Type
	At      time.Time
	Program id.Program
	Partner id.Partner // empty when no partner is concerned
	Subject string
	Version int64
	// Data is what a notice or a postback macro needs: amounts as decimals,
	// currency, reason, click_id, sub1…sub5, transaction_id. No customer data.
	Data map[string]string
	// Rollups are the changes of the day counters that this event makes.
	Rollups []Rollup
}

// Rollup changes the counters of one day of the program and of the partner.
// Delta's keys are counter names: conversions signups leads sales revenue
// refunded earned pending approved available paid declined reversed; amounts are minor
// units of the program's currency. The facets name the breakdown rows that take
// conversions, revenue and earned as well.
type Rollup struct {
	Day string // yyyy-mm-dd in the program's zone, of the event
	// Shared says that the event is counted for the program elsewhere: here it
	// brings the program amounts only.
	Shared bool
	Facets
	Delta map[string]int64
}

// Facets are what a day is broken down by besides its total; one that is not
// known is empty.
type Facets struct {
	Link     string `json:"l,omitempty"`
	Offer    string `json:"o,omitempty"`
	Sub      string `json:"s,omitempty"`
	Device   string `json:"dv,omitempty"`
	Country  string `json:"c,omitempty"`
	Referrer string `json:"r,omitempty"`
}
