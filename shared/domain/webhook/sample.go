package webhook

import (
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Whose the samples in documents are.
const (
	SampleProgram = id.Program("prg_01JD0000000000000000000000")
	SamplePartner = id.Partner("ptr_01JD0000000000000000000000")
)

// Sample returns an event of a topic that never happened and says so. Without
// a partner, because the hook is the program's, an invented one is named.
func Sample(t Topic, p id.Program, o id.Partner, now time.Time, entropy io.Reader) (event.Event, error) {
	if o == "" {
		o = SamplePartner
	}
	subject, err := sampleSubject(t, now, entropy)
	if err != nil {
		return event.Event{}, err
	}
	kind, data := sampleData(t)
	e, err := event.New(kind, now, p, o, subject, 1)
	data[testMark] = "true"
	e.Data = data
	return e, err
}

func sampleSubject(t Topic, now time.Time, entropy io.Reader) (string, error) {
	switch t {
	case PayoutSent, PayoutFailed:
		s, err := id.New[id.Payout](now, entropy)
		return string(s), err
	case PartnerApplied, PartnerApproved, PartnerRejected:
		return string(SampleProgram) + "/" + string(SamplePartner), nil
	case LeadCreated, ConversionCreated, CommissionCreated:
		s, err := id.New[id.Conversion](now, entropy)
		return string(s), err
	case CommissionApproved, CommissionDeclined, CommissionReversed, CommissionPaid:
	}
	s, err := id.New[id.Posting](now, entropy)
	return string(s), err
}

// sampleData is the type of event that a topic tells of, and what it holds.
func sampleData(t Topic) (event.Type, map[string]string) {
	sale := map[string]string{
		event.ClickID: "test-click", event.TransactionID: "test-order-1", event.Kind: "sale", event.Status: "pending",
		event.CommissionID: "com_01JD0000000000000000000000", event.Payout: "12.50", event.Amount: "50.00", event.Currency: "EUR",
		event.OfferID: "off_01JD0000000000000000000000", event.OfferName: "A test", event.LinkID: "lnk_01JD0000000000000000000000",
		event.Sub1: "test-sub", event.Country: "DE", event.Device: "desktop", event.Coupon: "TEST10",
	}
	decided := func(status, reason string) map[string]string {
		return map[string]string{
			event.CommissionID: sale[event.CommissionID], event.ConversionID: "cnv_01JD0000000000000000000000", event.Count: "1",
			event.ClickID: sale[event.ClickID], event.TransactionID: sale[event.TransactionID], event.Sub1: sale[event.Sub1],
			event.Payout: "12.50", event.Currency: "EUR", event.Status: status, event.Reason: reason, event.OfferID: sale[event.OfferID],
		}
	}
	switch t {
	case LeadCreated:
		sale[event.Kind], sale[event.TransactionID] = "lead", "test-lead-1"
		delete(sale, event.Amount)
		delete(sale, event.Coupon)
		return event.ConversionRecorded, sale
	case ConversionCreated, CommissionCreated:
		return event.ConversionRecorded, sale
	case CommissionApproved:
		return event.CommissionApproved, decided("available", "")
	case CommissionDeclined:
		return event.CommissionDeclined, decided("declined", "The order was a test.")
	case CommissionReversed:
		return event.CommissionReversed, decided("reversed", "refund")
	case CommissionPaid:
		return event.CommissionPaid, map[string]string{payoutID: "pay_01JD0000000000000000000000", event.Count: "1"}
	case PayoutSent:
		return event.PayoutSent, map[string]string{event.Amount: "125.00", event.Currency: "EUR", event.Reference: "TEST-1"}
	case PayoutFailed:
		return event.PayoutFailed, map[string]string{event.Amount: "125.00", event.Currency: "EUR", event.Reason: "The account does not exist."}
	case PartnerApplied:
		return event.EnrollmentApplied, map[string]string{}
	case PartnerApproved:
		return event.EnrollmentApproved, map[string]string{}
	case PartnerRejected:
		return event.EnrollmentRejected, map[string]string{event.Reason: "This was a test."}
	}
	return event.ConversionRecorded, sale
}

// Example is what a hook of the JSON form would be sent for a topic.
func Example(t Topic, now time.Time, entropy io.Reader) ([]byte, error) {
	e, err := Sample(t, SampleProgram, SamplePartner, now, entropy)
	if err != nil {
		return nil, err
	}
	return Delivery{Topic: t, Event: e}.body()
}
