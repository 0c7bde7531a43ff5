package managerapi

import (
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/program"
)

// LinkSettings is what the program has decided about links and codes.
type LinkSettings struct {
	Features       Features      `json:"features"`
	UTMTemplates   []UTMTemplate `json:"utm_templates" doc:"What partners may pick from"`
	AppListings    []string      `json:"app_listings" doc:"Pages of app stores to which marketplace links may lead"`
	Privacy        string        `json:"privacy" enum:"standard,consent,cookieless" doc:"consent: a cookie only where the link says consent=1 and the browser does not refuse; cookieless: never one"`
	TrackingHost   string        `json:"tracking_host,omitempty" doc:"Where links are shown"`
	TrackingTarget string        `json:"tracking_target" doc:"To what a CNAME record of that host points"`
	ReturnURL      string        `json:"return_url" doc:"Where an app's first page sends the browser after an install, with ?to= and the page to come back to"`
}

// Features are the parts of the portal that partners have.
type Features struct {
	Links       bool `json:"links" doc:"Without it there is no tab, no link can be read or made, and clicks are not shown"`
	CustomLinks bool `json:"custom_links"`
	DeepLinks   bool `json:"deep_links"`
	Coupons     bool `json:"coupons"`
	Leads       bool `json:"leads" doc:"Partners name customers to be"`
	Deals       bool `json:"deals" doc:"Partners register sales that they work on"`
	Claims      bool `json:"claims" doc:"Missing orders can be claimed"`
}

// UTMTemplate is a set of parameters; {partner}, {link} and {program} in them
// are written out when a link is made.
type UTMTemplate struct {
	Name     string `json:"name" minLength:"1" maxLength:"60"`
	Source   string `json:"source,omitempty" maxLength:"100"`
	Medium   string `json:"medium,omitempty" maxLength:"100"`
	Campaign string `json:"campaign,omitempty" maxLength:"100"`
	Term     string `json:"term,omitempty" maxLength:"100"`
	Content  string `json:"content,omitempty" maxLength:"100"`
}

// LinkSettingsPatch is what to change; what is left out stays.
type LinkSettingsPatch struct {
	Features     *FeaturesPatch `json:"features,omitempty"`
	UTMTemplates *[]UTMTemplate `json:"utm_templates,omitempty" maxItems:"20"`
	AppListings  *[]string      `json:"app_listings,omitempty" maxItems:"20"`
	Privacy      *string        `json:"privacy,omitempty" enum:"standard,consent,cookieless"`
	TrackingHost *string        `json:"tracking_host,omitempty" maxLength:"253" doc:"A host that the operator has bound to the program; empty: the instance's own"`
}

// FeaturesPatch switches features.
type FeaturesPatch struct {
	Links       *bool `json:"links,omitempty"`
	CustomLinks *bool `json:"custom_links,omitempty"`
	DeepLinks   *bool `json:"deep_links,omitempty"`
	Coupons     *bool `json:"coupons,omitempty"`
	Leads       *bool `json:"leads,omitempty"`
	Deals       *bool `json:"deals,omitempty"`
	Claims      *bool `json:"claims,omitempty"`
}

// standard is what the API calls [program.Standard].
const standard = "standard"

func (a api) linkSettings(p program.Program) LinkSettings {
	v := LinkSettings{
		Features: Features{
			Links: p.Has(program.Links), CustomLinks: p.Has(program.CustomLinks), DeepLinks: p.Has(program.DeepLinks), Coupons: p.Has(program.Coupons),
			Leads: p.Has(program.Leads), Deals: p.Has(program.Deals), Claims: p.Has(program.Claims),
		},
		UTMTemplates: []UTMTemplate{}, AppListings: append([]string{}, p.AppListings...), Privacy: string(p.Privacy),
		TrackingHost: p.TrackingHost, ReturnURL: a.Origin + "/r/return/" + string(p.ID),
	}
	if p.TrackingHost != "" {
		v.ReturnURL = "https://" + p.TrackingHost + "/r/return/" + string(p.ID)
	}
	if p.Privacy == program.Standard {
		v.Privacy = standard
	}
	if u, err := url.Parse(a.Origin); err == nil {
		v.TrackingTarget = u.Hostname()
	}
	for _, t := range p.UTMTemplates {
		v.UTMTemplates = append(v.UTMTemplates, UTMTemplate(t))
	}
	return v
}

// apply changes what the patch names.
func (in LinkSettingsPatch) apply(p *program.Program) {
	if f := in.Features; f != nil {
		for feature, on := range map[program.Feature]*bool{
			program.Links: f.Links, program.CustomLinks: f.CustomLinks, program.DeepLinks: f.DeepLinks, program.Coupons: f.Coupons,
			program.Leads: f.Leads, program.Deals: f.Deals, program.Claims: f.Claims,
		} {
			if on != nil {
				p.Features = p.Features.Switch(feature, *on)
			}
		}
	}
	if in.UTMTemplates != nil {
		p.UTMTemplates = nil
		for _, t := range *in.UTMTemplates {
			p.UTMTemplates = append(p.UTMTemplates, program.UTMTemplate(t))
		}
	}
	set(&p.AppListings, in.AppListings)
	set(&p.TrackingHost, in.TrackingHost)
	if in.Privacy != nil {
		p.Privacy = program.Privacy(*in.Privacy)
		if *in.Privacy == standard {
			p.Privacy = program.Standard
		}
	}
}
