package webhook

import (
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// sample returns an event that never happened.
func sample(p id.Program, o id.Partner, now time.Time, entropy io.Reader) (event.Event, error) {
	subject, err := id.New[id.Conversion](now, entropy)
	if err != nil {
		return event.Event{}, err
	}
	e, err := event.New(event.ConversionRecorded, now, p, o, string(subject), 1)
	e.Data = sampleData()
	return e, err
}

func sampleData() map[string]string {
	return map[string]string{
		event.ClickID: "test-click", event.TransactionID: "test-order-1", event.Kind: "sale", event.Payout: "12.50",
		event.Amount: "50.00", event.Currency: "EUR", event.OfferName: "A test", event.Sub1: "test-sub",
		event.Country: "DE", event.Device: "desktop",
	}
}
