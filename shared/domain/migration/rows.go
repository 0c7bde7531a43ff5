package migration

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// read reads the row at hand.
func (r *reader) read() {
	switch r.row.kind {
	case Partners:
		r.partner()
	case Links:
		r.links(r.row.partner(), FieldToken)
	case Codes:
		r.codes(r.row.partner(), FieldCode)
	case Customers:
		r.customer()
	case Balances:
		r.balance()
	case Commissions:
		r.commission()
	case Payouts:
		r.payout()
	}
}

func (r *reader) partner() {
	l := r.row
	email, err := identity.ParseEmail(l.get(FieldEmail))
	if err != nil {
		r.refuse(l.get(FieldID), BadEmail, l.get(FieldEmail))
		return
	}
	p := Partner{Row: l.Row, ID: cmp.Or(l.get(FieldID), email), Email: email, Website: website(l.get(FieldWebsite)), Country: country(l.get(FieldCountry)), Group: l.get(FieldGroup)}
	person := strings.TrimSpace(l.get(FieldFirstName) + " " + l.get(FieldLastName))
	local, _, _ := strings.Cut(email, "@")
	p.Name = cut(cmp.Or(l.get(FieldCompany), l.get(FieldName), person, local), 100)
	var ok bool
	if p.Standing, ok = standing(l.get(FieldStatus)); !ok {
		r.refuse(p.ID, BadStatus, l.get(FieldStatus))
		return
	}
	if p.JoinedAt, ok = r.time(p.ID, FieldCreatedAt); !ok || !r.first(p.ID) {
		return
	}
	r.out.Partners = append(r.out.Partners, p)
	r.links(p.ID, FieldTokens)
	r.codes(p.ID, FieldCodes)
}

func (r *reader) links(of string, f Field) {
	for _, text := range several(r.row.get(f)) {
		token := tokenOf(text)
		if token == "" {
			r.refuse(text, BadToken, text)
			continue
		}
		r.out.Links = append(r.out.Links, Link{Row: r.row.Row, Partner: of, Token: token})
	}
}

func (r *reader) codes(of string, f Field) {
	for _, code := range several(r.row.get(f)) {
		r.out.Codes = append(r.out.Codes, Code{Row: r.row.Row, Partner: of, Code: code})
	}
}

func (r *reader) customer() {
	l := r.row
	c := Customer{Row: l.Row, ID: l.get(FieldID), Stripe: l.get(FieldStripe), Email: l.get(FieldEmail), Partner: l.partner()}
	if strings.HasPrefix(c.ID, "cus_") && c.Stripe == "" && r.Source != Generic { // a Stripe id in the column of ids
		c.ID, c.Stripe = "", c.ID
	}
	ref := cmp.Or(c.ID, c.Stripe, c.Email)
	if ref == "" {
		r.refuse("", NoIdentity, "")
		return
	}
	var ok bool
	if c.At, ok = r.time(ref, FieldCreatedAt); !ok {
		return
	}
	if c.FirstPaid, ok = r.time(ref, FieldFirstPaid); !ok || !r.first(ref) {
		return
	}
	r.out.Customers = append(r.out.Customers, c)
}

func (r *reader) commission() {
	l := r.row
	c := Commission{
		Row: l.Row, ID: l.get(FieldID), Partner: l.partner(), Customer: l.get(FieldCustomer), Order: cut(l.get(FieldOrder), 100), Payout: l.get(FieldPayout),
		Reason: cut(l.get(FieldReason), 200),
	}
	if c.ID == "" {
		r.refuse("", NoID, "")
		return
	}
	var ok bool
	if c.Currency, ok = r.currency(c.ID); !ok {
		return
	}
	if c.Minor, ok = r.amount(c.ID, FieldAmount, FieldMinor); !ok {
		return
	}
	if c.Sale, ok = r.amount(c.ID, FieldSale, FieldSaleMinor); !ok {
		return
	}
	if !r.times(&c) {
		return
	}
	if c.EarnedAt.IsZero() {
		r.refuse(c.ID, BadDate, string(FieldCreatedAt))
		return
	}
	if c.Status, ok = status(r.Source, l.get(FieldStatus)); !ok {
		r.refuse(c.ID, BadStatus, l.get(FieldStatus))
		return
	}
	if c.Status != Void && (yes(l.get(FieldPaid)) || c.Status == Due && !c.PaidAt.IsZero()) {
		c.Status = Paid
	}
	if r.first(c.ID) {
		r.out.Commissions = append(r.out.Commissions, c)
	}
}

