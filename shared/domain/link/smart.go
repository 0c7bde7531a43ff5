package link

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Whole is the weight of everybody: weights are parts of it.
const Whole = 10_000

// Limits of a smart link's rules.
const (
	MaxRules     = 10
	maxCountries = 60
)

// Rule of a smart link sends some visitors elsewhere (F24). What is left empty
// does not restrict it.
type Rule struct {
	Countries   []string  `json:"c,omitempty"` // ISO 3166, in capitals
	Devices     []string  `json:"d,omitempty"` // mobile, tablet, desktop
	From        time.Time `json:"f,omitzero"`
	Until       time.Time `json:"u,omitzero"`
	Weight      int       `json:"w,omitempty"` // share of the link's visitors, in parts of Whole; 0 is all of them
	Destination string    `json:"to"`
}

// Viewer is what a rule asks of a visitor.
type Viewer struct {
	Country string
	Device  string
	Visitor [8]byte // the visitor's pseudonym in the program
	At      time.Time
}

// Fallback is the place of the link's own destination among its rules.
const Fallback = -1

// Choose returns the destination for a visitor and the number of its rule. The
// rules that fit share the visitors out by weight, in their order; who is left
// over goes to the link's own destination. The same visitor of the same rules
// is always sent the same way.
func (l Link) Choose(v Viewer) (destination string, rule int) {
	if len(l.Rules) == 0 {
		return l.Destination, Fallback
	}
	at, share := l.place(v.Visitor), 0
	for i, r := range l.Rules {
		if !r.fits(v) {
			continue
		}
		share += r.weight()
		if at < share {
			return r.Destination, i
		}
	}
	return l.Destination, Fallback
}

// Share is how many of the visitors that are alike go to one destination.
type Share struct {
	Rule        int // or Fallback
	Weight      int // parts of Whole
	Destination string
}

// Shares tells where visitors like this one go; a preview shows it.
func (l Link) Shares(v Viewer) []Share {
	var out []Share
	left := Whole
	for i, r := range l.Rules {
		if w := min(left, r.weight()); w > 0 && r.fits(v) {
			out = append(out, Share{i, w, r.Destination})
			left -= w
		}
	}
	if left > 0 {
		out = append(out, Share{Fallback, left, l.Destination})
	}
	return out
}

// place is where a visitor stands among all of the link's: 0 up to Whole.
func (l Link) place(visitor [8]byte) int {
	var b [24]byte
	copy(b[:8], visitor[:])
	binary.BigEndian.PutUint64(b[8:], l.Ref)
	binary.BigEndian.PutUint64(b[16:], uint64(l.Ruled)) //nolint:gosec // a count
	sum := sha256.Sum256(b[:])
	return int(binary.BigEndian.Uint64(sum[:8]) % Whole)
}

func (r Rule) weight() int {
	if r.Weight == 0 {
		return Whole
	}
	return r.Weight
}

func (r Rule) fits(v Viewer) bool {
	return (len(r.Countries) == 0 || slices.Contains(r.Countries, v.Country)) &&
		(len(r.Devices) == 0 || slices.Contains(r.Devices, v.Device)) &&
		!v.At.Before(r.From) && (r.Until.IsZero() || v.At.Before(r.Until))
}

// ruled returns the link with other rules, checked and written as they are
// kept; faults are Invalid and name the rule.
func (l Link) ruled(rules []Rule) (Link, error) {
	if len(rules) > MaxRules {
		return l, invalid("body.rules", "a link has at most "+strconv.Itoa(MaxRules)+" rules")
	}
	if len(rules) > 0 && l.Kind != Custom {
		return l, invalid("body.rules", "only custom links have rules")
	}
	if len(rules) == 0 && len(l.Rules) == 0 {
		return l, nil
	}
	kept := make([]Rule, len(rules))
	for i, r := range rules {
		where := "body.rules[" + strconv.Itoa(i) + "]"
		if why := r.clean(); why != "" {
			return l, invalid(where, why)
		}
		u, why := l.allowed(r.Destination)
		if why != "" {
			return l, badDestination(where+".destination", why)
		}
		r.Destination = u.String()
		kept[i] = r
	}
	l.Rules, l.Ruled = kept, l.Ruled+1
	return l, nil
}

// clean writes the rule in one form and tells what is wrong with it.
func (r *Rule) clean() string {
	countries := make([]string, len(r.Countries))
	for i, c := range r.Countries {
		c = strings.ToUpper(strings.TrimSpace(c))
		if len(c) != 2 || strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return "countries are two letters each, such as DE"
		}
		countries[i] = c
	}
	for _, d := range r.Devices {
		if d != "mobile" && d != "tablet" && d != "desktop" {
			return "devices are mobile, tablet and desktop"
		}
	}
	switch {
	case len(countries) > maxCountries:
		return "a rule has at most " + strconv.Itoa(maxCountries) + " countries"
	case r.Weight < 0 || r.Weight > Whole:
		return "a weight is 0 to 10000"
	case !r.From.IsZero() && !r.Until.IsZero() && !r.From.Before(r.Until):
		return "a rule ends after it begins"
	}
	r.Countries, r.Devices = countries, slices.Clone(r.Devices)
	return ""
}

// Try returns the link as it would be with these rules and destination, for a
// preview; nothing is kept. Faults are Invalid.
func (l Link) Try(destination string, rules []Rule) (Link, error) {
	if err := l.lead(destination); err != nil {
		return Link{}, err
	}
	ruled, err := l.ruled(rules)
	ruled.Ruled = l.Ruled
	return ruled, err
}

// notCustom is the answer to a partner whose program has no custom links.
func notCustom() error {
	return fault.New(fault.Forbidden, "feature.off", "The program has switched custom links off.")
}
