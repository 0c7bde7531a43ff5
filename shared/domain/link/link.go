package link

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Kind says how a link came to be.
type Kind string

// The kinds.
const (
	Default Kind = "default" // made with the enrollment; takes deep links
	Custom  Kind = "custom"  // made by the partner; no request changes where it leads

	// Marketplace links lead to an app store's page, which hands no click id
	// on; the visitor is found again at /r/return (F31).
	Marketplace Kind = "marketplace"
	// Holdout links are made by the program for a partner: they count like the
	// others and pay nothing, to compare with those that do (M16).
	Holdout Kind = "holdout"
)

// Status says whether a link leads anywhere.
type Status string

// The states: active ⇄ inactive → archived. An archived link is out of the way
// for good and does not count any more; its key stays taken, so that nobody
// inherits its visitors.
const (
	Active   Status = "active"
	Inactive Status = "inactive"
	Archived Status = "archived"
)

// MaxCustom is how many custom links a partner has in one program at most,
// MaxMade how many it makes in all, those that are archived included.
const (
	MaxCustom = 50
	MaxMade   = 500
)

// UTM holds the marketing parameters that are appended to the destination.
type UTM struct {
	Source   string `json:"source,omitempty"`
	Medium   string `json:"medium,omitempty"`
	Campaign string `json:"campaign,omitempty"`
	Term     string `json:"term,omitempty"`
	Content  string `json:"content,omitempty"`
}

// Terms is what the program says that a redirect and its click need to know. A
// link carries its own copy, so that a click reads one item.
type Terms struct {
	EnrollmentRef uint64   `json:"enrollment"`
	Host          string   `json:"host,omitempty"`        // tracking domain of new links, empty for the instance's own
	Offer         id.Offer `json:"offer,omitempty"`       // of the links, empty when the program decides at the sale
	Website       string   `json:"website"`               // where links lead by default
	AllowedHosts  []string `json:"hosts,omitempty"`       // further hosts; "*.shop.example" means every subdomain
	ClickParam    string   `json:"click_param,omitempty"` // name of the click id's query parameter
	Zone          string   `json:"zone"`                  // IANA name; days are counted in it
	WindowDays    int      `json:"window_days"`           // attribution window
	Cookieless    bool     `json:"cookieless,omitempty"`  // visitors get no cookie
	Consent       bool     `json:"consent,omitempty"`     // a browser's signal that its visitor refuses counts
	NoCustom      bool     `json:"no_custom,omitempty"`   // the program has switched custom links off
	NoDeep        bool     `json:"no_deep,omitempty"`     // the program has switched deep links off
	Listings      []string `json:"listings,omitempty"`    // pages of app stores for marketplace links
}

// Link is one tracking link. Host is the tracking domain, empty for the
// instance's own.
type Link struct {
	ID          id.Link
	Program     id.Program
	Partner     id.Partner
	Host        string
	Key         string
	Ref         uint64
	Kind        Kind
	Name        string
	Destination string // as ParseURL writes it
	Status      Status
	UTM         UTM
	Subs        Subs // where the visitor's request names none
	Terms       Terms
	Rules       []Rule    // of a smart link, in their order
	Ruled       int64     // number of the rules' version; visitors stay where they are until it changes
	ExpiresAt   time.Time // zero: never
	Renames     int       // how often its key was changed; the keys before go on working
	Version     int64
	CreatedAt   time.Time
}

// Live tells whether the link leads anywhere at that time.
func (l Link) Live(now time.Time) bool {
	return l.Status == Active && (l.ExpiresAt.IsZero() || now.Before(l.ExpiresAt))
}

// Row is what a list shows of a link. A long destination ends in "…".
type Row struct {
	ID          id.Link   `json:"i"`
	Host        string    `json:"h,omitempty"`
	Key         string    `json:"k"`
	Kind        Kind      `json:"t"`
	Name        string    `json:"n,omitempty"`
	Destination string    `json:"d"`
	Status      Status    `json:"s"`
	Offer       id.Offer  `json:"o,omitempty"`
	Smart       bool      `json:"r,omitempty"`
	ExpiresAt   time.Time `json:"x,omitzero"`
	CreatedAt   time.Time `json:"c"`
}

// Origin is what a click id's link reference stands for, for ever.
type Origin struct {
	Link    id.Link
	Partner id.Partner
	Offer   id.Offer // empty when the program decides at the sale
	Key     string
	Host    string
}

// hosts returns the hosts on which the link's destinations may lie.
func (t Terms) hosts() Hosts {
	own, err := ParseURL(t.Website)
	if err != nil {
		return t.AllowedHosts
	}
	return append(Hosts{own.Host()}, t.AllowedHosts...)
}
