package stripeconnect

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
)

// Transfer is what Stripe tells of a transfer.
type Transfer struct {
	ID          string            `json:"id"`
	Amount      int64             `json:"amount"`
	Reversed    bool              `json:"reversed"`
	TakenBack   int64             `json:"amount_reversed"`
	Currency    string            `json:"currency"`
	Destination string            `json:"destination"`
	Group       string            `json:"transfer_group"`
	Metadata    map[string]string `json:"metadata"`
}

// The names under which a transfer bears which payout it is.
const (
	PayoutMark  = "tributary_payout"
	AttemptMark = "tributary_attempt"
)

var transferID = regexp.MustCompile(`^tr_[A-Za-z0-9]{1,64}$`)

// transfer asks Stripe to transfer, once for each attempt's key.
func (r Rail) transfer(ctx context.Context, key string, a payout.Attempt, minor int64, to string) answer {
	return r.API.post(ctx, key, "/v1/transfers", a.Key, url.Values{
		"amount": {strconv.FormatInt(minor, 10)}, "currency": {currency(a)}, "destination": {to}, "transfer_group": {a.Key},
		"description": {"Commissions"}, "metadata[" + PayoutMark + "]": {string(a.Payout)}, "metadata[" + AttemptMark + "]": {strconv.FormatInt(a.Number, 10)},
	})
}

// find looks for an attempt's transfer: by its id, else by its group.
func (r Rail) find(ctx context.Context, key string, a payout.Attempt) (found Transfer, ok bool, err error) {
	if transferID.MatchString(a.Reference) {
		err = r.API.get(ctx, key, "/v1/transfers/"+a.Reference).read(&found)
		return found, err == nil, err
	}
	var list struct {
		Data []Transfer `json:"data"`
	}
	q := url.Values{"transfer_group": {a.Key}, "limit": {"2"}}
	if err := r.API.get(ctx, key, "/v1/transfers?"+q.Encode()).read(&list); err != nil || len(list.Data) == 0 {
		return Transfer{}, false, err
	}
	return list.Data[0], true, nil
}

// reply answers for a transfer. One that is not ours, or is of another amount,
// is nobody's answer: a person has to look.
func reply(a payout.Attempt, t Transfer) payout.Reply {
	out := payout.Reply{Reference: t.ID}
	moved, err := Amount(t.Amount, t.Currency)
	switch {
	case t.ID == "":
		out.Answer, out.Reason = payout.Unclear, "Stripe's answer names no transfer."
	case t.Group != a.Key:
		out.Answer, out.Reason, out.Reference = payout.Unclear, "Stripe's transfer "+t.ID+" is not of this payout.", ""
	case err != nil || moved != a.Amount:
		out.Answer, out.Reason = payout.Unclear, "Stripe's transfer "+t.ID+" is of another amount."
	case t.Reversed:
		out.Answer, out.Reason = payout.Back, "The transfer was reversed at Stripe."
	case t.TakenBack != 0:
		out.Answer, out.Reason = payout.Unclear, "A part of the transfer was reversed at Stripe."
	default:
		out.Answer = payout.Done
	}
	return out
}

// Reverse takes a transfer back, once for each attempt's key.
func (r Rail) Reverse(ctx context.Context, a payout.Attempt) (payout.Reply, error) {
	with, err := r.Accounts.Credentials(ctx, a.Program, rail.Stripe)
	if err != nil {
		return payout.Reply{}, err
	}
	t, ok, err := r.find(ctx, with.Secret, a)
	switch {
	case err != nil:
		return payout.Reply{}, err
	case !ok:
		return payout.Reply{Answer: payout.Absent}, nil
	}
	got := r.API.post(ctx, with.Secret, "/v1/transfers/"+url.PathEscape(t.ID)+"/reversals", a.Key+"-reversal", url.Values{"description": {"Commissions taken back"}})
	if got.Err == nil && got.Status != http.StatusOK {
		return payout.Reply{}, got.refusal()
	}
	if got.Err != nil {
		return payout.Reply{}, got.Err
	}
	return payout.Reply{Answer: payout.Back, Reference: t.ID, Reason: "The transfer was reversed at Stripe."}, nil
}
