package partnerapi

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// LinkList is all links of a program, the default one first; it has one page.
type LinkList struct {
	Data         []Link   `json:"data"`
	HasMore      bool     `json:"has_more"`
	NextCursor   string   `json:"next_cursor"`
	AllowedHosts []string `json:"allowed_hosts" doc:"Where destinations may lie"`
	CustomLimit  int      `json:"custom_limit"`
	CustomUsed   int      `json:"custom_used"`
	AppListings  []string `json:"app_listings" doc:"Pages of app stores to which a marketplace link may lead"`
	UTMTemplates []UTMSet `json:"utm_templates" doc:"Parameters that the program suggests"`
}

// UTMSet is a set of UTM parameters that the program suggests. {partner}, {link}
// and {program} are written out when a link is made with it.
type UTMSet struct {
	Name string `json:"name"`
	UTM  UTM    `json:"utm"`
}

// Link is a link in a list.
type Link struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Key         string        `json:"key" doc:"The last part of its address"`
	URL         string        `json:"url" doc:"What to share"`
	Destination string        `json:"destination"`
	Default     bool          `json:"default" doc:"Takes deep links as ?to="`
	Kind        string        `json:"kind" enum:"default,custom,marketplace,holdout" doc:"A marketplace link leads to a page of an app store; a holdout link counts and pays nothing"`
	Smart       bool          `json:"smart" doc:"Has rules that send some visitors elsewhere"`
	Offer       string        `json:"offer_id,omitempty" doc:"The only offer that its sales earn by"`
	Active      bool          `json:"active"`
	Archived    bool          `json:"archived"`
	ExpiresAt   time.Time     `json:"expires_at,omitzero"`
	CreatedAt   time.Time     `json:"created_at"`
	Clicks      int64         `json:"clicks" doc:"Unique, in the period"`
	Scans       int64         `json:"scans" doc:"Those of them that came by its QR code"`
	Conversions int64         `json:"conversions"`
	Leads       int64         `json:"leads"`
	Revenue     httpkit.Money `json:"revenue"`
	Commission  httpkit.Money `json:"commission"`
}

// LinkDetail is one link.
type LinkDetail struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Key         string     `json:"key" doc:"The last part of its address"`
	URL         string     `json:"url" doc:"What to share"`
	Destination string     `json:"destination"`
	Default     bool       `json:"default" doc:"Takes deep links as ?to="`
	Kind        string     `json:"kind" enum:"default,custom,marketplace,holdout" doc:"A marketplace link leads to a page of an app store; a holdout link counts and pays nothing"`
	Offer       string     `json:"offer_id,omitempty" doc:"The only offer that its sales earn by"`
	Active      bool       `json:"active"`
	Archived    bool       `json:"archived"`
	ExpiresAt   time.Time  `json:"expires_at,omitzero"`
	CreatedAt   time.Time  `json:"created_at"`
	Sub1        string     `json:"sub1,omitempty"`
	Sub2        string     `json:"sub2,omitempty"`
	Sub3        string     `json:"sub3,omitempty"`
	Sub4        string     `json:"sub4,omitempty"`
	Sub5        string     `json:"sub5,omitempty"`
	UTM         UTM        `json:"utm"`
	Rules       []LinkRule `json:"rules" doc:"Of a smart link, in their order"`
	Version     int64      `json:"version"`
}

// LinkRule sends some visitors of a smart link elsewhere; what is left out does
// not restrict it.
type LinkRule struct {
	Countries   []string  `json:"countries,omitempty" maxItems:"60" doc:"ISO 3166, two letters"`
	Devices     []string  `json:"devices,omitempty" maxItems:"3" enum:"mobile,tablet,desktop"`
	From        time.Time `json:"from,omitzero"`
	Until       time.Time `json:"until,omitzero"`
	Share       int       `json:"share_basis_points,omitempty" minimum:"0" maximum:"10000" doc:"Of the link's visitors, in hundredths of a percent; 0 is all that are left"`
	Destination string    `json:"destination" maxLength:"2048"`
}

// UTM is what is appended to the destination for the merchant's analytics.
type UTM struct {
	Source   string `json:"source,omitempty" maxLength:"100"`
	Medium   string `json:"medium,omitempty" maxLength:"100"`
	Campaign string `json:"campaign,omitempty" maxLength:"100"`
	Term     string `json:"term,omitempty" maxLength:"100"`
	Content  string `json:"content,omitempty" maxLength:"100"`
}

// LinkInput is a link to be made.
type LinkInput struct {
	Name        string     `json:"name" minLength:"1" maxLength:"60"`
	Kind        string     `json:"kind,omitempty" enum:"custom,marketplace" doc:"custom when left out"`
	Key         string     `json:"key,omitempty" maxLength:"40" doc:"The last part of its address; made up when left out"`
	Destination string     `json:"destination,omitempty" maxLength:"2048" doc:"The program's website when left out"`
	Offer       string     `json:"offer_id,omitempty" maxLength:"40" doc:"The only offer that its sales earn by; whichever pays when left out"`
	Sub1        string     `json:"sub1,omitempty" maxLength:"128"`
	Sub2        string     `json:"sub2,omitempty" maxLength:"128"`
	Sub3        string     `json:"sub3,omitempty" maxLength:"128"`
	Sub4        string     `json:"sub4,omitempty" maxLength:"128"`
	Sub5        string     `json:"sub5,omitempty" maxLength:"128"`
	UTM         UTM        `json:"utm,omitzero"`
	Rules       []LinkRule `json:"rules,omitempty" maxItems:"10"`
	ExpiresAt   time.Time  `json:"expires_at,omitzero" doc:"When it stops leading anywhere"`
}

