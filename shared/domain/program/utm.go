package program

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// UTMTemplate is a set of marketing parameters that partners pick by its name.
// {partner}, {link} and {program} in them stand for whoever makes the link, its
// key and the program's slug.
type UTMTemplate struct {
	Name     string `json:"name"`
	Source   string `json:"source,omitempty"`
	Medium   string `json:"medium,omitempty"`
	Campaign string `json:"campaign,omitempty"`
	Term     string `json:"term,omitempty"`
	Content  string `json:"content,omitempty"`
}

// Limits of UTM templates and app listings.
const (
	maxTemplates = 20
	maxListings  = 20
	maxUTM       = 100
)

var macros = regexp.MustCompile(`\{(partner|link|program)\}`)

func validTemplates(ts []UTMTemplate) bool {
	seen := map[string]bool{}
	for _, t := range ts {
		if t.Name == "" || utf8.RuneCountInString(t.Name) > 60 || seen[t.Name] {
			return false
		}
		seen[t.Name] = true
		for _, v := range []string{t.Name, t.Source, t.Medium, t.Campaign, t.Term, t.Content} {
			if len(v) > maxUTM || !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) || strings.ContainsAny(macros.ReplaceAllString(v, ""), "{}") {
				return false
			}
		}
	}
	return len(ts) <= maxTemplates
}

func validListings(urls []string) bool {
	for _, u := range urls {
		if !validWebsite(u) {
			return false
		}
	}
	return len(urls) <= maxListings
}
