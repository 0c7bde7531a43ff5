package enrollment

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Requirements are what a program asks of who applies. Empty ones ask nothing.
type Requirements struct {
	Allowed []string `json:"allowed,omitempty"` // countries; none: all but the denied
	Denied  []string `json:"denied,omitempty"`
	Mails   []string `json:"mails,omitempty"`  // patterns such as @acme.com and @*.edu; none: all
	Reject  bool     `json:"reject,omitempty"` // who does not meet them is turned away at once
	Reason  string   `json:"reason,omitempty"` // and told this
}

// What an application does not meet, as stable words.
const (
	UnmetCountry = "country"
	UnmetMail    = "mail"
)

const (
	maxCountries = 250
	maxMails     = 50
)

// AskCountry tells whether the applicant's country decides anything.
func (r Requirements) AskCountry() bool { return len(r.Allowed)+len(r.Denied) > 0 }

// Unmet lists what an applicant of a country and with an address does not meet.
func (r Requirements) Unmet(country, email string) []string {
	var out []string
	country = strings.ToUpper(country)
	if len(r.Allowed) > 0 && !slices.Contains(r.Allowed, country) || slices.Contains(r.Denied, country) {
		out = append(out, UnmetCountry)
	}
	_, domain, _ := strings.Cut(strings.ToLower(email), "@")
	if len(r.Mails) > 0 && !slices.ContainsFunc(r.Mails, func(pattern string) bool { return fitsMail(pattern, domain) }) {
		out = append(out, UnmetMail)
	}
	return out
}

// fitsMail tells whether a domain fits a pattern. A star stands for one or more
// labels: @*.edu takes mit.edu and cs.mit.edu, not edu.
func fitsMail(pattern, domain string) bool {
	if parent, ok := strings.CutPrefix(pattern, "@*."); ok {
		return strings.HasSuffix(domain, "."+parent) && len(domain) > len(parent)+1
	}
	return "@"+domain == pattern
}

var mailPattern = regexp.MustCompile(`^@(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$`)

func (r *Requirements) tidy() {
	countries := func(list []string) []string {
		var out []string
		for _, c := range list {
			if c = strings.ToUpper(strings.TrimSpace(c)); c != "" && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
		return out
	}
	r.Allowed, r.Denied = countries(r.Allowed), countries(r.Denied)
	var mails []string
	for _, m := range r.Mails {
		if m = strings.ToLower(strings.TrimSpace(m)); m == "" {
			continue
		}
		if !strings.HasPrefix(m, "@") {
			m = "@" + m
		}
		if !slices.Contains(mails, m) {
			mails = append(mails, m)
		}
	}
	r.Mails, r.Reason = mails, strings.TrimSpace(r.Reason)
}

func (r Requirements) check() []fault.Field {
	var fields []fault.Field
	wrong := func(bad bool, name, message string) {
		if bad {
			fields = append(fields, fault.Field{Location: "body.requirements." + name, Message: message})
		}
	}
	for name, list := range map[string][]string{"allowed": r.Allowed, "denied": r.Denied} {
		wrong(len(list) > maxCountries || slices.ContainsFunc(list, func(c string) bool { return !countryCode.MatchString(c) }), name, "must be countries' two letters")
	}
	wrong(len(r.Mails) > maxMails, "mails", "must be 50 at most")
	for _, m := range r.Mails {
		wrong(len(m) > 254 || !mailPattern.MatchString(m), "mails", "must be like @acme.com or @*.edu")
	}
	wrong(!plain(r.Reason, 500), "reason", "must have at most 500 characters in one line")
	wrong(r.Reject && r.Reason == "", "reason", "is what who is turned away is told")
	return fields
}
