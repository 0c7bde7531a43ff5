// Package order holds where a merchant's orders stand, as the shop or the
// merchant's server tells: placed, paid, on the way, there, or taken back.
// Nothing here moves money; what was paid and refunded comes from reports of
// conversions.
package order

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status is where an order stands.
type Status string

// The states, in the order of their life.
const (
	Placed    Status = "placed"
	Paid      Status = "paid"
	Fulfilled Status = "fulfilled" // handed to the carrier
	Delivered Status = "delivered"
	Cancelled Status = "cancelled"
	Refunded  Status = "refunded"
)

// Statuses lists the states in the order of an order's life.
func Statuses() []Status {
	return []Status{Placed, Paid, Fulfilled, Delivered, Cancelled, Refunded}
}

// Parse reads a state's name.
func Parse(s string) (Status, error) {
	if st := Status(s); slices.Contains(Statuses(), st) {
		return st, nil
	}
	return "", fault.New(fault.Invalid, "order.bad_status", "The state is none that an order has.").
		With(fault.Field{Location: "body.status", Message: "must be placed, paid, fulfilled, delivered, cancelled or refunded"})
}

// Step is one state that was told.
type Step struct {
	Status Status    `json:"status"`
	At     time.Time `json:"at"`
}

// maxSteps bounds an order's history; the oldest go first.
const maxSteps = 20

// State is what was told of an order. Buyer is known where the teller named a
// customer who is bound to a partner.
type State struct {
	Program id.Program
	Order   string
	Status  Status
	At      time.Time // since when
	Steps   []Step    // oldest first
	Buyer   Buyer
	Version int64 // 0 when nothing is stored
}

// Buyer is who placed an order, and through whom.
type Buyer struct {
	Partner  id.Partner  `json:"partner"`
	Customer id.Customer `json:"customer,omitempty"`
	At       time.Time   `json:"at"` // when the order came up first
}

// tell adds a state. What is told late has its place in the history, but does
// not undo what came after it; of two at one time the one further along counts.
// Telling the same again changes nothing.
func (s State) tell(st Step) (State, bool) {
	if slices.Contains(s.Steps, st) {
		return s, false
	}
	s.Steps = append(slices.Clone(s.Steps), st)
	slices.SortStableFunc(s.Steps, func(a, b Step) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return slices.Index(Statuses(), a.Status) - slices.Index(Statuses(), b.Status)
	})
	if len(s.Steps) > maxSteps {
		s.Steps = s.Steps[len(s.Steps)-maxSteps:]
	}
	last := s.Steps[len(s.Steps)-1]
	s.Status, s.At = last.Status, last.At
	s.Version++
	return s, true
}

// Books is what reports of conversions say of an order.
type Books struct {
	Currency money.Currency
	Sale     int64 // minor units, of all its payments
	Refunded int64 // of it
	Buyer    Buyer
}

// Order is all that is shown of an order.
type Order struct {
	ID             string
	Status         Status
	PartlyRefunded bool
	Sale, Refunded int64
	Currency       money.Currency // empty while nothing was paid
	Buyer          Buyer
	UpdatedAt      time.Time // zero when nothing was told of it
	Steps          []Step
}

// Join puts together what was told and what the books say. Money is believed
// where they differ: a paid order is not merely placed, and one that was
// refunded wholly is refunded.
func Join(s State, b Books) Order {
	o := Order{
		ID: s.Order, Status: s.Status, Sale: b.Sale, Refunded: b.Refunded, Currency: b.Currency, Buyer: b.Buyer, UpdatedAt: s.At, Steps: s.Steps,
		PartlyRefunded: b.Refunded > 0 && b.Refunded < b.Sale,
	}
	if o.Buyer.Partner == "" {
		o.Buyer = s.Buyer
	}
	switch {
	case b.Sale > 0 && b.Refunded >= b.Sale:
		o.Status = Refunded
	case b.Sale > 0 && (s.Status == "" || s.Status == Placed):
		o.Status = Paid
	case s.Status == "":
		o.Status = Placed
	}
	return o
}
