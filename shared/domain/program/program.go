// Package program holds what a merchant decides about its partner program:
// brand, currency, time zone, holdback, attribution, and how it pays.
package program

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status is where a program stands in its life.
type Status string

// The states: draft → live → paused → closed, paused → live.
const (
	Draft  Status = "draft"
	Live   Status = "live"
	Paused Status = "paused"
	Closed Status = "closed"
)

// Model says which touch earns.
type Model string

// The models.
const (
	LastClick  Model = "last"
	FirstClick Model = "first"
	// SplitClicks shares the credit equally among the partners whose clicks are in
	// the window, the latest four of them.
	SplitClicks Model = "split"
)

// Attribution says how a conversion finds its partner.
type Attribution struct {
	Model      Model
	WindowDays int  // from touch to conversion, at event time
	CouponWins bool // a verified coupon beats clicks
}

// Brand is how the program looks, before sign-in too.
type Brand struct {
	Color   string // #rrggbb, as chosen; the portal darkens it where contrast asks
	LogoURL string // on the portal's own origin, or empty
	Initial string // one or two letters shown without a logo
	IconURL string // of the browser's tab, like LogoURL
}

// Contacts says what partners see of the customers that they brought.
type Contacts string

// The levels. An empty one is masked.
const (
	NoContacts   Contacts = "none"
	MaskedOnly   Contacts = "masked"  // h•••@fernhill.io
	FullContacts Contacts = "contact" // name and address, as reported
)

// Level returns the level that counts: masked where none was chosen.
func (c Contacts) Level() Contacts {
	if c == "" {
		return MaskedOnly
	}
	return c
}

// Program is one merchant's program.
type Program struct {
	ID           id.Program
	Slug         string
	Name         string
	Status       Status
	Website      string // where links lead by default, https
	AllowedHosts []string
	Currency     money.Currency
	Zone         string // IANA name; fixed once live
	HoldbackDays int    // 0–365
	ManualReview bool   // true: a manager approves every commission
	Attribution  Attribution
	Brand        Brand
	Payouts      Payouts
	Approval     Approval
	SummaryStyle string // affiliate, network or leads
	ClickParam   string // name of the click id's query parameter, click_id by default
	Features     Features
	UTMTemplates []UTMTemplate
	TrackingHost string   // where its links are shown, a host bound to the program; empty: the instance's own
	Texts        Texts    // in its own words
	PortalHost   string   // where its portal is, a host bound to the program; empty: the instance's own
	AppListings  []string // pages of app stores to which marketplace links may lead
	Privacy      Privacy
	Rates        Rates
	ClaimDays    int       // within which a claim is answered; 0: the usual
	Screening    Screening // of conversions, before they are paid for
	Contacts     Contacts  // what partners see of their customers
	AutoApprove  bool      // partners are approved on application
	Portal       Portal    // what it adds to its partners' pages
	PostbackSet  bool      // the doctor or a real postback has been seen
	CostBudget   int64     // cents of a US dollar that it may cost its owner a month before the overview warns; 0 for none
	Version      int64
	CreatedAt    time.Time
}

// Location returns the program's time zone, UTC when its name is not known.
func (p Program) Location() *time.Location {
	l, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return l
}
