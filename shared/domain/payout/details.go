package payout

import (
	"encoding/json"
	"strings"
)

// Details is a payee's account in full. Each rail uses some of its fields. It is
// sealed at rest and opened only just before a call or an export.
type Details struct {
	Holder        string   `json:"holder,omitempty"` // who owns the account
	Email         string   `json:"email,omitempty"`
	IBAN          string   `json:"iban,omitempty"`
	BIC           string   `json:"bic,omitempty"`
	AccountNumber string   `json:"account_number,omitempty"`
	RoutingNumber string   `json:"routing_number,omitempty"` // ABA in the US, else the bank's code
	AccountType   string   `json:"account_type,omitempty"`   // Checking or Savings
	StripeAccount string   `json:"stripe_account,omitempty"`
	Country       string   `json:"country,omitempty"` // ISO 3166, two letters
	Address       []string `json:"address,omitempty"` // lines
	FreeText      string   `json:"free_text,omitempty"`
}

// The kinds of bank account.
const (
	Checking = "checking"
	Savings  = "savings"
)

// String hides the account, so that no log or error shows it.
func (d Details) String() string { return "••••" }

// GoString hides the account too.
func (d Details) GoString() string { return "payout.Details{••••}" }

// Normal returns the details as they are kept: no blanks in numbers, codes in
// upper case, and only the fields that the rail uses.
func (d Details) Normal(rail string) Details {
	n := Details{Holder: strings.TrimSpace(d.Holder), Country: strings.ToUpper(strings.TrimSpace(d.Country))}
	for _, line := range d.Address {
		if line = strings.TrimSpace(line); line != "" {
			n.Address = append(n.Address, line)
		}
	}
	switch rail {
	case Manual:
		n.FreeText = strings.TrimSpace(d.FreeText)
	case PayPal, PayPalCSV:
		n.Email = strings.TrimSpace(d.Email)
	case Stripe:
		n.StripeAccount = strings.TrimSpace(d.StripeAccount)
	case SEPA:
		n.IBAN, n.BIC = packed(d.IBAN), packed(d.BIC)
	case NACHA:
		n.RoutingNumber, n.AccountNumber, n.AccountType = packed(d.RoutingNumber), packed(d.AccountNumber), accountType(d.AccountType)
		n.Country = "US"
	case Wise:
		n.Email, n.IBAN, n.BIC = strings.TrimSpace(d.Email), packed(d.IBAN), packed(d.BIC)
		n.RoutingNumber, n.AccountNumber, n.AccountType = packed(d.RoutingNumber), packed(d.AccountNumber), d.AccountType
	}
	if len(n.IBAN) > 2 && n.Country == "" {
		n.Country = n.IBAN[:2]
	}
	return n
}

func packed(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(strings.TrimSpace(s)))
}

func accountType(s string) string {
	if s == "" {
		return Checking
	}
	return s
}

// Masked shows as much of the account as its owner needs to know it again.
func (d Details) Masked(rail string) string {
	switch rail {
	case PayPal, PayPalCSV:
		return mask(d.Email)
	case Stripe:
		return "acct " + mask(d.StripeAccount)
	case NACHA:
		return strings.TrimSpace(mask(d.AccountNumber) + " " + d.AccountType)
	case SEPA, Wise:
		if d.IBAN != "" {
			return d.IBAN[:2] + " " + mask(d.IBAN)
		}
		return strings.TrimSpace(d.Country + " " + mask(d.AccountNumber))
	}
	return mask(d.FreeText)
}

// mask keeps the last four characters of an account number, and the domain of
// an address.
func mask(account string) string {
	r := []rune(account)
	if at := strings.LastIndexByte(account, '@'); at > 0 {
		return string(r[0]) + "•••" + account[at:]
	}
	if len(r) < 8 {
		return "••••"
	}
	return "•••• " + string(r[len(r)-4:])
}

// Encode writes the details as they are sealed.
func (d Details) Encode() (string, error) {
	body, err := json.Marshal(d)
	return string(body), err
}

// ReadDetails reads what was sealed. Accounts of the time before rails are plain
// text: the manual rail's.
func ReadDetails(plain string) Details {
	var d Details
	if strings.HasPrefix(plain, "{") && json.Unmarshal([]byte(plain), &d) == nil {
		return d
	}
	return Details{FreeText: plain}
}
