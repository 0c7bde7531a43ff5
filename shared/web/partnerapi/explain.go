package partnerapi

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// explain says why a commission is what it is (M02), as far as it is the
// partner's business: nothing of losing touches, other partners, the program's
// budgets or the rules behind a review.
func explain(c commission.Commission, p program.Program, link *LinkRef) []Reasoning {
	out := origin(c, link)
	if c.Amount.Sign() < 0 {
		return append(out, standing(c, p)...)
	}
	switch {
	case c.Status == commission.Held:
		out = append(out, Reasoning{"review", "It is under review."})
	case c.Status == commission.Pending && c.DueAt.IsZero():
		out = append(out, Reasoning{"review", "The program approves every commission by hand."})
	case c.Status == commission.Declined && c.Reversed == 0:
		out = append(out, Reasoning{"decision", "The program declined it: " + c.Reason})
	case c.Status == commission.Pending:
		out = append(out, Reasoning{"holdback", "It is held back until " + clock.Day(c.DueAt, p.Location()) + ", in case the customer gets the money back."})
	}
	if c.Reversed > 0 {
		out = append(out, Reasoning{"refund", minor(c.Reversed, c) + " of it were taken back: " + cmp.Or(c.Reason, "refund") + "."})
	}
	if c.Clawed > 0 {
		out = append(out, Reasoning{"refund", minor(c.Clawed, c) + " of it were taken back after it was in a payout, by a clawback of its own."})
	}
	return append(out, standing(c, p)...)
}

// origin says how the commission came about.
func origin(c commission.Commission, link *LinkRef) []Reasoning {
	switch {
	case c.Kind == commission.Clawback:
		return []Reasoning{{"attribution", attribution(c, link)}, {"refund", "It takes back what was paid before: " + c.Reason + "."}}
	case c.Kind == commission.Manual && c.Amount.Sign() < 0:
		return []Reasoning{{"award", "The program took it back by hand, as “" + c.Basis.OfferName + "”: " + c.Basis.Why}}
	case c.Basis.Type == commission.Awarded:
		return []Reasoning{{"award", "The program gave it to you, as “" + c.Basis.OfferName + "”: " + c.Basis.Why}}
	case c.Kind == commission.Reinstated:
		return []Reasoning{{"attribution", attribution(c, link)}, {"refund", "A dispute had taken it, and gave it back."}}
	}
	return []Reasoning{
		{"attribution", attribution(c, link)},
		{"offer", "The offer “" + c.Basis.OfferName + "” was in force at that time, in version " + strconv.FormatInt(c.Basis.OfferVersion, 10) + "."},
		{"amount", amountText(c)},
	}
}

// standing says where the money is, once it has left the holdback.
func standing(c commission.Commission, p program.Program) []Reasoning {
	switch {
	case c.Status == commission.Approved:
		return []Reasoning{{"payout", "It is approved, and available as soon as the program has paid in its money."}}
	case c.Payout != "":
		return []Reasoning{{"payout", "It is part of payout " + string(c.Payout) + "."}}
	case c.Status == commission.Available && c.Amount.Sign() < 0:
		return []Reasoning{{"payout", "It is set off against your next payout."}}
	case c.Status == commission.Available:
		return []Reasoning{{"payout", "It has been available since " + clock.Day(c.ApprovedAt, p.Location()) + "."}}
	}
	return nil
}

func attribution(c commission.Commission, link *LinkRef) string {
	switch {
	case link != nil && c.Kind == commission.Recurring:
		return "The customer came through your link “" + link.Name + "” and is yours for later payments too."
	case link != nil:
		return "The customer came through your link “" + link.Name + "”."
	}
	return "The customer is bound to you."
}

func minor(n int64, c commission.Commission) string {
	a, err := money.New(n, c.Amount.Currency())
	if err != nil {
		return strconv.FormatInt(n, 10)
	}
	return a.String()
}

// percent writes 1250 basis points as "12.5 %".
func percent(r money.BasisPoints) string {
	whole, rest := int64(r)/100, int64(r)%100
	text := strconv.FormatInt(whole, 10)
	if rest > 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(100+rest, 10)[1:], "0")
	}
	return text + " %"
}
