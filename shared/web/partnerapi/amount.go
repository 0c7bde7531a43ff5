package partnerapi

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
)

// amountText says how an amount came about: each part at its reward, what was
// too much, and how it is rounded. Whose reward it is stays the program's.
func amountText(c commission.Commission) string {
	var parts []string
	var cut int64
	for _, l := range c.Parts() {
		cut += l.Cut
		parts = append(parts, lineText(l, c))
	}
	text := "It pays " + strings.Join(parts, " and ") + ", which is " + c.Amount.String()
	if len(parts) == 1 && cut == 0 && offer.Type(c.Basis.Type) == offer.Flat {
		text = "It pays " + c.Amount.String() + " each time"
	}
	switch {
	case c.Basis.Share.Of > 1:
		text += ", your part of what " + strconv.Itoa(c.Basis.Share.Of) + " partners share"
	case offer.Type(c.Basis.Type) != offer.Flat:
		text += ", rounded half to even"
	}
	if cut > 0 {
		text += "; " + minor(cut, c) + " more would have been above the most that the offer pays"
	}
	return text + "."
}

// lineText is one part: "20 % of 50.00 EUR".
func lineText(l offer.Line, c commission.Commission) string {
	switch l.Type {
	case offer.Percent:
		base := l.Base
		if l.Whole != 0 {
			base = l.Whole
		}
		return percent(l.Rate) + " of " + minor(base, c)
	case offer.Flat:
		if l.Pieces > 1 {
			return strconv.FormatInt(l.Pieces, 10) + " times " + minor(l.FlatMinor, c)
		}
		return minor(l.FlatMinor, c)
	case offer.Nothing, offer.Mixed:
	}
	return "nothing of " + minor(l.Base, c)
}
