package migration

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// amount reads an amount in minor units, 0 for none. Decimals may be separated
// by point or comma, and carry a sign or the mark of a currency.
func (r *reader) amount(ref string, decimal, minor Field) (int64, bool) {
	if minor != "" && r.row.has(minor) {
		n, err := strconv.ParseInt(r.row.get(minor), 10, 64)
		if err != nil || n > most || n < -most {
			r.refuse(ref, BadAmount, r.row.get(minor))
			return 0, false
		}
		return n, true
	}
	text := r.row.get(decimal)
	if text == "" {
		return 0, true
	}
	digits := r.Digits
	if r.Minor {
		digits = 0
	}
	n, ok := parseAmount(text, digits)
	if !ok {
		r.refuse(ref, BadAmount, text)
	}
	return n, ok
}

// most keeps amounts far from where sums overflow.
const most = 1_000_000_000_000

// parseAmount reads a decimal that has no more than so many digits after its
// point, others than zeros.
func parseAmount(text string, digits int) (int64, bool) {
	text = strings.TrimFunc(strings.TrimSpace(text), func(c rune) bool { return strings.ContainsRune("$€£ \u00a0", c) || c >= 'A' && c <= 'Z' })
	negative := strings.HasPrefix(text, "-") || strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
	text = strings.Trim(text, "-+()$€£ ")
	point := strings.LastIndexAny(text, ".,")
	whole, rest := text, ""
	if point >= 0 && (strings.Count(text, text[point:point+1]) == 1 && len(text)-point-1 != 3 || digits == 3) {
		whole, rest = text[:point], text[point+1:]
	}
	whole = strings.NewReplacer(",", "", ".", "", " ", "", "'", "").Replace(whole)
	rest = strings.TrimRight(rest, "0")
	if whole == "" {
		whole = "0"
	}
	if len(rest) > digits || strings.Trim(whole+rest, "0123456789") != "" {
		return 0, false
	}
	n, ok := new(big.Int).SetString(whole+rest+strings.Repeat("0", digits-len(rest)), 10)
	if !ok || !n.IsInt64() || n.Int64() > most {
		return 0, false
	}
	if negative {
		return -n.Int64(), true
	}
	return n.Int64(), true
}

// currency is the row's, which must be the program's: an account holds one.
func (r *reader) currency(ref string) (string, bool) {
	text := strings.ToUpper(r.row.get(FieldCurrency))
	if text != "" && text != r.Currency {
		r.refuse(ref, BadCurrency, text)
		return "", false
	}
	return r.Currency, true
}

// time reads a moment, zero for none. What is written without a zone is UTC.
// Days written as 01/02/2026 are refused: nobody knows which is the month.
func (r *reader) time(ref string, f Field) (time.Time, bool) {
	text := r.row.get(f)
	if text == "" {
		return time.Time{}, true
	}
	at, ok := parseTime(text)
	if !ok {
		r.refuse(ref, BadDate, text)
	}
	return at, ok
}

func parseTime(text string) (time.Time, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		switch len(text) {
		case 10:
			return time.Unix(n, 0).UTC(), true
		case 13:
			return time.UnixMilli(n).UTC(), true
		}
		return time.Time{}, false
	}
	for _, layout := range []string{
		time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly, "Jan 2, 2006", "January 2, 2006", "2 Jan 2006", "2 January 2006", "02.01.2006", "Jan 2, 2006 15:04", "Jan 2, 2006, 3:04 PM",
	} {
		at, err := time.Parse(layout, text)
		if name, _ := at.Zone(); err == nil && (strings.Contains(layout, "MST") && name != "UTC" && name != "GMT") {
			return time.Time{}, false // other abbreviations name no offset
		}
		if err == nil {
			return at.UTC().Truncate(time.Millisecond), at.Year() > 1990
		}
	}
	return time.Time{}, false
}

// status reads where a commission or payout stands. Words that no product uses
// are refused: money is not guessed.
func status(s Source, text string) (Status, bool) {
	word := plain(text)
	if s == Tapfiliate {
		switch word {
		case "true", "1", "yes":
			return Due, true
		case "false", "0", "no":
			return Void, true
		}
	}
	for _, known := range []struct {
		is    Status
		words []string
	}{
		{Pending, []string{"", "pending", "hold", "held", "on_hold", "in_review", "review", "created", "new"}},
		{Due, []string{"due", "approved", "available", "scheduled", "payable", "unpaid", "ready", "accepted", "confirmed", "processing", "approved_unpaid", "true"}},
		{Paid, []string{"paid", "fulfilled", "withdrawn", "completed", "complete", "paid_out", "sent", "success", "successful"}},
		{Void, []string{"void", "voided", "declined", "denied", "rejected", "refunded", "cancelled", "canceled", "disapproved", "fraud", "reversed", "archived", "deleted", "failed", "false"}},
	} {
		if slices.Contains(known.words, word) {
			return known.is, true
		}
	}
	return "", false
}

// standing reads whether a partner was let in.
func standing(text string) (Standing, bool) {
	switch plain(text) {
	case "", "active", "approved", "accepted", "enabled", "live", "true", "1", "yes", "let_in", "confirmed":
		return LetIn, true
	case "disabled", "blocked", "suspended", "banned", "deactivated", "inactive", "archived", "suspicious", "rejected", "declined", "denied", "removed", "paused", "false", "0", "no", "stopped":
		return Stopped, true
	case "pending", "invited", "waiting", "applied", "in_review", "unconfirmed", "new":
		return Waiting, true
	}
	return "", false
}
