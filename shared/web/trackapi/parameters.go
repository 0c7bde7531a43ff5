package trackapi

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Parameter is one parameter of a postback with the words that other networks
// use for it; the first word that is given wins. Needed ones refuse the report
// when their macro was not replaced, others are left out then.
type Parameter struct {
	Name    string
	Aliases []string
	Needed  bool
}

// Parameters lists what a postback may say. transaction_id always names the
// event: who calls the click id so must send it as click_id.
func Parameters() []Parameter {
	return []Parameter{
		{"click_id", []string{"clickid", "cid"}, true},
		{"event", []string{"goal", "event_name"}, true},
		{"transaction_id", []string{"txn_id", "txid", "tid"}, true},
		{"order_id", []string{"order"}, true},
		{"amount", []string{"sale_amount", "revenue", "sum"}, true},
		{"currency", nil, true},
		{"status", nil, true},
		{"reason", nil, false},
		{"occurred_at", []string{"timestamp"}, false},
		{"coupon_code", []string{"coupon", "coupon_codes", "promo_code"}, false},
		{"country", nil, false},
		{"customer_id", []string{"user_id", "uid"}, false},
		{"customer_email", []string{"email"}, false},
		{"customer_name", nil, false},
		{"new_customer", nil, false},
	}
}

// macroShape is a placeholder that nobody filled in: {click_id}, {{amount}},
// ${id}, [[id]], %%id%%, the same percent-encoded twice, or <id>.
var macroShape = regexp.MustCompile(`^\s*(\$?\{+[^{}]*\}+|\[+[A-Za-z_][A-Za-z0-9_.]*\]+|%%[^%]+%%|(?i:%7B)+[^%]*(?i:%7D)+|<[A-Za-z_][A-Za-z0-9_.]*>)\s*$`)

// Unfilled tells whether a value is a macro that the sender did not replace.
func Unfilled(value string) bool { return macroShape.MatchString(value) }

// ReadParameters understands a postback's parameters, by their names or the
// aliases. unfilled names the needed ones whose macro was not replaced.
func ReadParameters(q url.Values) (in Fields, unfilled []string) {
	given := map[string]string{}
	for _, p := range Parameters() {
		word, v := first(q, append([]string{p.Name}, p.Aliases...)...)
		switch {
		case v == "":
		case !Unfilled(v):
			given[p.Name] = v
		case p.Needed:
			unfilled = append(unfilled, word)
		}
	}
	in = Fields{
		Event: given["event"], Transaction: given["transaction_id"], Order: given["order_id"], Clicks: given["click_id"],
		Amount: given["amount"], Currency: given["currency"], Status: given["status"], Reason: given["reason"], Occurred: given["occurred_at"],
		Customer: given["customer_id"], Email: given["customer_email"], Name: given["customer_name"], Country: given["country"], New: given["new_customer"],
		Metadata: metadata(q),
	}
	if c := given["coupon_code"]; c != "" {
		in.Coupons = strings.FieldsFunc(c, func(r rune) bool { return r == ',' || r == ';' })
	}
	if in.Transaction == "" {
		in.Transaction = in.Order // an order's id is enough where there is one sale an order
	}
	return in, unfilled
}

// metadata collects adv1 to adv5 and metadata.<name>.
func metadata(q url.Values) map[string]string {
	out := map[string]string{}
	for name := range q {
		v := q.Get(name)
		key, is := strings.CutPrefix(name, "metadata.")
		if slices.Contains([]string{"adv1", "adv2", "adv3", "adv4", "adv5"}, name) {
			key, is = name, true
		}
		if is && v != "" && !Unfilled(v) {
			out[key] = v
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func first(q url.Values, words ...string) (word, value string) {
	for _, w := range words {
		if v := strings.TrimSpace(q.Get(w)); v != "" {
			return w, v
		}
	}
	return "", ""
}
