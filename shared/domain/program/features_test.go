package program_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestFeaturesAreOnUntilSwitchedOff(t *testing.T) {
	t.Parallel()
	all := []program.Feature{program.Links, program.CustomLinks, program.DeepLinks, program.Coupons, program.Leads, program.Deals, program.Claims}
	for _, c := range []struct {
		name     string
		features program.Features
		want     []program.Feature
	}{
		{"at first there are links and codes", nil, []program.Feature{program.Links, program.CustomLinks, program.DeepLinks, program.Coupons, program.Claims}},
		{"without links there are no custom and deep ones", program.Features{program.Links: false, program.CustomLinks: true}, []program.Feature{program.Coupons, program.Claims}},
		{"custom links may go alone", program.Features{program.CustomLinks: false}, []program.Feature{program.Links, program.DeepLinks, program.Coupons, program.Claims}},
		{"leads come when asked for", program.Features{program.Links: false, program.Coupons: false, program.Leads: true}, []program.Feature{program.Leads, program.Claims}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := program.Program{Features: c.features}
			on := map[program.Feature]bool{}
			for _, f := range c.want {
				on[f] = true
			}
			for _, f := range all {
				if p.Has(f) != on[f] {
					t.Errorf("%s: %t", f, p.Has(f))
				}
				if err := p.Need(f); (err == nil) != on[f] || err != nil && (fault.CodeOf(err) != "feature.off" || !fault.Is(err, fault.Forbidden)) {
					t.Errorf("%s: %v", f, err)
				}
			}
		})
	}
	if (program.Program{Features: program.Features{"flying": true}}).Has("flying") {
		t.Error("an unknown feature is on")
	}
}

func TestSwitchingOneFeatureLeavesTheOthersAndWhatWasStored(t *testing.T) {
	t.Parallel()
	before := program.Features{program.Coupons: false}
	after := before.Switch(program.Links, false)
	if len(before) != 1 || len(after) != 2 || after[program.Coupons] {
		t.Errorf("%v became %v", before, after)
	}
}

func TestUTMTemplatesListingsAndHostsAreChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		edit func(*program.Program)
		ok   bool
	}{
		{"macros stand for what they say", func(p *program.Program) {
			p.UTMTemplates = []program.UTMTemplate{{Name: "House", Source: "{partner}", Campaign: "{program}-{link}"}}
		}, true},
		{"an unknown macro", func(p *program.Program) {
			p.UTMTemplates = []program.UTMTemplate{{Name: "House", Source: "{email}"}}
		}, false},
		{"two of one name", func(p *program.Program) { p.UTMTemplates = []program.UTMTemplate{{Name: "a"}, {Name: "a"}} }, false},
		{"one without a name", func(p *program.Program) { p.UTMTemplates = []program.UTMTemplate{{Source: "a"}} }, false},
		{"a parameter that is too long", func(p *program.Program) {
			p.UTMTemplates = []program.UTMTemplate{{Name: "a", Term: strings.Repeat("a", 101)}}
		}, false},
		{"a listing", func(p *program.Program) { p.AppListings = []string{"https://apps.shopify.com/acme"} }, true},
		{"a listing without encryption", func(p *program.Program) { p.AppListings = []string{"http://apps.shopify.com/acme"} }, false},
		{"a tracking host", func(p *program.Program) { p.TrackingHost = "go.acme.example" }, true},
		{"a tracking host with a port", func(p *program.Program) { p.TrackingHost = "go.acme.example:8443" }, false},
		{"consent", func(p *program.Program) { p.Privacy = program.Consent }, true},
		{"an unknown privacy", func(p *program.Program) { p.Privacy = "none" }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := program.New("acme", "Acme", "https://acme.example", "EUR")
			c.edit(&p)
			if err := p.Validate(); (err == nil) != c.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}
