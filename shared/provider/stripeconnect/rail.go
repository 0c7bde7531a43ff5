package stripeconnect

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// window is an hour short of how long Stripe keeps an idempotency key at least.
const window = 23 * time.Hour

// Accounts gives what transfers need; Conflict when there is none.
type Accounts interface {
	// Credentials opens the restricted key that the program pays by.
	Credentials(ctx context.Context, p id.Program, k rail.Kind) (rail.Credentials, error)
	// Ready tells whether it has one, and opens nothing.
	Ready(ctx context.Context, p id.Program, k rail.Kind) error
	// Account is what a partner has connected, its zero value when nothing.
	Account(ctx context.Context, p id.Program, o id.Partner) (rail.Account, error)
}

// Rail is the online rail.
type Rail struct {
	API      API
	Accounts Accounts
}

// Window is how long Stripe knows an attempt's key.
func (Rail) Window() time.Duration { return window }

// Pay asks Stripe to transfer. A transfer is at once in the partner's balance.
func (r Rail) Pay(ctx context.Context, a payout.Attempt) payout.Reply {
	key, to, err := r.accounts(ctx, a)
	if err != nil {
		return unclear(err)
	}
	if to == "" {
		return payout.Reply{Answer: payout.Unclear, Reason: "The partner has no connected account in this program yet."}
	}
	minor, err := Minor(a.Amount)
	if err != nil {
		return payout.Reply{Answer: payout.Refused, Reason: messageOf(err)}
	}
	got := r.transfer(ctx, key, a, minor, to)
	var t Transfer
	if err := got.read(&t); err == nil {
		return reply(a, t)
	}
	return refused(got)
}

// refused reads a refusal. A key's first answer is kept, so that a refusal of
// the request itself means that no call under this key went through. A key that
// Stripe does not know, or that is in use, says nothing of an earlier call.
func refused(got answer) payout.Reply {
	if got.Err != nil {
		return unclear(got.Err)
	}
	said := got.said().Error
	switch got.Status {
	case http.StatusBadRequest, http.StatusPaymentRequired, http.StatusNotFound:
		if said.Type == "invalid_request_error" || said.Type == "card_error" {
			return payout.Reply{Answer: payout.Refused, Reason: strings.TrimSpace(said.Code + " " + said.Message)}
		}
	}
	return unclear(got.refusal())
}

// Status asks what became of an attempt.
func (r Rail) Status(ctx context.Context, a payout.Attempt) payout.Reply {
	with, err := r.Accounts.Credentials(ctx, a.Program, rail.Stripe)
	if err != nil {
		return unclear(err)
	}
	t, ok, err := r.find(ctx, with.Secret, a)
	switch {
	case err != nil:
		return unclear(err)
	case !ok:
		return payout.Reply{Answer: payout.Absent}
	}
	return reply(a, t)
}

// Ready tells whether the program may pay by this rail.
func (r Rail) Ready(ctx context.Context, p id.Program) error {
	return r.Accounts.Ready(ctx, p, rail.Stripe)
}

// Step is of how many minor units an amount must be a multiple.
func (Rail) Step(c money.Currency) int64 { return stepOf(c) }

// Carries tells whether Stripe pays in a currency.
func (Rail) Carries(c money.Currency) bool {
	_, _, ok := counts(c)
	return ok
}

// Joined tells whether a partner has an account that takes the program's
// transfers, as far as is known.
func (r Rail) Joined(ctx context.Context, p id.Program, o id.Partner) (bool, error) {
	connected, err := r.Accounts.Account(ctx, p, o)
	return connected.Payable, err
}

// accounts finds from where to where: an account takes transfers only of the
// program that has connected it, whatever the partner's method names.
func (r Rail) accounts(ctx context.Context, a payout.Attempt) (key, to string, err error) {
	with, err := r.Accounts.Credentials(ctx, a.Program, rail.Stripe)
	if err != nil {
		return "", "", err
	}
	connected, err := r.Accounts.Account(ctx, a.Program, a.Partner)
	return with.Secret, connected.ID, err
}

func currency(a payout.Attempt) string { return strings.ToLower(string(a.Amount.Currency())) }

func unclear(err error) payout.Reply {
	return payout.Reply{Answer: payout.Unclear, Reason: messageOf(err)}
}

// messageOf is what of an error people may read.
func messageOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message
	}
	return "Stripe could not be asked."
}

var (
	_ payout.Provider = Rail{}
	_ payout.Bounded  = Rail{}
	_ payout.Joined   = Rail{}
)
