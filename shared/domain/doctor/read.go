package doctor

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func (f *findings) address(c Case) {
	a := c.Address
	if a == nil {
		return
	}
	if a.Scheme == "http" {
		f.add("scheme_http", Odd, "", "The address begins with http: the secret travels in the clear.", "Use https.")
	}
	if a.Path != "/postback" {
		f.add("path_unknown", Wrong, "", "No postback is taken at "+quoted(a.Path)+".", "The path is /postback.")
	}
	switch a.Secret {
	case Missing:
		f.add("secret_missing", Wrong, "key", "Nothing proves the program: there is no key.", "Add key= and the program's postback secret, or send it as X-Postback-Secret.")
	case Refused:
		f.add("secret_wrong", Wrong, "key", "The secret is nobody's. It would be answered with 401.", "Copy the secret again; after a rotation the one before works for 24 hours only.")
	case Elsewhere:
		f.add("secret_of_other_program", Wrong, "key", "The secret is another program's.", "Use the secret of this program.")
	case Signature:
		f.add("signature_not_checked", Noted, "sig", "The address is signed. The signature is not checked here.", "")
	case NotAsked, Fits:
	}
}

func (f *findings) lines(c Case) {
	known := map[string]string{}
	for _, l := range c.Lines {
		switch {
		case l.Unfilled:
			f.add("macro_not_replaced", Wrong, l.Name, "The value "+quoted(l.Value)+" is a macro that was not replaced.", "Use the macro of the system that calls, or fill the value in where the address is made.")
		case l.Known == "" && strings.TrimSpace(l.Value) != l.Value:
			f.add("parameter_unknown", Odd, l.Name, "Nobody reads this parameter.", "")
		case l.Known == "":
			f.unknown(l)
		case l.Known != l.Name:
			f.add("parameter_alias", Noted, l.Name, "It is read as "+l.Known+".", "")
		}
		if l.Known == "" || l.Value == "" || l.Unfilled {
			continue
		}
		if before, twice := known[l.Known]; twice {
			f.add("parameter_twice", Odd, l.Name, "It says the same as "+before+", which is read instead.", "Send one of them.")
		} else {
			known[l.Known] = l.Name
		}
	}
	if len(c.Lines) == 0 {
		f.add("nothing_given", Wrong, "", "There are no parameters.", "")
		return
	}
	unfilled := func(name string) bool {
		for _, l := range c.Lines {
			if l.Unfilled && l.Known == name {
				return true
			}
		}
		return false
	}
	if known["transaction_id"] == "" && known["order_id"] == "" && !unfilled("transaction_id") && !unfilled("order_id") {
		f.add("transaction_missing", Wrong, "transaction_id", "The event has no id, so a repeated call could not be told from a new one.", "Add transaction_id with your order's number.")
	}
	anyone := known["click_id"] + known["customer_id"] + known["customer_email"] + known["coupon_code"]
	if anyone == "" && !unfilled("click_id") && !takesBack(c) {
		f.add("click_missing", Wrong, "click_id", "Nothing says who brought the customer: no click id, customer or coupon.", "Keep the click_id that the landing page was opened with, and send it along.")
	}
}

// takesBack tells whether the report is of a refund, which needs nobody.
func takesBack(c Case) bool {
	for _, l := range c.Lines {
		if l.Known == "event" && (l.Value == "refund" || l.Value == "chargeback") || l.Known == "status" && l.Value == "rejected" {
			return true
		}
	}
	return false
}

// unknown looks for a name that was misspelt.
func (f *findings) unknown(l Line) {
	lower := strings.ToLower(strings.ReplaceAll(l.Name, "-", "_"))
	if lower != l.Name {
		f.add("parameter_unknown", Odd, l.Name, "Nobody reads this parameter: names are lower case, with underscores.", "Write it as "+lower+", if that is meant.")
		return
	}
	f.add("parameter_unknown", Odd, l.Name, "Nobody reads this parameter.", "Leave it out, or send it as metadata."+clip(l.Name, 40)+" to keep it.")
}

func (f *findings) unreadable(u fault.Field) {
	codes := map[string]string{
		"event": "event_unknown", "amount": "amount_unreadable", "currency": "currency_unreadable", "status": "status_unknown",
		"transaction_id": "transaction_unreadable", "order_id": "order_unreadable", "click_id": "click_unreadable", "occurred_at": "time_unreadable",
		"customer_email": "email_unreadable", "country": "country_unreadable",
	}
	fixes := map[string]string{
		"event":  "Use sale, recurring, upgrade, lead, signup, refund or chargeback.",
		"amount": "Write it with a point and no thousands separator, such as 1299.90.", "currency": "Use three letters, such as EUR.",
		"status": "Use approved, pending or rejected, or leave it out.", "occurred_at": "Use a time such as 2026-11-21T09:30:00Z.",
	}
	code := codes[u.Location]
	if code == "" {
		code = "value_unreadable"
	}
	f.add(code, Wrong, u.Location, upper(u.Location)+" "+u.Message+".", fixes[u.Location])
}

// idLength is how long a click id is; what is cut or doubled shows by it.
const idLength = 59

func (f *findings) clicks(c Case) {
	for _, k := range c.Clicks {
		switch {
		case k.Test:
			f.add("click_test", Noted, "click_id", "It is a test click: a real report with it earns nothing and is not counted.", "")
		case k.Fault == "":
		case k.Fault == "click.key_retired":
			f.add("click_key_retired", Wrong, "click_id", "The click id was signed with a key that is no longer in use.", "It is older than 400 days, or from another installation.")
		case len(k.Text)%idLength == 0 && k.Text == strings.ToLower(k.Text):
			f.add("click_lower_case", Wrong, "click_id", "The click id has no capital letter: something on the way wrote it in lower case.", "Pass it on as it came.")
		case k.Fault != "click.malformed":
			f.add("click_forged", Wrong, "click_id", "The click id's signature does not fit: it is forged, was changed on the way, or is another program's.", "Pass it on as it came, to the program that it is of.")
		case len(k.Text)%idLength != 0:
			f.add("click_cut", Wrong, "click_id", "A click id has 59 characters, or up to three stand together: this has "+count(len(k.Text))+".", "Store it in a field of 200 characters, and pass all of it on.")
		default:
			f.add("click_malformed", Wrong, "click_id", "It is no click id.", "Send the value of click_id from the landing page's address.")
		}
	}
}
