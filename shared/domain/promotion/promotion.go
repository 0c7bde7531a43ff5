// Package promotion holds sales of a merchant's that only partners announce:
// what it is, from when to when, and the page that their links bring visitors
// to. A sale is told before it begins, so that partners can prepare.
package promotion

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where a sale stands.
type Status string

// The states: scheduled → live → ended by the clock; a manager cancels one that
// is not over.
const (
	Scheduled Status = "scheduled"
	Live      Status = "live"
	Ended     Status = "ended"
	Cancelled Status = "cancelled"
)

// Promotion is one sale.
type Promotion struct {
	ID          id.Promotion
	Program     id.Program
	Name        string
	Text        string // plain; its lines stay lines
	CouponHint  string // what customers type at the checkout, empty for nothing
	Destination string // the page of the sale, under the program's hosts
	Starts      time.Time
	Ends        time.Time  // the first moment after it
	Groups      []id.Group // whose partners see it; none: everybody's
	Cancelled   bool
	Version     int64
	CreatedAt   time.Time
}

// Subject is what the audit log calls a sale.
func (p Promotion) Subject() string { return string(p.Program) + "/promotion/" + string(p.ID) }

// At returns where the sale stands at that time.
func (p Promotion) At(now time.Time) Status {
	switch {
	case p.Cancelled:
		return Cancelled
	case now.Before(p.Starts):
		return Scheduled
	case now.Before(p.Ends):
		return Live
	default:
		return Ended
	}
}

// Open tells whether partners see the sale at that time.
func (p Promotion) Open(now time.Time) bool {
	s := p.At(now)
	return s == Scheduled || s == Live
}

// For tells whether partners of a group see the sale.
func (p Promotion) For(g id.Group) bool { return len(p.Groups) == 0 || slices.Contains(p.Groups, g) }

// Limits of a sale.
const (
	MaxName = 120
	MaxText = 2_000
	MaxHint = 64
	MaxDays = 366 // from beginning to end
	MaxOpen = 50  // of a program, scheduled or live
	MaxFor  = 50  // groups
)

// longest is the time that a sale lasts at most.
const longest = MaxDays * 24 * time.Hour

// tidy writes what people typed as it is kept.
func (p *Promotion) tidy() {
	p.Name, p.CouponHint = strings.TrimSpace(p.Name), strings.TrimSpace(p.CouponHint)
	p.Text = strings.TrimSpace(strings.ReplaceAll(p.Text, "\r\n", "\n"))
	p.Starts, p.Ends = p.Starts.UTC().Truncate(time.Second), p.Ends.UTC().Truncate(time.Second)
}

// check names what is wrong with a sale.
func (p Promotion) check(now time.Time) error {
	var fields []fault.Field
	wrong := func(bad bool, field, message string) {
		if bad {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	wrong(p.Name == "" || !fits(p.Name, MaxName, ""), "name", "must have 1 to 120 characters in one line")
	wrong(!fits(p.Text, MaxText, "\n\t"), "text", "must be plain text of at most 2000 characters")
	wrong(!fits(p.CouponHint, MaxHint, ""), "coupon_hint", "must have at most 64 characters in one line")
	wrong(len(p.Groups) > MaxFor, "groups", "must be 50 at most")
	switch {
	case p.Starts.IsZero():
		wrong(true, "starts_at", "must be a time")
	case !p.Starts.Before(p.Ends):
		wrong(true, "ends_at", "must be after the beginning")
	case !now.Before(p.Ends):
		wrong(true, "ends_at", "must lie ahead")
	case p.Ends.Sub(p.Starts) > longest:
		wrong(true, "ends_at", "must be at most 366 days after the beginning")
	}
	if len(fields) > 0 {
		return invalid(fields...)
	}
	return nil
}

// fits tells whether a text is no longer than that and free of control
// characters, but for those allowed.
func fits(s string, most int, allowed string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) })
}

func invalid(fields ...fault.Field) error {
	return fault.New(fault.Invalid, "promotion.invalid", "The sale cannot be kept like this.").With(fields...)
}
