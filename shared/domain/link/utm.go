package link

import "strings"

// Words are what the macros of UTM parameters stand for.
type Words struct {
	Partner string // {partner}: what the partner is called
	Program string // {program}: the program's slug
}

// fill writes out {partner}, {program} and {link}, the link's key, when the
// link is made or changed: a click has nothing left to do.
func (u UTM) fill(w Words, key string) UTM {
	r := strings.NewReplacer("{partner}", w.Partner, "{program}", w.Program, "{link}", key)
	return UTM{
		Source: r.Replace(u.Source), Medium: r.Replace(u.Medium), Campaign: r.Replace(u.Campaign),
		Term: r.Replace(u.Term), Content: r.Replace(u.Content),
	}
}

func (u UTM) check() error {
	for _, v := range []string{u.Source, u.Medium, u.Campaign, u.Term, u.Content} {
		if len(v) > 100 || !printable(v) {
			return invalid("body.utm", "UTM parameters have at most 100 bytes and no control characters")
		}
	}
	return nil
}
