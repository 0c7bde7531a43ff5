package notice

import (
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// kindOf returns what an event is told as to those whom it is about, "" when
// nobody is told. Whether a conversion is the first is known only when its
// milestone is claimed.
func kindOf(e event.Event) Kind {
	ofProgram := e.Type == event.HookFailing || e.Type == event.HookDisabled || e.Type == event.CustomerAsked || e.Type == event.PayoutRunPlanned
	if e.Partner == "" && !ofProgram && !broadcast(e) {
		return ""
	}
	if e.Data[event.Invited] != "" { // they get a letter of its own
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
	case event.EnrollmentSuspended:
		return PartnerSuspended
	case event.EnrollmentResumed:
		return PartnerResumed
	case event.EnrollmentBanned:
		return PartnerBanned
	case event.EnrollmentLeft:
		return PartnerLeft
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
	case event.OfferPublished:
		return NewOffer
	case event.PromotionAnnounced:
		return NewPromotion
	case event.AgreementPublished:
		return NewAgreement
	case event.TicketAsked:
		return TicketAsked
	case event.TicketAnswered:
		return TicketAnswered
	case event.CaseOpened:
		return CaseOpened
	case event.ClaimFiled:
		return ClaimFiled
	case event.ClaimAnswered:
		return ClaimAnswered
	case event.PayoutRunPlanned, event.WithdrawalAsked:
		return PayoutWaits
	case event.MonthEnded:
		return MonthlySummary
	case event.LeadSubmitted, event.LeadReferred, event.LeadAnswered, event.LeadApproved, event.LeadRejected, event.LeadWon, event.LeadLost, event.LeadDeleted,
		event.DealRegistered, event.DealAccepted, event.DealRejected, event.DealMoved, event.DealClosed, event.DealReturned, event.DealWon, event.DealLost:
		return pipelineKind(e)
	case event.HistoryImported, event.ConversionAwaited, event.ConversionJoined, event.ConversionRefunded, event.ConversionCorrected, event.CommissionCreated, event.CommissionPaid, event.CommissionFunded, event.CommissionUnpaid, event.PayoutQueued:
		return ""
	}
	return ""
}

// broadcast tells whether an event is about no partner but told to many.
func broadcast(e event.Event) bool {
	return e.Partner == "" && (e.Type == event.OfferPublished || e.Type == event.PromotionAnnounced || e.Type == event.AgreementPublished)
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
