// Package coupon holds the codes that a customer types at the checkout and that
// name a partner: whoever's code it is brought the sale, with or without a
// click. A code belongs to one partner of one program and may pay at a rate of
// its own.
package coupon

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status says whether a code still earns.
type Status string

// The states: active ⇄ disabled.
const (
	Active   Status = "active"
	Disabled Status = "disabled"
)

// Manual is the source of a code that a manager made.
const Manual = "manual"

// Coupon is one code of one partner. Code is as Fold writes it.
type Coupon struct {
	Program   id.Program
	Code      string
	Partner   id.Partner
	Link      id.Link           // whose figures it adds to, empty for none
	Offer     id.Offer          // empty: whichever of the program's pays
	Rate      money.BasisPoints // instead of the offer's percentage, 0 for none
	FlatMinor int64             // instead of the offer's flat amount, 0 for none
	Status    Status
	From      time.Time // zero: from ever
	Until     time.Time // zero: for ever
	Source    string    // manual, stripe, shopify or import
	Version   int64
	CreatedAt time.Time
}

// Subject is what the audit log calls a code.
func (c Coupon) Subject() string { return string(c.Program) + "/coupon/" + c.Code }

// Fold writes a code as it is kept and compared: without blanks around it, in
// upper case.
func Fold(code string) string { return strings.ToUpper(strings.TrimSpace(code)) }

// EarnsAt tells whether the code earns what happened at that time.
func (c Coupon) EarnsAt(at time.Time) bool {
	return c.Status == Active && !at.Before(c.From) && (c.Until.IsZero() || at.Before(c.Until))
}

// MaxCode is how many bytes a code has at most.
const MaxCode = 64

// CheckCode refuses a code that no customer could type; the fault is Invalid.
func CheckCode(code string) error {
	for _, r := range code {
		if r <= ' ' || r == 0x7f || r == utf8.RuneError {
			return fault.New(fault.Invalid, "coupon.bad_code", "A code holds no blanks or control characters.")
		}
	}
	if code == "" || len(code) > MaxCode {
		return fault.New(fault.Invalid, "coupon.bad_code", "A code has 1 to 64 characters.")
	}
	return nil
}
