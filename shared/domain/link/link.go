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
	Custom  Kind = "custom"  // made by the partner; its destination is fixed
)

// Status says whether a link leads anywhere.
type Status string

// The states: active ⇄ inactive.
const (
	Active   Status = "active"
	Inactive Status = "inactive"
)

// MaxCustom is how many custom links a partner has in one program at most.
const MaxCustom = 50

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
	Offer         id.Offer `json:"offer,omitempty"`       // of the links, empty when the program decides at the sale
	Website       string   `json:"website"`               // where links lead by default
	AllowedHosts  []string `json:"hosts,omitempty"`       // further hosts; "*.shop.example" means every subdomain
	ClickParam    string   `json:"click_param,omitempty"` // name of the click id's query parameter
	Zone          string   `json:"zone"`                  // IANA name; days are counted in it
	WindowDays    int      `json:"window_days"`           // attribution window
	Cookieless    bool     `json:"cookieless,omitempty"`  // visitors get no cookie
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
	Version     int64
	CreatedAt   time.Time
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
