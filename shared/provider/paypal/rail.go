package paypal

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// window is a day short of how long PayPal knows a sender_batch_id.
const window = 29 * 24 * time.Hour

// Accounts gives the app by which a program pays; Conflict when it has none.
type Accounts interface {
	// Credentials opens what the program pays by.
	Credentials(ctx context.Context, p id.Program, k rail.Kind) (rail.Credentials, error)
	// Ready tells whether it has one, and opens nothing.
	Ready(ctx context.Context, p id.Program, k rail.Kind) error
}

// Rail is the online rail.
type Rail struct {
	API      API
	Accounts Accounts
}

// Window is how long PayPal knows an attempt's key.
func (Rail) Window() time.Duration { return window }

// Pay asks PayPal to pay an attempt. A key that PayPal knows already is found,
// not failed: what became of that batch is the answer.
func (r Rail) Pay(ctx context.Context, a payout.Attempt) payout.Reply {
	of, err := r.Accounts.Credentials(ctx, a.Program, rail.PayPal)
	if err != nil {
		return unclear(err)
	}
	value, err := Decimal(a.Amount)
	if err != nil {
		return payout.Reply{Answer: payout.Refused, Reason: messageOf(err)}
	}
	got := r.API.call(ctx, of, http.MethodPost, "/v1/payments/payouts", map[string]string{"PayPal-Request-Id": a.Key}, create{
		Header: header{Key: a.Key, Type: "EMAIL", Subject: "You have a payment"},
		Items: []pay{{
			Type: "EMAIL", Amount: amount{string(a.Amount.Currency()), value}, Receiver: a.Payee.Email, Key: a.Key, Note: "Your commissions",
		}},
	})
	var b Batch
	if err := got.read(&b); err == nil {
		return batchReply(a, b)
	}
	return r.refused(ctx, of, a, got)
}

// refused reads a refusal. Only what PayPal says of the request itself is a
// definite no: it says so each time, so that no earlier call went through. All
// else may say nothing of a call whose answer was lost.
func (r Rail) refused(ctx context.Context, of rail.Credentials, a payout.Attempt, got answer) payout.Reply {
	said := got.said()
	definite := []string{"VALIDATION_ERROR", "MALFORMED_REQUEST", "MALFORMED_REQUEST_ERROR", "MALFORMED_REQUEST_JSON", "INVALID_REQUEST"}
	switch {
	case got.Err != nil:
		return unclear(got.Err)
	case said.duplicate():
		return r.original(ctx, of, a, said.original())
	case (got.Status == http.StatusBadRequest || got.Status == http.StatusUnprocessableEntity) && slices.Contains(definite, said.Name):
		return payout.Reply{Answer: payout.Refused, Reason: said.reason()}
	}
	return unclear(got.refusal())
}

// original answers for the batch that PayPal already has under the key.
func (r Rail) original(ctx context.Context, of rail.Credentials, a payout.Attempt, found string) payout.Reply {
	if found == "" {
		found = a.Reference
	}
	if found == "" {
		return payout.Reply{Answer: payout.Unclear, Reason: "PayPal knows this payout but does not say by which id; look for " + a.Key + " at PayPal."}
	}
	b, err := r.API.batch(ctx, of, found)
	if err != nil {
		reply := unclear(err)
		reply.Reference = found
		return reply
	}
	return batchReply(a, b)
}

// Status asks what became of an attempt. PayPal can be asked by its own id
// only: without one the attempt counts as absent, and paying it again under its
// key is how to find out.
func (r Rail) Status(ctx context.Context, a payout.Attempt) payout.Reply {
	if a.Reference == "" {
		return payout.Reply{Answer: payout.Absent, Reason: "PayPal has not told its id of this payout yet."}
	}
	of, err := r.Accounts.Credentials(ctx, a.Program, rail.PayPal)
	if err != nil {
		return unclear(err)
	}
	b, err := r.API.batch(ctx, of, a.Reference)
	if err != nil {
		return unclear(err)
	}
	return batchReply(a, b)
}

// Recall takes back what the payee has not claimed; Conflict when there is
// nothing to take back.
func (r Rail) Recall(ctx context.Context, a payout.Attempt) (payout.Reply, error) {
	of, err := r.Accounts.Credentials(ctx, a.Program, rail.PayPal)
	if err != nil {
		return payout.Reply{}, err
	}
	b, err := r.API.batch(ctx, of, a.Reference)
	if err != nil {
		return payout.Reply{}, err
	}
	if len(b.Items) != 1 || b.Items[0].Status != "UNCLAIMED" {
		return payout.Reply{}, fault.New(fault.Conflict, "paypal.not_unclaimed", "Only a payment that nobody has claimed can be taken back.")
	}
	i, err := r.API.Cancel(ctx, of, b.Items[0].ID)
	if err != nil {
		return payout.Reply{}, err
	}
	return itemReply(a, a.Reference, i), nil
}

// Ready tells whether the program may pay by this rail.
func (r Rail) Ready(ctx context.Context, p id.Program) error {
	return r.Accounts.Ready(ctx, p, rail.PayPal)
}

// Step is of how many minor units an amount must be a multiple.
func (Rail) Step(c money.Currency) int64 { return step(c) }

// Carries tells whether PayPal pays in a currency.
func (Rail) Carries(c money.Currency) bool { return among(currencies, c) }

func unclear(err error) payout.Reply {
	return payout.Reply{Answer: payout.Unclear, Reason: messageOf(err)}
}

// messageOf is what of an error people may read.
func messageOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message
	}
	return "PayPal could not be asked."
}

var (
	_ payout.Provider = Rail{}
	_ payout.Bounded  = Rail{}
	_ payout.Recaller = Rail{}
)
