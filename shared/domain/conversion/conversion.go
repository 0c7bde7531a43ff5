package conversion

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Kind is what happened.
type Kind string

// The kinds.
const (
	Signup     Kind = "signup"
	Lead       Kind = "lead"
	Sale       Kind = "sale"
	Recurring  Kind = "recurring"
	Upgrade    Kind = "upgrade" // a customer pays more: attributed and paid like a later payment
	Refund     Kind = "refund"
	Chargeback Kind = "chargeback"
	Reinstated Kind = "reinstated" // a chargeback that the bank gave back
)

// Source is the path by which a report came. It is no part of the identity.
type Source string

// The sources.
const (
	Postback Source = "postback"
	API      Source = "api"
	Stripe   Source = "stripe"
	Shopify  Source = "shopify"
	CSV      Source = "csv"
	Browser  Source = "browser" // the snippet or the pixel: believed for clicks, leads and signups, never for money
	Manual   Source = "manual"
)

// Report is one event as it was reported. It is stored with the decision, and
// it is what travels on the conversions queue.
type Report struct {
	Program     id.Program          `json:"program"`
	Source      Source              `json:"source"`
	SourceEvent string              `json:"source_event,omitempty"`
	Kind        Kind                `json:"kind"`
	Transaction string              `json:"transaction"`
	Order       string              `json:"order"` // the transaction when the merchant gives no other
	OrderAlias  string              `json:"order_alias,omitempty"`
	Clicks      string              `json:"clicks,omitempty"`  // up to three signed click ids, one after another
	Partner     id.Partner          `json:"partner,omitempty"` // whose it is by the program's own word, as of a lead that the partner submitted
	Customer    []customer.Identity `json:"customer,omitempty"`
	Masked      string              `json:"masked,omitempty"`
	Amount      *money.Amount       `json:"amount,omitempty"`     // nil: none given; a refund without one is of the whole
	Exchanged   *fx.Exchange        `json:"exchanged,omitempty"`  // of a decided sale in another currency: Amount is the program's
	Cumulative  bool                `json:"cumulative,omitempty"` // the amount is all that was refunded of the payment so far
	Payment     string              `json:"payment,omitempty"`    // of the order's, that a cumulative refund is of
	Failed      bool                `json:"failed,omitempty"`     // the refund of this amount of the payment did not come about
	Hold        bool                `json:"hold,omitempty"`       // the merchant is not sure yet
	Waits       bool                `json:"waits,omitempty"`      // may wait for its customer to be bound
	Reason      string              `json:"reason,omitempty"`     // of a refund, or of what was added by hand
	By          id.User             `json:"by,omitempty"`         // who added it by hand
	Coupons     []string            `json:"coupons,omitempty"`    // codes that the customer used
	Lines       []Line              `json:"lines,omitempty"`      // of the sale or the refund, when known
	Country     string              `json:"country,omitempty"`    // the customer's, ISO 3166
	Metadata    map[string]string   `json:"metadata,omitempty"`
	NewCustomer *bool               `json:"new_customer,omitempty"` // as the merchant says; nil: it did not
	OccurredAt  time.Time           `json:"occurred_at"`
	ReceivedAt  time.Time           `json:"received_at"`
}

// Line is one product of an order.
type Line struct {
	ID       string `json:"id,omitempty"` // of the line, by which a refund names it
	Product  string `json:"product,omitempty"`
	Category string `json:"category,omitempty"`
	Quantity int64  `json:"quantity,omitempty"`
	Minor    int64  `json:"minor"`           // of all its pieces, after discounts, in the report's currency
	Given    int64  `json:"given,omitempty"` // what it was, where Minor was converted
}

// Result is the verdict's word.
type Result string

// The results.
const (
	Accepted     Result = "accepted"
	Duplicate    Result = "duplicate"
	Conflict     Result = "conflict"
	Unattributed Result = "unattributed"
	Parked       Result = "parked"
	Rejected     Result = "rejected"
	Queued       Result = "queued"
	Claimed      Result = "claimed" // a sale that only a browser told of: kept until the server confirms it
)

// Verdict is the answer to a report. A duplicate repeats the first answer's
// word in First, with the same ids and amounts.
type Verdict struct {
	Result      Result           `json:"verdict"`
	First       Result           `json:"first,omitempty"`
	Reason      string           `json:"reason,omitempty"`
	Conversion  id.Conversion    `json:"conversion,omitempty"`
	Commissions []CommissionLine `json:"commissions,omitempty"`
	// Recorded and Given are the two amounts of a conflict.
	Recorded *money.Amount `json:"recorded,omitempty"`
	Given    *money.Amount `json:"given,omitempty"`
}

