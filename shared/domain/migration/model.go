package migration

import (
	"time"
)

// Source is the product that a program comes from.
type Source string

// The sources. Generic is any CSV file, its columns named as here or mapped.
const (
	Rewardful     Source = "rewardful"
	PartnerStack  Source = "partnerstack"
	FirstPromoter Source = "firstpromoter"
	Tapfiliate    Source = "tapfiliate"
	Tolt          Source = "tolt"
	Generic       Source = "csv"
)

// Sources lists them.
func Sources() []Source {
	return []Source{Rewardful, PartnerStack, FirstPromoter, Tapfiliate, Tolt, Generic}
}

// Name is the source as people write it.
func (s Source) Name() string {
	switch s {
	case Rewardful:
		return "Rewardful"
	case PartnerStack:
		return "PartnerStack"
	case FirstPromoter:
		return "FirstPromoter"
	case Tapfiliate:
		return "Tapfiliate"
	case Tolt:
		return "Tolt"
	case Generic:
	}
	return "CSV"
}

// Kind is what the rows of a file are.
type Kind string

// The kinds, in the order in which they are brought in.
const (
	Partners    Kind = "partners"
	Links       Kind = "links"
	Codes       Kind = "codes"
	Customers   Kind = "customers"
	Balances    Kind = "balances" // sums of a partner, where there is no history
	Commissions Kind = "commissions"
	Payouts     Kind = "payouts"
)

// Kinds lists them in that order.
func Kinds() []Kind {
	return []Kind{Partners, Links, Codes, Customers, Balances, Commissions, Payouts}
}

// Row is where something was read.
type Row struct {
	File string
	Line int // the line of names is 1
}

// Partner is a partner of the source. Links and codes that stand in its row are
// rows of their own.
type Partner struct {
	Row
	ID      string
	Email   string
	Name    string
	Website string
	Country string
	Group   string
	Standing
	JoinedAt time.Time
}

// Standing is whether a partner was let in where it comes from.
type Standing string

// The standings.
const (
	LetIn   Standing = "let_in"
	Stopped Standing = "stopped" // its links go on leading visitors, it earns nothing
	Waiting Standing = "waiting" // it had applied, or was invited
)

// Link is a token of a partner's link.
type Link struct {
	Row
	Partner string // an id or an address of the source
	Token   string
}

// Code is a partner's coupon code.
type Code struct {
	Row
	Partner string
	Code    string
}

// Customer is somebody whom a partner brought.
type Customer struct {
	Row
	ID        string // the merchant's, or the source's where that has none
	Stripe    string // id at Stripe
	Email     string
	Partner   string
	At        time.Time // when they came
	FirstPaid time.Time
}

// Status is where the source's commission stands.
type Status string

// The statuses.
const (
	Pending Status = "pending" // held back
	Due     Status = "due"     // to be paid out
	Paid    Status = "paid"
	Void    Status = "void" // declined, refunded
)

// Statuses lists them.
func Statuses() []Status { return []Status{Pending, Due, Paid, Void} }

// Commission is one earned amount. A sum of many, out of a file of balances, is
// Opening.
type Commission struct {
	Row
	ID       string
	Partner  string
	Customer string // as its row names it, or an address
	Order    string
	Payout   string
	Minor    int64
	Sale     int64 // what the customer paid, 0 where that is not known
	Currency string
	Status   Status
	Reason   string // of Void
	Opening  bool
	EarnedAt time.Time
	DueAt    time.Time
	PaidAt   time.Time
}

// Payout is one payment to a partner.
type Payout struct {
	Row
	ID       string
	Partner  string
	Minor    int64
	Currency string
	Done     bool
	PaidAt   time.Time
}

// Bundle is everything that was read of a source.
type Bundle struct {
	Source      Source
	Partners    []Partner
	Links       []Link
	Codes       []Code
	Customers   []Customer
	Commissions []Commission
	Payouts     []Payout
}

// Rows counts them.
func (b Bundle) Rows() int {
	return len(b.Partners) + len(b.Links) + len(b.Codes) + len(b.Customers) + len(b.Commissions) + len(b.Payouts)
}
