package partnerapi

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// amountReasoning says how an amount came about: each part at its reward, what
// was too much, and how it is rounded. Whose reward it is stays the program's.
func amountReasoning(c commission.Commission) Reasoning {
	amount := httpkit.MoneyOf(c.Amount)
	r := Reasoning{Rule: "amount", Code: "amount", Amount: &amount}
	var parts []string
	var cut int64
	for _, l := range c.Parts() {
		cut += l.Cut
		parts = append(parts, lineText(l, c))
		r.Parts = append(r.Parts, part(l, c))
	}
	r.Text = "It pays " + strings.Join(parts, " and ") + ", which is " + c.Amount.String()
	if len(parts) == 1 && cut == 0 && offer.Type(c.Basis.Type) == offer.Flat {
		r.Code, r.Text = "each_time", "It pays "+c.Amount.String()+" each time"
	}
	switch {
	case c.Basis.Share.Of > 1:
		r.Number = int64(c.Basis.Share.Of)
		r.Text += ", your part of what " + strconv.Itoa(c.Basis.Share.Of) + " partners share"
	case offer.Type(c.Basis.Type) != offer.Flat:
		r.Text += ", rounded half to even"
	}
	if cut > 0 {
		r.Cut = itsMoney(cut, c)
		r.Text += "; " + minor(cut, c) + " more would have been above the most that the offer pays"
	}
	r.Text += "."
	return r
}

// part is what lineText says, in numbers; a rate of nothing is none.
func part(l offer.Line, c commission.Commission) ReasoningPart {
	switch l.Type {
	case offer.Percent:
		return ReasoningPart{RateBasisPoints: int64(l.Rate), Of: moneyOf(cmp.Or(l.Whole, l.Base), c.Amount.Currency())}
	case offer.Flat:
		return ReasoningPart{Pieces: max(l.Pieces, 1), Of: moneyOf(l.FlatMinor, c.Amount.Currency())}
	case offer.Nothing, offer.Mixed:
	}
	return ReasoningPart{Of: moneyOf(l.Base, c.Amount.Currency())}
}

// lineText is one part: "20 % of 50.00 EUR".
func lineText(l offer.Line, c commission.Commission) string {
	switch l.Type {
	case offer.Percent:
		return percent(l.Rate) + " of " + minor(cmp.Or(l.Whole, l.Base), c)
	case offer.Flat:
		if l.Pieces > 1 {
			return strconv.FormatInt(l.Pieces, 10) + " times " + minor(l.FlatMinor, c)
		}
		return minor(l.FlatMinor, c)
	case offer.Nothing, offer.Mixed:
	}
	return "nothing of " + minor(l.Base, c)
}
