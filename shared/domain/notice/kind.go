package notice

import (
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

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
)

// Kinds returns the kinds that a person may switch off, as the preferences list
// them. That a customer asks, which the law lets wait 30 days, and that a payout
// method was changed, is always told.
func Kinds() []Kind {
	return []Kind{
		FirstConversion, Conversion, CommissionApproved, CommissionDeclined, CommissionReversed, PayoutSent,
		PayoutFailed, ApplicationReceived, ApplicationApproved, ApplicationRejected, TierChanged, HookFailing, HookDisabled,
	}
}

// Mailed tells whether the kind has a letter; the others are in-app only.
func (k Kind) Mailed() bool {
	switch k {
	case FirstConversion, CommissionApproved, PayoutSent, PayoutFailed,
		ApplicationReceived, ApplicationApproved, ApplicationRejected, HookFailing, HookDisabled, CustomerAsked, MethodChanged, TierChanged:
		return true
	case Conversion, CommissionDeclined, CommissionReversed:
		return false
	}
	return false
}

// kindOf returns what an event is told as, "" when nobody is told. Whether a
// conversion is the first is known only when its milestone is claimed.
func kindOf(e event.Event) Kind {
	ofProgram := e.Type == event.HookFailing || e.Type == event.HookDisabled || e.Type == event.CustomerAsked
	if e.Partner == "" && !ofProgram {
		return ""
	}
	switch e.Type {
	case event.ConversionRecorded:
		return conversionKind(e.Data)
	case event.CommissionApproved:
		return CommissionApproved
	case event.CommissionDeclined:
		return CommissionDeclined
	case event.CommissionReversed:
		return CommissionReversed
	case event.PayoutSent:
		return PayoutSent
	case event.PayoutFailed:
		return PayoutFailed
	case event.EnrollmentApplied:
		return ApplicationReceived
	case event.EnrollmentApproved:
		return ApplicationApproved
	case event.EnrollmentRejected:
		return ApplicationRejected
	case event.HookFailing:
		return HookFailing
	case event.HookDisabled:
		return HookDisabled
	case event.CustomerAsked:
		return CustomerAsked
	case event.MethodChanged:
		return MethodChanged
	case event.TierChanged:
		return TierChanged
	case event.ConversionAwaited, event.ConversionJoined, event.ConversionRefunded, event.CommissionCreated, event.CommissionPaid, event.CommissionFunded, event.CommissionUnpaid, event.PayoutQueued:
		return ""
	}
	return ""
}

// conversionKind leaves out refunds, which are told by what they do to a
// commission, and signups that earned nothing.
func conversionKind(data map[string]string) Kind {
	switch data[event.Kind] {
	case "sale", "lead", "recurring":
		return Conversion
	case "signup":
		if data[event.CommissionID] != "" {
			return Conversion
		}
	}
	return ""
}

// Message makes the message by which people get to know of an event.
func Message(e event.Event) (queue.Message, bool) {
	if kindOf(e) == "" {
		return queue.Message{}, false
	}
	e.Rollups = nil
	return queue.Message{Body: event.Encode(e)}, true
}
