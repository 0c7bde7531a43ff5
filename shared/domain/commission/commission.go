package commission

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status is where a commission stands.
type Status string

// The states. A direct program makes what is approved available at once.
const (
	Pending   Status = "pending"
	Held      Status = "held"
	Approved  Status = "approved"
	Available Status = "available"
	Paid      Status = "paid"
	Declined  Status = "declined"
	Reversed  Status = "reversed"
)

// Kind says what was earned for.
type Kind string

// The kinds.
const (
	Sale      Kind = "sale"
	Recurring Kind = "recurring"
	Upgrade   Kind = "upgrade"
	Lead      Kind = "lead"
	Signup    Kind = "signup"
	Click     Kind = "click"    // of the program's clicks of a day
	Stage     Kind = "stage"    // a deal that moved on
	Training  Kind = "training" // a course or an accreditation
	Bonus     Kind = "bonus"
	Spiff     Kind = "spiff" // a bonus for a target within a window
	Referral  Kind = "referral"
	Margin    Kind = "store" // of a partner's store: retail less wholesale
	Manual    Kind = "manual"
	Clawback  Kind = "clawback"
	// Reinstated is what a dispute had taken of another commission and gave back.
	Reinstated Kind = "reinstated"
)

// Awarded is the Basis.Type of what no offer computed.
const Awarded = "awarded"

// Basis is what made the amount, kept so that it can be computed again.
type Basis struct {
	Offer        id.Offer          `json:"offer"`
	OfferName    string            `json:"offer_name"`
	OfferVersion int64             `json:"offer_version"`
	Type         string            `json:"type"`
	Rate         money.BasisPoints `json:"rate_basis_points,omitempty"`
	BaseMinor    int64             `json:"base"`
	Of           id.Commission     `json:"of,omitempty"`    // of Reinstated: the commission that it was taken from
	By           string            `json:"by,omitempty"`    // of an award: who gave it
	Why          string            `json:"why,omitempty"`   // of an award: the reason that was given
	Rule         string            `json:"rule,omitempty"`  // which of the offer's terms, empty for its own
	Share        offer.Share       `json:"share,omitzero"`  // of an event that several partners share
	Lines        []offer.Line      `json:"lines,omitempty"` // none: one line, by Type, Rate and BaseMinor
	Exchanged    *fx.Exchange      `json:"fx,omitempty"`    // of the whole sale, paid in another currency
}

// Commission is one earned amount of one partner. Amount is negative for a
// clawback. Reversed is how much of it was taken back, never more than Amount.
type Commission struct {
	ID          id.Commission
	Account     ledger.Account
	Kind        Kind
	Status      Status
	Reason      string // of declined, reversed and held; a stable word or a manager's sentence
	Amount      money.Amount
	Reversed    int64   // taken back while the state still allowed it
	Clawed      int64   // taken back by clawbacks, after a payout had claimed it
	Closed      bool    // a manager took it back: refunds and disputes change it no more
	Review      id.Case // the open fraud case that keeps it held; empty: none
	Basis       Basis
	Order       string
	Transaction string
	Conversion  id.Conversion
	Customer    id.Customer
	Masked      string // the customer as a partner may see it
	Link        id.Link
	Click       string
	Sub         string // sub1 of the click, for the day counters, as are the next three
	Device      string
	Country     string
	Referrer    string
	Day         string // of the event, in the program's zone
	EventAt     time.Time
	RecordedAt  time.Time
	DueAt       time.Time // when the holdback ends; zero for a manual decision
	ApprovedAt  time.Time
	PaidAt      time.Time
	EndedAt     time.Time // declined or reversed
	Payout      id.Payout
	Version     int64
}

// Net is what is left of the amount.
func (c Commission) Net() int64 { return c.Amount.Minor() - c.Reversed }

// Facets are the breakdowns of the day that the commission counts in.
func (c Commission) Facets() event.Facets {
	return event.Facets{Link: string(c.Link), Offer: string(c.Basis.Offer), Sub: c.Sub, Device: c.Device, Country: c.Country, Referrer: c.Referrer}
}

// Claimed tells whether a payout holds or has paid it.
func (c Commission) Claimed() bool { return c.Payout != "" || c.Status == Paid }

// next is the one transition table.
var next = map[Status][]Status{
	Pending:   {Held, Approved, Available, Declined},
	Held:      {Pending, Approved, Available, Declined},
	Approved:  {Available, Reversed},
	Available: {Paid, Reversed},
}

// move returns the commission in another state, or a Conflict.
func (c Commission) move(to Status) (Commission, error) {
	for _, s := range next[c.Status] {
		if s == to {
			c.Status = to
			return c, nil
		}
	}
	return c, fault.New(fault.Conflict, "commission.not_"+string(to), "A commission that is %s cannot become %s.", c.Status, to)
}
