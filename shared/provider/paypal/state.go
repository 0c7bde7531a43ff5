package paypal

import (
	"cmp"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
)

// batchReply answers for a batch. One that is not ours, or holds another
// amount, is nobody's answer: a person has to look.
func batchReply(a payout.Attempt, b Batch) payout.Reply {
	ref := b.Header.ID
	switch {
	case ref == "":
		return payout.Reply{Answer: payout.Unclear, Reason: "PayPal's answer names no batch."}
	case b.Header.Sender.Key != "" && b.Header.Sender.Key != a.Key:
		return payout.Reply{Answer: payout.Unclear, Reason: "PayPal's batch " + ref + " is not of this payout."}
	case len(b.Items) == 1:
		return itemReply(a, ref, b.Items[0])
	case len(b.Items) > 1:
		return payout.Reply{Answer: payout.Unclear, Reference: ref, Reason: "PayPal's batch " + ref + " holds more than this payout."}
	}
	switch b.Header.Status {
	case "DENIED", "CANCELED":
		return payout.Reply{Answer: payout.Refused, Reference: ref, Reason: "PayPal has " + strings.ToLower(b.Header.Status) + " the payment."}
	case "PENDING", "PROCESSING", "SUCCESS": // its item is told later
		return payout.Reply{Answer: payout.Accepted, Reference: ref}
	}
	return payout.Reply{Answer: payout.Unclear, Reference: ref, Reason: "PayPal's batch is " + b.Header.Status + "."}
}

// itemReply answers for the payment itself.
func itemReply(a payout.Attempt, ref string, i Item) payout.Reply {
	reply := payout.Reply{Reference: ref, Reason: i.Errors.reason()}
	if paid, err := Amount(i.Payment.Amount.Value, i.Payment.Amount.Currency); err != nil || paid != a.Amount {
		reply.Answer, reply.Reason = payout.Unclear, "PayPal's batch "+ref+" pays another amount."
		return reply
	}
	switch i.Status {
	case "SUCCESS":
		reply.Answer, reply.Reason = payout.Done, ""
	case "PENDING", "":
		reply.Answer = payout.Accepted
	case "UNCLAIMED":
		reply.Answer, reply.Unclaimed, reply.Reason = payout.Accepted, true, "The payee has not claimed the money at PayPal; unclaimed, it comes back after 30 days."
	case "ONHOLD":
		reply.Answer, reply.Reason = payout.Accepted, "PayPal reviews the payment."
	case "FAILED":
		reply.Answer = payout.Refused
		reply.Reason = cmp.Or(reply.Reason, "PayPal says that the payment failed.")
	case "RETURNED", "REFUNDED", "REVERSED":
		reply.Answer = payout.Back
		reply.Reason = cmp.Or(reply.Reason, "PayPal says that the payment was "+strings.ToLower(i.Status)+".")
	case "BLOCKED": // it says nothing of where the money is
		reply.Answer, reply.Reason = payout.Unclear, "PayPal has blocked the payment; ask PayPal where the money is."
	default:
		reply.Answer, reply.Reason = payout.Unclear, "PayPal's payment is "+i.Status+"."
	}
	return reply
}

// reason is what a refusal says, for people.
func (r *Refusal) reason() string {
	if r == nil || r.Name == "" {
		return ""
	}
	text := r.Name
	if r.Message != "" {
		text += ": " + r.Message
	}
	for _, d := range r.Details {
		text += " (" + strings.TrimSpace(d.Field+" "+d.Issue) + ")"
	}
	if len(text) > 300 {
		text = text[:300]
	}
	return text
}
