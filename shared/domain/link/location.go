package link

import (
	"net/url"
	"strings"
)

// DefaultClickParam is the click id's parameter where the program names none.
const DefaultClickParam = "click_id"

// Target returns where a visitor of the link goes. to is the deep link that the
// request asks for: it counts on the default link only, on the program's hosts
// only, and is otherwise ignored, because the visitor did nothing wrong. The
// stored destinations were checked when they were stored; where the program has
// withdrawn a host since, its website takes the place.
func (l Link) Target(to string, v Viewer) (URL, error) {
	if to != "" && l.Kind == Default && !l.Terms.NoDeep {
		if u, err := ParseURL(to); err == nil && l.Terms.hosts().Allow(u) {
			return u, nil
		}
	}
	destination, _ := l.Choose(v)
	if u, err := ParseURL(destination); err != nil || l.mayLead(u) {
		return u, err
	}
	return ParseURL(l.Terms.Website)
}

// mayLead tells whether the link may lead there by the program's present terms.
func (l Link) mayLead(u URL) bool {
	if l.Kind == Marketplace {
		return l.Terms.listed(u)
	}
	return Hosts(l.Terms.AllowedHosts).Allow(u) || l.Terms.hosts().Allow(u)
}

// Param is the name of the click id's parameter.
func (t Terms) Param() string {
	if t.ClickParam == "" {
		return DefaultClickParam
	}
	return t.ClickParam
}

// Location writes the target with the link's UTM parameters, the sub-ids and
// the click id. What the target's own query says stays as it is; only an older
// click id is replaced, so that a copied address does not earn for somebody
// else. An empty click id is not appended.
func (l Link) Location(target URL, subs Subs, click string) string {
	param := l.Terms.Param()
	q := query{kept: without(target.query, param)}
	q.add("utm_source", l.UTM.Source)
	q.add("utm_medium", l.UTM.Medium)
	q.add("utm_campaign", l.UTM.Campaign)
	q.add("utm_term", l.UTM.Term)
	q.add("utm_content", l.UTM.Content)
	for i, name := range [...]string{"sub1", "sub2", "sub3", "sub4", "sub5"} {
		q.add(name, subs[i])
	}
	q.add(param, click)
	target.query = q.kept + q.added.String()
	return target.String()
}

// query is a target's own query and what is added to it.
type query struct {
	kept  string
	added strings.Builder
}

// add appends a parameter unless it is empty or the target has it already.
func (q *query) add(name, value string) {
	if value == "" || has(q.kept, name) {
		return
	}
	if q.kept != "" || q.added.Len() > 0 {
		q.added.WriteByte('&')
	}
	q.added.WriteString(url.QueryEscape(name))
	q.added.WriteByte('=')
	q.added.WriteString(url.QueryEscape(value))
}

// has tells whether the raw query names the parameter.
func has(raw, name string) bool {
	for raw != "" {
		var pair string
		pair, raw, _ = strings.Cut(raw, "&")
		if nameOf(pair) == name {
			return true
		}
	}
	return false
}

// without returns the raw query less the parameter, all else untouched.
func without(raw, name string) string {
	if !has(raw, name) {
		return raw
	}
	var kept []string
	for pair := range strings.SplitSeq(raw, "&") {
		if nameOf(pair) != name {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

func nameOf(pair string) string {
	name, _, _ := strings.Cut(pair, "=")
	if plain, err := url.QueryUnescape(name); err == nil {
		return plain
	}
	return name
}
