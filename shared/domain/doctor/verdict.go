package doctor

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
)

// verdict says what the decision would be, and why.
func (f *findings) verdict(c Case) {
	v := c.Record.Verdict
	switch v.Result {
	case conversion.Accepted:
		f.accepted(c)
	case conversion.Duplicate:
		f.add("duplicate", Odd, "transaction_id", "This event is on record since "+day(c.Record.DecidedAt)+": the call would get the first answer ("+string(v.First)+") again, and change nothing.", "Another sale needs another transaction_id.")
	case conversion.Conflict:
		f.add("conflict", Wrong, "amount", "This event is on record with another amount: "+amounts(v)+". It would be answered with 409.", "Send refunds as event=refund; another sale needs another transaction_id.")
	case conversion.Parked:
		f.parked(c, v.Reason)
	case conversion.Unattributed:
		f.unattributed(v.Reason)
	case conversion.Rejected:
		f.rejected(c, v.Reason)
	case conversion.Claimed:
		f.add("claimed", Noted, "", "A browser's report of a sale is kept until the server confirms it.", "")
	case conversion.Queued:
		f.add("queued", Noted, "", "The table cannot take it at this moment: it would be decided later, and need not be sent again.", "")
	}
	for _, s := range c.Record.Signals {
		f.signal(s)
	}
}

func (f *findings) parked(c Case, reason string) {
	switch reason {
	case conversion.RateMissing:
		f.add(conversion.RateMissing, Wrong, "currency", "The sale would wait: there is no rate of its currency to "+string(c.Program.Currency)+" for the day of the event.", "Enter the rate, or let the program go by the European Central Bank's.")
	case conversion.SaleAwaitsRate:
		f.add(conversion.SaleAwaitsRate, Odd, "", "Its sale waits for the rate of its currency: the refund would wait with it.", "Enter the rate.")
	default:
		f.add("parked", Odd, "", "Its sale is not known yet: the refund would wait for it.", "Report it under the order_id of the sale.")
	}
}

func (f *findings) accepted(c Case) {
	v := c.Record.Verdict
	switch v.Reason {
	case "holdout_link":
		f.add("holdout_link", Odd, "click_id", "It would be credited to a partner, and earn nothing: its link is a holdout link, which counts and never pays.", "Use a click of another link of the partner.")
		return
	case "no_offer":
		f.add("no_offer", Odd, "event", "It would be credited to a partner, and earn nothing: no offer pays for this event.", "Publish an offer for it.")
		return
	case "nothing_earned":
		f.add("nothing_earned", Odd, "amount", "It would be credited to a partner, and the commission would be nothing.", "")
		return
	}
	for _, line := range v.Commissions {
		name := c.Partners[line.Partner]
		if name == "" {
			name = string(line.Partner)
		}
		f.add("accepted", Good, "", "It would be accepted: "+name+" earns "+line.Amount.String()+" ("+line.Status+").", "")
		if line.Status == "held" {
			f.add("held", Noted, "", "The commission would be held until somebody or something releases it.", "")
		}
	}
	if len(v.Commissions) == 0 {
		f.add("accepted", Good, "", "It would be accepted.", "")
	}
}

func (f *findings) unattributed(reason string) {
	type said struct{ field, message, fix string }
	why := map[string]said{
		"click_outside_window": {"click_id", "The click is older than the program's attribution window.", "Check occurred_at, or the window in the program's settings."},
		"click_after_event":    {"click_id", "The click came after the event.", "Check occurred_at and its time zone."},
		"click_unknown":        {"click_id", "The click's link is not of this program.", "Check that click and report belong to the same program."},
		"click_id_invalid":     {"click_id", "No click id that fits came with it.", "See what is wrong with the click id."},
		"test_click":           {"click_id", "A test click earns nothing.", "Use a real one."},
		"partner_not_active":   {"click_id", "The partner is not active in the program.", "Resume the partner, or let it be."},
		"coupon_unknown":       {"coupon_code", "The code is no partner's.", "Give the code to a partner."},
		"coupon_not_valid":     {"coupon_code", "The code is disabled, or not valid at that time.", ""},
		"customer_unknown":     {"customer_id", "Nobody has brought this customer, as far as is known.", "Report the signup or first sale with its click id."},
		"awaiting_binding":     {"customer_id", "It waits until its customer is bound to a partner.", ""},
		"no_touch":             {"click_id", "Nothing says who brought the customer.", "Send the click_id along."},
	}
	s, ok := why[reason]
	if !ok {
		s = said{message: "No partner was found: " + reason + "."}
	}
	f.add("unattributed", Wrong, s.field, "It would be kept and credited to nobody. "+s.message, s.fix)
	(*f)[len(*f)-1].Code = "unattributed_" + reason
}

func (f *findings) rejected(c Case, reason string) {
	switch reason {
	case "currency_not_of_order":
		f.add("currency_not_of_order", Wrong, "currency", "The order was paid in another currency.", "Send the amount in the currency of the order's first payment.")
	case "amount_missing":
		f.add(reason, Wrong, "amount", "A sale needs an amount.", "Add amount with a point, such as 19.90.")
	case "program_not_live":
		f.add(reason, Wrong, "", "The program is not live ("+string(c.Program.Status)+"): everything is refused.", "Publish the program.")
	default:
		f.add("rejected_"+reason, Wrong, "", "It would be rejected: "+strings.ReplaceAll(reason, "_", " ")+".", "")
	}
}

func (f *findings) signal(s conversion.Signal) {
	switch s {
	case conversion.PossibleDouble:
		f.add(string(s), Odd, "transaction_id", "The customer paid the same amount within 15 minutes under another order.", "If two systems report this sale, let both send the same order_id.")
	case conversion.StrayRefund:
		f.add(string(s), Odd, "currency", "A refund of this order came before in another currency; it would be taken for none of this sale.", "Send refunds in the currency of the payment.")
	case conversion.Intercepted:
		f.add(string(s), Odd, "click_id", "The click came seconds before the sale, as those of coupon extensions do.", "")
	case conversion.SelfReferral:
		f.add(string(s), Odd, "customer_email", "The customer belongs to the partner who would earn.", "")
	case conversion.NewCustomer, conversion.ReturningCustomer:
	}
}

func amounts(v conversion.Verdict) string {
	text := func(has bool, s func() string) string {
		if !has {
			return "none"
		}
		return s()
	}
	return text(v.Recorded != nil, func() string { return v.Recorded.String() }) + " there, " + text(v.Given != nil, func() string { return v.Given.String() }) + " here"
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

func count(n int) string { return strconv.Itoa(n) }

func quoted(s string) string { return strconv.Quote(clip(s, 60)) }

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// upper writes a parameter's name as the beginning of a sentence.
func upper(name string) string {
	if name == "" {
		return "It"
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