// LinkPatch is what to change; what is left out stays.
type LinkPatch struct {
	Name        *string     `json:"name,omitempty" minLength:"1" maxLength:"60"`
	Active      *bool       `json:"active,omitempty"`
	Archived    *bool       `json:"archived,omitempty" doc:"true puts it away for good"`
	Key         *string     `json:"key,omitempty" maxLength:"40" doc:"The one before goes on leading here"`
	Destination *string     `json:"destination,omitempty" maxLength:"2048"`
	Subs        *[]string   `json:"subs,omitempty" maxItems:"5" doc:"sub1 to sub5"`
	UTM         *UTM        `json:"utm,omitempty"`
	Rules       *[]LinkRule `json:"rules,omitempty" maxItems:"10"`
	ExpiresAt   *string     `json:"expires_at,omitempty" maxLength:"40" doc:"RFC 3339; empty: never"`
}

// LinkTrial is a smart link to try, and a visitor.
type LinkTrial struct {
	Destination string     `json:"destination,omitempty" maxLength:"2048" doc:"The program's website when left out"`
	Rules       []LinkRule `json:"rules" maxItems:"10"`
	Country     string     `json:"country,omitempty" maxLength:"2" doc:"ISO 3166"`
	Device      string     `json:"device,omitempty" enum:"mobile,tablet,desktop,other"`
	At          time.Time  `json:"at,omitzero" doc:"Now when left out"`
}

// LinkShares is where visitors like this one go.
type LinkShares struct {
	Data []LinkShare `json:"data" doc:"The shares add up to 10000"`
}

// LinkShare is one of the ways.
type LinkShare struct {
	Rule        *int   `json:"rule,omitempty" doc:"From 0; absent: the link's own destination"`
	Share       int    `json:"share_basis_points"`
	Destination string `json:"destination"`
}

// LinkPreviewInput is a deep link to try.
type LinkPreviewInput struct {
	Destination string `json:"destination" maxLength:"2048"`
	Sub1        string `json:"sub1,omitempty" maxLength:"128"`
	Sub2        string `json:"sub2,omitempty" maxLength:"128"`
	Sub3        string `json:"sub3,omitempty" maxLength:"128"`
	Sub4        string `json:"sub4,omitempty" maxLength:"128"`
	Sub5        string `json:"sub5,omitempty" maxLength:"128"`
}

// LinkPreview is where it would lead.
type LinkPreview struct {
	URL         string `json:"url" doc:"The default link with this page as its target, ready to share"`
	Destination string `json:"destination" doc:"Where a visitor arrives, without the click id"`
}

func (m member) link(r link.Row, origin string, f report.Figures) Link {
	return Link{
		ID: string(r.ID), Name: r.Name, Key: r.Key, URL: m.linkURL(origin, r.Host, r.Key), Destination: r.Destination,
		Default: r.Kind == link.Default, Kind: string(r.Kind), Smart: r.Smart, Offer: string(r.Offer),
		Active: r.Status == link.Active, Archived: r.Status == link.Archived, ExpiresAt: r.ExpiresAt, CreatedAt: r.CreatedAt,
		Clicks: f.Clicks, Conversions: f.Conversions, Leads: f.Leads, Revenue: m.money(f.Sold.Minor()), Commission: m.money(f.Earnings.Minor()),
	}
}

func (m member) linkDetail(l link.Link, origin string) LinkDetail {
	v := LinkDetail{
		ID: string(l.ID), Name: l.Name, Key: l.Key, URL: m.linkURL(origin, l.Host, l.Key), Destination: l.Destination,
		Default: l.Kind == link.Default, Kind: string(l.Kind), Offer: string(l.Terms.Offer),
		Active: l.Status == link.Active, Archived: l.Status == link.Archived, ExpiresAt: l.ExpiresAt, CreatedAt: l.CreatedAt,
		Sub1: l.Subs[0], Sub2: l.Subs[1], Sub3: l.Subs[2], Sub4: l.Subs[3], Sub5: l.Subs[4], UTM: UTM(l.UTM), Rules: []LinkRule{}, Version: l.Version,
	}
	for _, r := range l.Rules {
		v.Rules = append(v.Rules, LinkRule{Countries: r.Countries, Devices: r.Devices, From: r.From, Until: r.Until, Share: r.Weight, Destination: r.Destination})
	}
	return v
}

// linkList is the list without its links.
func (m member) linkList() LinkList {
	v := LinkList{Data: []Link{}, AllowedHosts: m.hosts(), CustomLimit: link.MaxCustom, AppListings: []string{}, UTMTemplates: []UTMSet{}}
	v.AppListings = append(v.AppListings, m.Program.AppListings...)
	for _, t := range m.Program.UTMTemplates {
		v.UTMTemplates = append(v.UTMTemplates, UTMSet{t.Name, UTM{Source: t.Source, Medium: t.Medium, Campaign: t.Campaign, Term: t.Term, Content: t.Content}})
	}
	return v
}

// hosts is where a link of the program may lead.
func (m member) hosts() []string {
	hosts := []string{}
	if u, err := link.ParseURL(m.Program.Website); err == nil {
		hosts = append(hosts, u.Host())
	}
	for _, h := range m.Program.AllowedHosts {
		if !slices.Contains(hosts, h) {
			hosts = append(hosts, h)
		}
	}
	return hosts
}
