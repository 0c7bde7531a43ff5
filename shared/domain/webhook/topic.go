package webhook

import (
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Topic is an event's name to the outside. Append only.
type Topic string

// The topics.
const (
	LeadCreated        Topic = "lead.created"
	ConversionCreated  Topic = "conversion.created"
	CommissionCreated  Topic = "commission.created"
	CommissionApproved Topic = "commission.approved"
	CommissionDeclined Topic = "commission.declined"
	CommissionReversed Topic = "commission.reversed"
	CommissionPaid     Topic = "commission.paid"
	PayoutSent         Topic = "payout.sent"
	PayoutFailed       Topic = "payout.failed"
	PartnerApproved    Topic = "partner.approved"
	PartnerApplied     Topic = "partner.applied"  // told to programs only
	PartnerRejected    Topic = "partner.rejected" // told to programs only
)

// Topics returns all topics that a hook of this partner may subscribe to; of
// the program itself when there is none.
func Topics(o id.Partner) []Topic {
	all := []Topic{
		LeadCreated, ConversionCreated, CommissionCreated, CommissionApproved, CommissionDeclined,
		CommissionReversed, CommissionPaid, PayoutSent, PayoutFailed, PartnerApproved,
	}
	if o == "" {
		all = append(all, PartnerApplied, PartnerRejected)
	}
	return all
}

// TopicsOf returns the topics under which an event is told: none when it is
// inner, two when a conversion earned a commission. Partners hear of a refund
// by what it does to a commission.
func TopicsOf(e event.Event) []Topic {
	switch e.Type {
	case event.ConversionRecorded:
		return conversionTopics(e.Data)
	case event.CommissionCreated:
		return []Topic{CommissionCreated}
	case event.CommissionApproved:
		return []Topic{CommissionApproved}
	case event.CommissionDeclined:
		return []Topic{CommissionDeclined}
	case event.CommissionReversed:
		return []Topic{CommissionReversed}
	case event.CommissionPaid:
		return []Topic{CommissionPaid}
	case event.PayoutSent:
		return []Topic{PayoutSent}
	case event.PayoutFailed:
		return []Topic{PayoutFailed}
	case event.EnrollmentApproved:
		return []Topic{PartnerApproved}
	case event.EnrollmentApplied:
		return []Topic{PartnerApplied}
	case event.EnrollmentRejected:
		return []Topic{PartnerRejected}
	case event.CommissionFunded, event.ConversionAwaited, event.ConversionJoined, event.ConversionRefunded, event.ConversionCorrected, event.CaseOpened, event.ClaimFiled, event.ClaimAnswered, event.CommissionUnpaid, event.PayoutQueued, event.PayoutRunPlanned, event.WithdrawalAsked, event.MethodChanged, event.HookFailing, event.HookDisabled, event.CustomerAsked, event.HistoryImported, event.TierChanged,
		event.EnrollmentSuspended, event.EnrollmentResumed, event.EnrollmentBanned, event.EnrollmentLeft,
		event.OfferPublished, event.PromotionAnnounced, event.AgreementPublished, event.MonthEnded, event.TicketAsked, event.TicketAnswered,
		event.LeadSubmitted, event.LeadReferred, event.LeadAnswered, event.LeadApproved, event.LeadRejected, event.LeadWon, event.LeadLost, event.LeadDeleted,
		event.DealRegistered, event.DealAccepted, event.DealRejected, event.DealMoved, event.DealClosed, event.DealReturned, event.DealWon, event.DealLost:
		return nil
	}
	return nil
}

func conversionTopics(data map[string]string) []Topic {
	var ts []Topic
	switch data[event.Kind] {
	case "lead":
		ts = append(ts, LeadCreated)
	case "sale", "recurring", "upgrade", "signup":
		ts = append(ts, ConversionCreated)
	default:
		return nil
	}
	if data[event.CommissionID] != "" {
		ts = append(ts, CommissionCreated)
	}
	return ts
}