func (r *reader) times(c *Commission) (ok bool) {
	if c.EarnedAt, ok = r.time(c.ID, FieldCreatedAt); !ok {
		return false
	}
	if c.DueAt, ok = r.time(c.ID, FieldDueAt); !ok {
		return false
	}
	c.PaidAt, ok = r.time(c.ID, FieldPaidAt)
	return ok
}

// balance turns a partner's sums into one opening commission each.
func (r *reader) balance() {
	l := r.row
	of := l.partner()
	at, ok := r.time(of, FieldCreatedAt)
	if !ok {
		return
	}
	if at.IsZero() {
		r.refuse(of, BadDate, string(FieldCreatedAt))
		return
	}
	money, ok := r.currency(of)
	if !ok || !r.first(of) {
		return
	}
	for _, x := range []struct {
		field  Field
		status Status
	}{{FieldPending, Pending}, {FieldDue, Due}, {FieldPaidSum, Paid}} {
		minor, ok := r.amount(of, x.field, "")
		if !ok || minor == 0 {
			continue
		}
		r.out.Commissions = append(r.out.Commissions, Commission{
			Row: l.Row, ID: "opening " + string(x.status) + " " + of, Partner: of, Minor: minor, Currency: money, Status: x.status, Opening: true, EarnedAt: at,
		})
	}
}

func (r *reader) payout() {
	l := r.row
	p := Payout{Row: l.Row, ID: l.get(FieldID), Partner: l.partner()}
	if p.ID == "" {
		r.refuse("", NoID, "")
		return
	}
	var ok bool
	if p.Currency, ok = r.currency(p.ID); !ok {
		return
	}
	if p.Minor, ok = r.amount(p.ID, FieldAmount, FieldMinor); !ok {
		return
	}
	if p.PaidAt, ok = r.time(p.ID, FieldPaidAt); !ok {
		return
	}
	st, ok := status(r.Source, l.get(FieldStatus))
	if !ok {
		r.refuse(p.ID, BadStatus, l.get(FieldStatus))
		return
	}
	if p.Done = st == Paid || !l.has(FieldStatus) && !p.PaidAt.IsZero(); r.first(p.ID) {
		r.out.Payouts = append(r.out.Payouts, p)
	}
}

// several splits a cell that may hold more than one.
func several(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;|\n", c) })
}

// tokenOf takes the token out of a link: the last of ?via=, ?ref=, ?fpr= and
// the like, else the last part of its path.
func tokenOf(text string) string {
	if !strings.Contains(text, "/") && !strings.Contains(text, "?") {
		return text
	}
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	for _, name := range []string{"via", "ref", "fpr", "pid", "gspk", "tap_a", "tolt", "ps_xid"} {
		if v := u.Query().Get(name); v != "" {
			return v
		}
	}
	path := strings.Trim(u.Path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

func website(text string) string {
	if text == "" || strings.Contains(text, " ") {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || len(text) > 300 {
		return ""
	}
	return text
}

func country(text string) string {
	text = strings.ToUpper(text)
	if len(text) != 2 || text[0] < 'A' || text[0] > 'Z' || text[1] < 'A' || text[1] > 'Z' {
		return ""
	}
	return text
}

func cut(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}

func yes(text string) bool {
	b, err := strconv.ParseBool(strings.ToLower(text))
	word := strings.ToLower(text)
	return err == nil && b || word == "yes" || word == "paid" || word == "fulfilled" || word == "completed"
}
