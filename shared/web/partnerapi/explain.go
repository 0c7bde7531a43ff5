package partnerapi

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// explain says why a commission is what it is (M02), as far as it is the
// partner's business: nothing of losing touches, other partners or the rules
// behind a review.
func explain(c commission.Commission, p program.Program, link *LinkRef) []Reasoning {
	out := []Reasoning{{"attribution", attribution(c, link)}}
	if c.Kind == commission.Clawback {
		return append(out, Reasoning{"refund", "It takes back what was paid before: " + c.Reason + "."})
	}
	out = append(out,
		Reasoning{"offer", "The offer “" + c.Basis.OfferName + "” was in force at that time, in version " + strconv.FormatInt(c.Basis.OfferVersion, 10) + "."},
		Reasoning{"amount", amountText(c)},
	)
	switch {
	case c.Status == commission.Held:
		out = append(out, Reasoning{"review", "It is under review."})
	case c.Status == commission.Pending && c.DueAt.IsZero():
		out = append(out, Reasoning{"review", "The program approves every commission by hand."})
	case !c.DueAt.IsZero():
		out = append(out, Reasoning{"holdback", "It is held back until " + clock.Day(c.DueAt, p.Location()) + ", in case the customer gets the money back."})
	}
	if c.Reversed > 0 {
		out = append(out, Reasoning{"refund", minor(c.Reversed, c) + " of it were taken back: " + c.Reason + "."})
	}
	if c.Clawed > 0 {
		out = append(out, Reasoning{"refund", minor(c.Clawed, c) + " of it were taken back after it was in a payout, by a clawback of its own."})
	}
	if c.Payout != "" {
		out = append(out, Reasoning{"payout", "It is part of payout " + string(c.Payout) + "."})
	}
	return out
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

func amountText(c commission.Commission) string {
	if offer.Type(c.Basis.Type) == offer.Flat {
		return "It pays " + c.Amount.String() + " each time."
	}
	return "It pays " + percent(c.Basis.Rate) + " of " + minor(c.Basis.BaseMinor, c) + ", which is " + c.Amount.String() + ", rounded half to even."
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
