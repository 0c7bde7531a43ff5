package click

import "strings"

// Seen is what the redirect sees of a request. Nothing of it is kept but what
// [Seen.Facts] and [Seen.Cause] make of it.
type Seen struct {
	Head       bool   // only the head was asked for
	Agent      string // User-Agent
	Languages  string // Accept-Language
	Referrer   string // Referer
	Country    string // ISO 3166, empty when not known
	Network    uint32 // number of the autonomous system, 0 when not known
	Navigation bool   // the window goes there, or the browser does not say
	Says       bool   // the browser says how it came (Sec-Fetch headers)
	Prefetch   bool   // the browser only loads ahead
}

// Facts returns what is kept of a click, less the sub-ids.
func (s Seen) Facts() Facts {
	return Facts{
		Device: DeviceOf(s.Agent), OS: OSOf(s.Agent), Browser: FamilyOf(s.Agent),
		Country: s.Country, Referrer: HostOf(s.Referrer), Hosted: IsHosting(s.Network),
	}
}

// Cause tells why the request is no visit; empty when it is one. A data centre
// alone is no cause, because people browse through private networks and relays
// that stand in one: it takes another sign that no browser sends.
func (s Seen) Cause() Cause {
	switch {
	case s.Head:
		return Head
	case s.Prefetch:
		return Prefetch
	case !s.Navigation:
		return Embedded
	case IsBot(s.Agent):
		return Bot
	case IsHosting(s.Network) && (s.Languages == "" || s.pretends()):
		return DataCenter
	}
	return ""
}

// pretends tells whether the user agent names a Chrome that would have said how
// it came, and nothing did.
func (s Seen) pretends() bool {
	_, version, ok := strings.Cut(s.Agent, "Chrome/")
	major, _, dotted := strings.Cut(version, ".")
	return ok && dotted && len(major) >= 3 && !s.Says && !strings.Contains(s.Agent, "; wv)")
}

// maxHost is the longest host of a referring page that is kept.
const maxHost = 60

// HostOf returns the host of a page, nothing else of it, and nothing when it is
// longer or otherwise than a host's name.
func HostOf(page string) string {
	_, rest, ok := strings.Cut(page, "://")
	if !ok {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	rest, _, _ = strings.Cut(rest, ":")
	if len(rest) > maxHost || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") != "" {
		return ""
	}
	return strings.ToLower(rest)
}
