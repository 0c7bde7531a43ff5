package stripehook

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
)

// charge: Stripe's refunded amount is cumulative, so each new sum is one event
// and the order's refunds are brought to the latest. The same sum may come
// again, after a refund failed.
func (r *reading) charge(c charge) error {
	out := r.report(conversion.Refund, "")
	out.Cumulative, out.Payment = true, c.ID
	r.of(out, c.Metadata, c.Invoice, c.PaymentIntent, c.ID)
	if err := amount(out, c.AmountRefunded, c.Currency); err != nil {
		return err
	}
	out.Transaction = c.ID + "@" + out.Amount.Decimal() + "@" + strconv.FormatInt(r.event.Created, 10)
	return nil
}

// refund: one that failed or was canceled is given back, by its own id: that
// state is its last. In any other it is in its charge's sum.
func (r *reading) refund(f refund) error {
	if f.Status != "failed" && f.Status != "canceled" {
		r.told.Note = "a refund: its charge says how much"
		return nil
	}
	out := r.report(conversion.Refund, f.ID+"@failed")
	out.Failed, out.Payment, out.Reason = true, string(f.Charge), "refund_"+f.Status
	r.of(out, f.Metadata, "", f.PaymentIntent, string(f.Charge))
	return amount(out, f.Amount, f.Currency)
}

// dispute: money that the bank took back is a chargeback, by the dispute's id;
// a dispute that was won gives it back. An inquiry moves no money.
func (r *reading) dispute(d dispute) error {
	var k conversion.Kind
	switch {
	case strings.HasPrefix(d.Status, "warning_") || d.Status == "prevented":
		r.told.Note = "an inquiry: no money moved"
		return nil
	case d.Status == "won":
		k = conversion.Reinstated
	default:
		k = conversion.Chargeback
	}
	out := r.report(k, d.ID)
	out.Reason = "dispute"
	if d.Reason != "" {
		out.Reason = "dispute_" + cut(d.Reason, 60)
	}
	r.of(out, d.Metadata, "", d.PaymentIntent, string(d.Charge))
	return amount(out, d.Amount, d.Currency)
}

// of says of which order money went back: the merchant's own, the invoice, or
// whatever the payment was for.
func (r *reading) of(out *conversion.Report, metadata map[string]string, invoice, payment named, charge string) {
	r.told.Payment = string(payment)
	if payment == "" {
		r.told.Payment = charge
	}
	if out.Order = r.order(metadata); out.Order == "" {
		out.Order = string(invoice)
	}
}
