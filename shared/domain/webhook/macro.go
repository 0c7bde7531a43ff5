package webhook

import (
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
)

// Macros returns the names that a template may use, without the aliases.
func Macros() []string {
	return []string{
		event.ClickID, event.ConversionID, event.CommissionID, event.TransactionID, event.Kind, event.Status, event.Payout, event.Amount, event.Currency,
		event.OfferID, event.OfferName, event.LinkID, partnerID, programID, event.Sub1, event.Sub2, event.Sub3, event.Sub4, event.Sub5,
		event.Country, event.Device, event.Coupon, event.Reason, payoutID, event.Reference, topic, eventID, timestamp, random,
	}
}

// macros maps every name that a template may use to the value it stands for.
// Aliases are those of other networks, so that a partner can move a URL here.
func macros() map[string]string {
	all := map[string]string{
		"aff_sub": event.Sub1, "aff_sub2": event.Sub2, "aff_sub3": event.Sub3, "aff_sub4": event.Sub4, "aff_sub5": event.Sub5,
		"subid": event.Sub1, "tid": event.TransactionID, "txid": event.TransactionID, "txn_id": event.TransactionID, "cid": event.ClickID,
		"clickid": event.ClickID, "event_name": event.Kind, "event_type": event.Kind, "payout_amount": event.Payout, "sale_amount": event.Amount,
		"revenue": event.Amount, "coupon_code": event.Coupon, "country_code": event.Country, "device_type": event.Device,
	}
	for _, name := range Macros() {
		all[name] = name
	}
	return all
}

// Values that do not come from the event's data.
const (
	payoutID  = "payout_id"
	partnerID = "partner_id"
	programID = "program_id"
	eventID   = "event_id"
	topic     = "topic"
	timestamp = "timestamp"
	random    = "random"
	testMark  = "test"
)

// piece is a part of a template: text, or a macro's value name.
type piece struct {
	text  string
	value string
}

// parse splits a template. problems are sentences for whoever wrote it.
func parse(template string) (pieces []piece, problems []string) {
	known := macros()
	for template != "" {
		i := strings.IndexAny(template, "{}")
		if i < 0 {
			return append(pieces, piece{text: template}), problems
		}
		if i > 0 {
			pieces = append(pieces, piece{text: template[:i]})
		}
		rest := template[i+1:]
		end := strings.IndexAny(rest, "{}")
		if template[i] == '}' || end < 0 || rest[end] == '{' {
			return pieces, append(problems, "has a brace without its partner")
		}
		value, ok := known[rest[:end]]
		if !ok {
			problems = append(problems, "does not know the macro {"+clip(rest[:end], 40)+"}")
		}
		pieces = append(pieces, piece{value: value})
		template = rest[end+1:]
	}
	return pieces, problems
}

// Rules says which URLs a hook may have.
type Rules struct {
	// Local also allows http to the machine itself: for development.
	Local bool
}

// Lint returns what is wrong with a URL template, a sentence each, nothing
// when it can be used. Macros may stand in the path and in the query.
func (r Rules) Lint(template string) []string {
	if len(template) > maxURL {
		return []string{"is longer than 2,000 characters"}
	}
	if strings.ContainsFunc(template, strange) {
		return []string{"has a character that must be written as a percent escape, such as %20 for a blank"}
	}
	pieces, problems := parse(template)
	if len(problems) > 0 {
		return problems
	}
	before, _, _ := strings.Cut(template, "{")
	u, err := url.Parse(fill(pieces, nil))
	switch {
	case err != nil || u.Opaque != "":
		return []string{"is not a URL"}
	case u.Scheme != "https" && !r.local(u):
		return []string{"must begin with https://"}
	case u.Hostname() == "":
		return []string{"has no host"}
	case strings.Contains(template, "{") && !afterHost(before):
		return []string{"has a macro in its host; macros go into the path or the query"}
	case u.User != nil:
		return []string{"must not carry a name or password"}
	case !r.local(u) && u.Port() != "" && u.Port() != "443" && u.Port() != "8443":
		return []string{"may use the ports 443 and 8443 only"}
	case strings.Contains(template, "#"):
		return []string{"has a # in it; what follows it would never be sent"}
	}
	return nil
}

// strange tells whether a character may not stand in a URL as it is. Letting
// one through would have the whole path escaped anew on its way out, and a
// slash that came with a value would become one of the path.
func strange(c rune) bool {
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=%#{}"
	return !strings.ContainsRune(plain, c)
}

func (r Rules) local(u *url.URL) bool {
	host := u.Hostname()
	return r.Local && u.Scheme == "http" && (host == "localhost" || host == "127.0.0.1")
}

// afterHost tells whether the host is complete in the text before the first macro.
func afterHost(before string) bool {
	_, rest, ok := strings.Cut(before, "://")
	return ok && strings.ContainsAny(rest, "/?")
}

// Expand fills a template that passed Lint. A macro without a value becomes
// nothing; a value is percent-encoded whole, so it can be no more than one
// part of a path or one query value.
func Expand(template string, values map[string]string) string {
	pieces, _ := parse(template)
	return fill(pieces, values)
}

func fill(pieces []piece, values map[string]string) string {
	var b strings.Builder
	query := false
	for _, p := range pieces {
		if p.value == "" {
			query = query || strings.Contains(p.text, "?")
			b.WriteString(p.text)
			continue
		}
		v := strings.ToValidUTF8(values[p.value], "\uFFFD")
		if !query && strings.Trim(v, ".") == "" { // "..", even encoded, would climb in the path
			continue
		}
		b.WriteString(strings.ReplaceAll(url.QueryEscape(v), "+", "%20"))
	}
	return b.String()
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
