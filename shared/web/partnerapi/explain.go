package partnerapi

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
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
		out = append(out, Reasoning{Rule: "review", Code: "under_review", Text: "It is under review."})
	case c.Status == commission.Pending && c.DueAt.IsZero():
		out = append(out, Reasoning{Rule: "review", Code: "by_hand", Text: "The program approves every commission by hand."})
	case c.Status == commission.Declined && c.Reversed == 0:
		out = append(out, Reasoning{Rule: "decision", Code: "declined", Words: c.Reason, Text: "The program declined it: " + c.Reason})
	case c.Status == commission.Pending:
		day := clock.Day(c.DueAt, p.Location())
		out = append(out, Reasoning{Rule: "holdback", Code: "held_back", Day: day, Text: "It is held back until " + day + ", in case the customer gets the money back."})
	}
	if c.Reversed > 0 {
		why := cmp.Or(c.Reason, "refund")
		if c.Status == commission.Held { // its reason is the hold's
			why = "refund"
		}
		out = append(out, Reasoning{Rule: "refund", Code: "taken_back", Amount: itsMoney(c.Reversed, c), Words: why, Text: minor(c.Reversed, c) + " of it were taken back: " + why + "."})
	}
	if c.Clawed > 0 {
		out = append(out, Reasoning{Rule: "refund", Code: "clawed_back", Amount: itsMoney(c.Clawed, c), Text: minor(c.Clawed, c) + " of it were taken back after it was in a payout, by a clawback of its own."})
	}
	return append(out, standing(c, p)...)
}

// origin says how the commission came about.
func origin(c commission.Commission, link *LinkRef) []Reasoning {
	name, why := c.Basis.OfferName, c.Basis.Why
	switch {
	case c.Kind == commission.Clawback:
		return []Reasoning{attribution(c, link), {Rule: "refund", Code: "clawback", Words: c.Reason, Text: "It takes back what was paid before: " + c.Reason + "."}}
	case c.Kind == commission.Manual && c.Amount.Sign() < 0:
		return []Reasoning{{Rule: "award", Code: "taken", Name: name, Words: why, Text: "The program took it back by hand, as “" + name + "”: " + why}}
	case c.Basis.Type == commission.Awarded:
		return []Reasoning{{Rule: "award", Code: "given", Name: name, Words: why, Text: "The program gave it to you, as “" + name + "”: " + why}}
	case c.Kind == commission.Reinstated:
		return []Reasoning{attribution(c, link), {Rule: "refund", Code: "won_back", Text: "A dispute had taken it, and gave it back."}}
	}
	version := strconv.FormatInt(c.Basis.OfferVersion, 10)
	return []Reasoning{
		attribution(c, link),
		{Rule: "offer", Code: "offer", Name: name, Number: c.Basis.OfferVersion, Text: "The offer “" + name + "” was in force at that time, in version " + version + "."},
		amountReasoning(c),
	}
}

// standing says where the money is, once it has left the holdback.
func standing(c commission.Commission, p program.Program) []Reasoning {
	switch {
	case c.Status == commission.Approved:
		return []Reasoning{{Rule: "payout", Code: "awaits_money", Text: "It is approved, and available as soon as the program has paid in its money."}}
	case c.Payout != "":
		return []Reasoning{{Rule: "payout", Code: "in_payout", Name: string(c.Payout), Text: "It is part of payout " + string(c.Payout) + "."}}
	case c.Status == commission.Available && c.Amount.Sign() < 0:
		return []Reasoning{{Rule: "payout", Code: "set_off", Text: "It is set off against your next payout."}}
	case c.Status == commission.Available:
		day := clock.Day(c.ApprovedAt, p.Location())
		return []Reasoning{{Rule: "payout", Code: "available", Day: day, Text: "It has been available since " + day + "."}}
	}
	return nil
}

func attribution(c commission.Commission, link *LinkRef) Reasoning {
	switch {
	case link != nil && c.Kind == commission.Recurring:
		return Reasoning{Rule: "attribution", Code: "link_again", Name: link.Name, Text: "The customer came through your link “" + link.Name + "” and is yours for later payments too."}
	case link != nil:
		return Reasoning{Rule: "attribution", Code: "link", Name: link.Name, Text: "The customer came through your link “" + link.Name + "”."}
	}
	return Reasoning{Rule: "attribution", Code: "bound", Text: "The customer is bound to you."}
}

func itsMoney(n int64, c commission.Commission) *httpkit.Money {
	m := moneyOf(n, c.Amount.Currency())
	return &m
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
