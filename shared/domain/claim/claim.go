// Package claim holds orders that a partner misses (M14): what the partner says
// of one, what is found of it, and the program's answer, within a time that the
// program promises.
package claim

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Status is where a claim stands.
type Status string

// The states: open → credited or refused, both for ever.
const (
	Open     Status = "open"
	Credited Status = "credited"
	Refused  Status = "refused"
)

// Limits of a claim.
const (
	MaxText    = 2000
	MaxOrder   = 255
	MaxAgeDays = 400 // of the order
	AnswerDays = 14  // where the program promised nothing else
)

// Claim is one order that a partner asks for.
type Claim struct {
	ID         id.Claim
	Program    id.Program
	Partner    id.Partner
	By         id.User // who filed it
	Order      string
	OrderedAt  time.Time
	Amount     money.Amount
	Email      string // hash of the customer's address; empty when it is not known
	Masked     string
	Coupon     string // that the customer used, as the partner knows
	Text       string
	Status     Status
	FiledAt    time.Time
	DueAt      time.Time // by when the program answers
	AnsweredBy id.User
	AnsweredAt time.Time
	Reason     string // of the answer; the partner reads it
	Conversion id.Conversion
	Version    int64
}

// Number is what people call the claim by.
func (c Claim) Number() string {
	text := string(c.ID)
	return "C-" + text[max(0, len(text)-8):]
}

// IDOf is the id of a partner's claim for an order: there is one for ever.
func IDOf(p id.Program, o id.Partner, order string) (id.Claim, error) {
	return id.Of[id.Claim](string(p), string(o), order)
}

// Late tells whether the program has not answered in time.
func (c Claim) Late(now time.Time) bool { return c.Status == Open && now.After(c.DueAt) }

// check refuses what nobody could look for.
func (c Claim) check(now time.Time) error {
	var fields []fault.Field
	bad := func(ok bool, field, message string) {
		if !ok {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	bad(readable(c.Order, MaxOrder) && !strings.ContainsAny(c.Order, "\r\n\t"), "order_id", "must have 1 to 255 characters, in one line")
	bad(!c.OrderedAt.IsZero() && !c.OrderedAt.After(now) && c.OrderedAt.After(now.AddDate(0, 0, -MaxAgeDays)), "ordered_on", "must be a day of the last 400")
	bad(c.Amount.Sign() > 0, "amount", "must be above zero")
	bad(readable(c.Text, MaxText), "text", "must have 1 to 2000 characters")
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "claim.invalid", "The claim cannot be filed like this.").With(fields...)
	}
	return nil
}

func readable(text string, most int) bool {
	return text != "" && utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
}

// Unknown is the fault of a claim that there is not.
func Unknown() error { return fault.New(fault.NotFound, "claim.unknown", "There is no such claim.") }

// Filter narrows a list; the zero value is everything.
type Filter struct{ Status Status }

// Keeps tells whether a claim passes the filter.
func (f Filter) Keeps(c Claim) bool { return f.Status == "" || c.Status == f.Status }

// Reader lists claims.
type Reader interface {
	// OfProgram lists a program's claims, newest first.
	OfProgram(ctx context.Context, p id.Program, f Filter, r page.Request) (page.Of[Claim], error)
	// OfPartner lists a partner's claims in a program, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Claim], error)
}
