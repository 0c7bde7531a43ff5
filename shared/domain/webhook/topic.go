package webhook

import (
	"github.com/tributaryhq/tributary/shared/domain/event"
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
)

// Topics returns all topics that a hook may subscribe to.
func Topics() []Topic {
	return []Topic{
		LeadCreated, ConversionCreated, CommissionCreated, CommissionApproved, CommissionDeclined,
		CommissionReversed, CommissionPaid, PayoutSent, PayoutFailed, PartnerApproved,
	}
}

// TopicsOf returns the topics under which a partner hears of an event: none
// when it is none of a partner's business, two when a conversion earned a
// commission. Refunds are told by what they do to a commission.
func TopicsOf(e event.Event) []Topic {
	if e.Partner == "" {
		return nil
	}
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
	case event.ConversionAwaited, event.PayoutQueued, event.EnrollmentApplied, event.EnrollmentRejected, event.HookDisabled:
		return nil
	}
	return nil
}

func conversionTopics(data map[string]string) []Topic {
	var ts []Topic
	switch data[event.Kind] {
	case "lead":
		ts = append(ts, LeadCreated)
	case "sale", "recurring", "signup":
		ts = append(ts, ConversionCreated)
	default:
		return nil
	}
	if data[event.CommissionID] != "" {
		ts = append(ts, CommissionCreated)
	}
	return ts
}
