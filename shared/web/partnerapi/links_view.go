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
}

// Link is a link in a list.
type Link struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Key         string        `json:"key" doc:"The last part of its address"`
	URL         string        `json:"url" doc:"What to share"`
	Destination string        `json:"destination"`
	Default     bool          `json:"default" doc:"Takes deep links as ?to="`
	Active      bool          `json:"active"`
	CreatedAt   time.Time     `json:"created_at"`
	Clicks      int64         `json:"clicks" doc:"Unique, in the period"`
	Conversions int64         `json:"conversions"`
	Revenue     httpkit.Money `json:"revenue"`
	Commission  httpkit.Money `json:"commission"`
}

// LinkDetail is one link.
type LinkDetail struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Key         string    `json:"key" doc:"The last part of its address"`
	URL         string    `json:"url" doc:"What to share"`
	Destination string    `json:"destination"`
	Default     bool      `json:"default" doc:"Takes deep links as ?to="`
	Active      bool      `json:"active"`
	CreatedAt   time.Time `json:"created_at"`
	Sub1        string    `json:"sub1,omitempty"`
	Sub2        string    `json:"sub2,omitempty"`
	Sub3        string    `json:"sub3,omitempty"`
	Sub4        string    `json:"sub4,omitempty"`
	Sub5        string    `json:"sub5,omitempty"`
	UTM         UTM       `json:"utm"`
	Version     int64     `json:"version"`
}

// UTM is what is appended to the destination for the merchant's analytics.
type UTM struct {
	Source   string `json:"source,omitempty" maxLength:"100"`
	Medium   string `json:"medium,omitempty" maxLength:"100"`
	Campaign string `json:"campaign,omitempty" maxLength:"100"`
	Term     string `json:"term,omitempty" maxLength:"100"`
	Content  string `json:"content,omitempty" maxLength:"100"`
}

// LinkInput is a link to be made. Its destination is fixed from then on.
type LinkInput struct {
	Name        string `json:"name" minLength:"1" maxLength:"60"`
	Key         string `json:"key,omitempty" maxLength:"40" doc:"The last part of its address; made up when left out"`
	Destination string `json:"destination,omitempty" maxLength:"2048" doc:"The program's website when left out"`
	Sub1        string `json:"sub1,omitempty" maxLength:"128"`
	Sub2        string `json:"sub2,omitempty" maxLength:"128"`
	Sub3        string `json:"sub3,omitempty" maxLength:"128"`
	Sub4        string `json:"sub4,omitempty" maxLength:"128"`
	Sub5        string `json:"sub5,omitempty" maxLength:"128"`
	UTM         UTM    `json:"utm,omitzero"`
}

// LinkPatch is what to change; what is left out stays.
type LinkPatch struct {
	Name   *string `json:"name,omitempty" minLength:"1" maxLength:"60"`
	Active *bool   `json:"active,omitempty"`
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
		ID: string(r.ID), Name: r.Name, Key: r.Key, URL: linkURL(origin, r.Host, r.Key), Destination: r.Destination,
		Default: r.Kind == link.Default, Active: r.Status == link.Active, CreatedAt: r.CreatedAt,
		Clicks: f.Clicks, Conversions: f.Conversions, Revenue: m.money(f.Sold.Minor()), Commission: m.money(f.Earnings.Minor()),
	}
}

func linkDetailOf(l link.Link, origin string) LinkDetail {
	return LinkDetail{
		ID: string(l.ID), Name: l.Name, Key: l.Key, URL: linkURL(origin, l.Host, l.Key), Destination: l.Destination,
		Default: l.Kind == link.Default, Active: l.Status == link.Active, CreatedAt: l.CreatedAt,
		Sub1: l.Subs[0], Sub2: l.Subs[1], Sub3: l.Subs[2], Sub4: l.Subs[3], Sub5: l.Subs[4], UTM: UTM(l.UTM), Version: l.Version,
	}
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
