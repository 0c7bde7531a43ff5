package conversion

import (
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Bounds of what a report may say.
const (
	maxIDBytes  = 255
	maxMinor    = 1_000_000_000_000_000 // ten thousand thousand millions of a cent currency
	maxCoupons  = 10
	maxLines    = 250
	maxEntries  = 20
	maxMetadata = 2000
)

// Normalise fills what a report may leave out and refuses what cannot be read:
// an Invalid fault names every field. received is the server's clock; an event
// dated later than that happened now.
func (r Report) Normalise(received time.Time) (Report, error) {
	r.ReceivedAt = received
	if r.OccurredAt.IsZero() || r.OccurredAt.After(received) {
		r.OccurredAt = received
	}
	r.OccurredAt = r.OccurredAt.UTC().Truncate(time.Millisecond)
	if r.Order == "" {
		r.Order = r.Transaction
	}
	var fields []fault.Field
	bad := func(location, message string) {
		fields = append(fields, fault.Field{Location: location, Message: message})
	}
	switch r.Kind {
	case Signup, Lead, Sale, Recurring, Upgrade, Refund, Chargeback, Reinstated:
	default:
		bad("event", "must be signup, lead, sale, recurring, upgrade, refund, chargeback or reinstated")
	}
	if why := badID(r.Transaction); why != "" {
		bad("transaction_id", why)
	}
	if why := badID(r.Order); why != "" {
		bad("order_id", why)
	}
	for _, c := range r.Customer {
		if why := badID(c.Value); why != "" {
			bad("customer", why)
		}
	}
	r.Coupons = codes(r.Coupons)
	if len(r.Coupons) > maxCoupons {
		bad("coupon_codes", "must be ten at most")
	}
	for _, c := range r.Coupons {
		if coupon.CheckCode(c) != nil {
			bad("coupon_codes", "must be codes of 1 to 64 characters without blanks")
		}
	}
	if r.pays() {
		r.Lines = named(r.Lines)
	}
	if slices.ContainsFunc(r.Lines, func(l Line) bool { return l.Minor < 0 }) {
		bad("lines", "must have amounts of zero or more")
	}
	if len(r.Lines) > maxLines {
		bad("lines", "must be 250 at most")
	}
	if size(r.Metadata) > maxMetadata {
		bad("metadata", "must have 20 entries and 2,000 bytes at most")
	}
	if len(r.Clicks) > maxIDBytes {
		bad("click_id", "is too long")
	}
	if len(r.Reason) > 500 {
		bad("reason", "must have 500 characters at most")
	}
	if r.Amount != nil && (r.Amount.Sign() < 0 || r.Amount.Minor() > maxMinor) {
		bad("amount", "must be zero or more, and not absurdly large")
	}
	if len(fields) > 0 {
		return r, fault.New(fault.Invalid, "conversion.invalid", "The report cannot be read.").With(fields...)
	}
	return r, nil
}

// codes folds codes and leaves out repeated and empty ones.
func codes(given []string) []string {
	var out []string
	for _, c := range given {
		if c = coupon.Fold(c); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// size is how many bytes the metadata has, and far too many when it has too
// many entries.
func size(m map[string]string) int {
	if len(m) > maxEntries {
		return maxMetadata + 1
	}
	n := 0
	for k, v := range m {
		n += len(k) + len(v)
	}
	return n
}

func badID(s string) string {
	switch {
	case s == "":
		return "is missing"
	case len(s) > maxIDBytes:
		return "must have 255 bytes at most"
	case !utf8.ValidString(s):
		return "must be valid UTF-8"
	}
	for _, c := range s {
		if unicode.IsControl(c) {
			return "must not hold control characters"
		}
	}
	return ""
}
