// Package ecb fetches the reference rates that the European Central Bank
// publishes each working day, at about four in the afternoon in Frankfurt.
package ecb

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Address is where the bank publishes the latest rates.
const Address = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"

// Feed fetches the rates.
type Feed struct {
	Caller  webhook.Caller
	Address string // the bank's own when empty
}

// Latest returns the rates of the last published day. Unavailable when the bank
// does not answer, Invalid when its answer is none of its documents.
func (f Feed) Latest(ctx context.Context) ([]fx.Rate, error) {
	address := f.Address
	if address == "" {
		address = Address
	}
	answer := f.Caller.CallEach(ctx, []webhook.Request{{Method: http.MethodGet, URL: address}})[0]
	if answer.Err != nil {
		return nil, answer.Err
	}
	if answer.Status != http.StatusOK {
		return nil, fault.New(fault.Unavailable, "fx.ecb_unavailable", "The central bank answered with status %d.", answer.Status)
	}
	return fx.ReadECB(answer.Body)
}
