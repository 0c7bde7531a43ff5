// Package customer holds who bought: a merchant's customer, known by the
// merchant's own id, a provider's id or the hash of an e-mail address, and bound
// for ever to the touch that brought them.
package customer

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// IdentityKind says whose id an Identity is.
type IdentityKind string

// The kinds, strongest first.
const (
	External IdentityKind = "ext"
	Stripe   IdentityKind = "stripe"
	Shopify  IdentityKind = "shopify"
	Email    IdentityKind = "email" // value is HashEmail's
)

// Identity is one name by which a customer is known.
type Identity struct {
	Kind  IdentityKind `json:"kind"`
	Value string       `json:"value"`
}

// Touch is what brought a customer: a click on a partner's link.
type Touch struct {
	Partner id.Partner `json:"partner"`
	Link    id.Link    `json:"link,omitempty"`
	Click   string     `json:"click,omitempty"`
	At      time.Time  `json:"at"`
	Holdout bool       `json:"holdout,omitempty"` // by a link that pays nothing
	// What was known of the click: later payments count where it did, long after
	// the click itself is forgotten.
	Sub      string `json:"sub,omitempty"`
	Device   string `json:"device,omitempty"`
	Country  string `json:"country,omitempty"`
	Referrer string `json:"referrer,omitempty"`
}

// Payment is one payment of a customer, by which a second report of the same
// payment under another id is noticed.
type Payment struct {
	Order string    `json:"order"`
	Minor int64     `json:"minor"`
	At    time.Time `json:"at"`
}

// Customer is one customer of one program.
type Customer struct {
	ID          id.Customer
	Program     id.Program
	Identities  []Identity
	Masked      string // h•••@fernhill.io; empty when no address was given
	Bound       *Touch
	SignedUpAt  time.Time
	FirstPaidAt time.Time
	LastPaid    Payment
	Payments    int64            // how many, refunded ones too
	Revenue     int64            // less refunds, in minor units of the program's currency
	Waiting     []Waiting        // conversions that wait for this customer to be bound
	Tallies     map[string]int64 // what offers' caps count of this customer
	Version     int64
	CreatedAt   time.Time
}

// Waiting names a conversion that could not be attributed before its customer
// was bound.
type Waiting struct {
	Order       string `json:"order"`
	Kind        string `json:"kind"`
	Transaction string `json:"transaction"`
}

// IDOf returns the id that a customer has by its strongest identity.
func IDOf(program id.Program, i Identity) (id.Customer, error) {
	return id.Of[id.Customer](string(program), string(i.Kind), i.Value)
}

// HashEmail returns the hex SHA-256 of the trimmed, lower-case address.
func HashEmail(address string) string {
	h := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(address))))
	return hex.EncodeToString(h[:])
}

// MaskEmail keeps the first letter and the domain: h•••@fernhill.io.
func MaskEmail(address string) string {
	name, domain, ok := strings.Cut(strings.TrimSpace(address), "@")
	if !ok || name == "" || domain == "" {
		return ""
	}
	first := []rune(name)[0]
	return string(first) + "•••@" + strings.ToLower(domain)
}
