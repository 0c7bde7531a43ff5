package payout

import (
	"net/mail"
	"regexp"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var (
	bicShape     = regexp.MustCompile(`^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$`)
	numberShape  = regexp.MustCompile(`^[A-Z0-9]{4,34}$`)
	nachaShape   = regexp.MustCompile(`^[A-Z0-9]{4,17}$`)
	stripeShape  = regexp.MustCompile(`^acct_[A-Za-z0-9]{8,64}$`)
	countryShape = regexp.MustCompile(`^[A-Z]{2}$`)
)

// Validate refuses details that the rail could not pay to; the fault is Invalid
// and names the fields. The details are as Normal writes them.
func (d Details) Validate(rail string) error {
	var c checks
	c.line("holder", d.Holder, 1, 140)
	if len(d.Address) > 4 {
		c.add("address", "must have at most 4 lines")
	}
	for _, line := range d.Address {
		c.line("address", line, 1, 70)
	}
	if d.Country != "" {
		c.shape("country", d.Country, countryShape, "must be a country's two letters")
	}
	switch rail {
	case Manual:
		c.line("free_text", d.FreeText, 4, 200)
	case PayPal, PayPalCSV:
		c.email(d.Email)
	case Stripe:
		c.shape("stripe_account", d.StripeAccount, stripeShape, "must be an account that Stripe has connected")
	case SEPA:
		c.iban(d.IBAN)
		if len(d.IBAN) > 2 && !bank.InSEPA(d.IBAN) {
			c.add("iban", "must be of a country in SEPA")
		}
		c.bic(d.BIC)
	case NACHA:
		c.routing(d.RoutingNumber)
		c.shape("account_number", d.AccountNumber, nachaShape, "must have 4 to 17 digits or letters")
		c.accountType(d.AccountType)
	case Wise:
		c.wise(d)
	default:
		c.add("rail", "must be one of "+strings.Join(RailNames(), ", "))
	}
	if len(c) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "payout_method.invalid", "The payout method is not complete.").With(c...)
}

// checks are the fields that are wrong.
type checks []fault.Field

func (c *checks) add(field, message string) {
	*c = append(*c, fault.Field{Location: "body." + field, Message: message})
}

func (c *checks) line(field, s string, least, most int) {
	if n := len([]rune(s)); n < least || n > most || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\ufffd' }) {
		c.add(field, "must have "+itoa(int64(least))+" to "+itoa(int64(most))+" characters on one line")
	}
}

func (c *checks) shape(field, s string, shape *regexp.Regexp, message string) {
	if !shape.MatchString(s) {
		c.add(field, message)
	}
}

func (c *checks) email(s string) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 || !strings.Contains(s[strings.LastIndexByte(s, '@')+1:], ".") {
		c.add("email", "must be an e-mail address")
	}
}

func (c *checks) iban(s string) {
	if _, ok := bank.IBAN(s); !ok {
		c.add("iban", "must be an IBAN: a digit is wrong or missing")
	}
}

func (c *checks) bic(s string) {
	if s != "" {
		c.shape("bic", s, bicShape, "must be a BIC of 8 or 11 characters")
	}
}

func (c *checks) routing(s string) {
	if _, ok := bank.Routing(s); !ok {
		c.add("routing_number", "must be a routing number of 9 digits: a digit is wrong or missing")
	}
}

func (c *checks) accountType(s string) {
	if s != Checking && s != Savings {
		c.add("account_type", "must be checking or savings")
	}
}

// wise takes an IBAN, or a number with what the country's banks need beside it.
func (c *checks) wise(d Details) {
	if d.Email != "" {
		c.email(d.Email)
	}
	c.bic(d.BIC)
	if d.IBAN != "" {
		c.iban(d.IBAN)
		return
	}
	if d.Country == "" {
		c.add("country", "must be given when there is no IBAN")
	}
	c.shape("account_number", d.AccountNumber, numberShape, "must have 4 to 34 digits or letters, or give an IBAN")
	if d.Country == "US" {
		c.routing(d.RoutingNumber)
		c.accountType(d.AccountType)
	}
}
