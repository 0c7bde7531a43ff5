package program

import (
	"maps"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Feature is a part of the portal that a program may switch off.
type Feature string

// The features. Custom links and deep links go with links.
const (
	Links       Feature = "links"
	CustomLinks Feature = "custom_links"
	DeepLinks   Feature = "deep_links"
	Coupons     Feature = "coupons"
	Leads       Feature = "leads"
	Deals       Feature = "deals"
	Claims      Feature = "claims" // orders that a partner misses
)

// Features is what a program decided; what is not in it is as it is at first:
// leads and deals off, everything else on.
type Features map[Feature]bool

// Has tells whether partners have the feature.
func (p Program) Has(f Feature) bool {
	switch f {
	case CustomLinks, DeepLinks:
		return p.Has(Links) && p.decided(f, true)
	case Links, Coupons, Claims:
		return p.decided(f, true)
	case Leads, Deals:
		return p.decided(f, false)
	}
	return false
}

func (p Program) decided(f Feature, unless bool) bool {
	if on, ok := p.Features[f]; ok {
		return on
	}
	return unless
}

// Need refuses what the program has switched off: Forbidden "feature.off".
func (p Program) Need(f Feature) error {
	if p.Has(f) {
		return nil
	}
	return fault.New(fault.Forbidden, "feature.off", "%s has switched this part of its program off.", p.Name)
}

// Switch returns the features with one switched, without touching the others.
func (fs Features) Switch(f Feature, on bool) Features {
	out := Features{}
	maps.Copy(out, fs)
	out[f] = on
	return out
}

// Privacy says what a program keeps of its visitors.
type Privacy string

// The modes. Standard tells visitors apart by a cookie, unless the link says
// consent=0. Consent does so only where the link says consent=1 and the browser
// does not refuse (Global Privacy Control, Do Not Track). Cookieless never does.
const (
	Standard   Privacy = ""
	Consent    Privacy = "consent"
	Cookieless Privacy = "cookieless"
)

func (v Privacy) known() bool {
	switch v {
	case Standard, Consent, Cookieless:
		return true
	}
	return false
}