// CommissionLine is one commission that a report made or changed.
type CommissionLine struct {
	ID      id.Commission `json:"id"`
	Partner id.Partner    `json:"partner"`
	Amount  money.Amount  `json:"amount"`
	Status  string        `json:"status"`
}

// Step is one step of a decision. Values are what it looked at.
type Step struct {
	Name    string            `json:"step"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

// Record is a decided report, as it is stored: the answer that is repeated,
// and the trace that explains it.
type Record struct {
	ID          id.Conversion
	Report      Report
	Verdict     Verdict
	Candidates  []Candidate // every touch that was weighed, the earning ones first
	Trace       []Step
	Signals     []Signal
	Risk        fraud.Assessment // how suspicious it was when it was decided
	Corrections []Correction     // by hand, in their order
	Partner     id.Partner
	Link        id.Link
	Customer    id.Customer
	DecidedAt   time.Time
	Version     int64
}

// Final tells whether the answer stands for ever. What found no partner, or was
// refused, may be decided again when a better report of the same event comes.
func (r Record) Final() bool {
	switch r.Verdict.Result {
	case Unattributed, Rejected, Claimed:
		return false
	case Parked:
		return r.Verdict.Reason != RateMissing
	case Accepted, Duplicate, Conflict, Queued:
	}
	return true
}

// Signal is something that a manager may want to know of a conversion. It
// changes nothing by itself.
type Signal string

// The signals (M16).
const (
	NewCustomer       Signal = "new_customer"
	ReturningCustomer Signal = "returning_customer"
	// Intercepted says that the touch that earned came seconds before the sale,
	// as coupon sites and extensions make them at the checkout.
	Intercepted Signal = "coupon_interception"
	// PossibleDouble says that the customer paid the same amount within a quarter
	// of an hour under another order.
	PossibleDouble Signal = "possible_double"
	// StrayRefund says that a refund came before the sale, in another currency: it
	// was taken for none of this sale, and nothing was taken back.
	StrayRefund Signal = "refund_in_other_currency"
	// SelfReferral says that the customer belongs to the partner who earned.
	SelfReferral Signal = "self_referral"
)

// Head is what is known of an order over all its events.
type Head struct {
	Program     id.Program
	Order       string
	Currency    money.Currency       // in which the customer paid, and in which all that follows is
	SaleMinor   int64                // of all its sales, attributed or not
	Counted     int64                // what they came to in the program's currency, where that is another
	Refunded    int64                // of the sales
	Targets     map[string]int64     // of cumulative refunds: how much of each payment was refunded, as last seen
	Seen        map[string]int64     // when that was, in Unix seconds
	Failed      map[string][]Failure // refunds of payments that did not come about
	Parked      int64                // refunds that came before their sale
	Disputed    int64                // what banks took back, less what they gave again
	DisputedAll bool                 // the whole of it, whatever that is
	ParkedAll   bool                 // a refund of the whole came before the sale
	Awaiting    bool                 // a sale of it waited for the rate of its currency
	Lines       map[string]OrderLine // by lineKey or productKey, where lines earn apart
	Commissions []id.Commission
	Partners    []id.Partner // whose the commissions are
	Buyer       Buyer        // of its first payment, once it found a partner
	Version     int64        // 0 when nothing is stored
}

// Buyer is who placed an order, when, and through whom: what lists of orders go
// by.
type Buyer struct {
	Partner  id.Partner  `json:"partner"`
	Customer id.Customer `json:"customer,omitempty"`
	At       time.Time   `json:"at"`
}

// back is how much of the sale the customer got back, by refunds and disputes.
func (h Head) back() int64 {
	disputed := h.Disputed
	if h.DisputedAll {
		disputed += h.SaleMinor
	}
	return min(h.SaleMinor, h.Refunded+max(disputed, 0))
}

// known tells whether the order has something to take back.
func (h Head) known() bool { return h.SaleMinor > 0 || len(h.Commissions) > 0 }

// IDOf returns the id of an event, the same whoever reports it.
func IDOf(program id.Program, kind Kind, transaction string) (id.Conversion, error) {
	return id.Of[id.Conversion](string(program), string(kind), transaction)
}
