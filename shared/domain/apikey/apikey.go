// Package apikey holds the keys by which programs talk to us: secret ones for
// servers, with scopes, and publishable ones for the pages of a shop, which
// prove nothing and only name their program.
package apikey

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Kind says where a key may be used.
type Kind string

// The kinds.
const (
	Secret      Kind = "secret"      // on servers only: shown once, kept as a hash
	Publishable Kind = "publishable" // in pages: everybody may read it
)

// Scope is one thing that a secret key may do.
type Scope string

// The scopes.
const (
	ConversionsWrite Scope = "conversions:write"
	OrdersWrite      Scope = "orders:write"
	ClicksWrite      Scope = "clicks:write"
	EntriesWrite     Scope = "entries:write" // letting partners in from the merchant's own site
)

// The scopes of partners' keys.
const (
	ReportsRead     Scope = "reports:read"     // programs, offers, performance, rewards
	LinksRead       Scope = "links:read"       // links and codes
	LinksWrite      Scope = "links:write"      // making and changing links
	CommissionsRead Scope = "commissions:read" // with their history
	CustomersRead   Scope = "customers:read"   // customers and orders
	PayoutsRead     Scope = "payouts:read"     // the wallet, payouts, the statement
)

// Scopes lists what an owner's secret keys may be allowed.
func (o Owner) Scopes() []Scope {
	if o.Partner != "" {
		return []Scope{ReportsRead, LinksRead, LinksWrite, CommissionsRead, CustomersRead, PayoutsRead}
	}
	return []Scope{ConversionsWrite, OrdersWrite, ClicksWrite, EntriesWrite}
}

// Owner is whose a key is: a program's, or, with Partner set, a partner's.
type Owner struct {
	Program id.Program
	Partner id.Partner
}

// Key is what is known of a key. Text is that of a publishable key; a secret
// one's is known to its owner only.
type Key struct {
	ID        id.Key
	Owner     Owner
	Kind      Kind
	Name      string
	Scopes    []Scope
	Hint      string // its first characters
	Text      string
	Hash      string // SHA-256 of the text, hexadecimal
	MadeBy    string
	MadeAt    time.Time
	ExpiresAt time.Time // zero: never
	RevokedAt time.Time // zero: not
	LastUsed  time.Time // at most five minutes late; zero: never used
}

// Status is where a key stands: "active", or why it works no more.
type Status string

// The states of keys.
const (
	Active  Status = "active"
	Expired Status = "expired"
	Revoked Status = "revoked"
)

// Status tells where the key stands at that time.
func (k Key) Status(at time.Time) Status {
	switch {
	case !k.RevokedAt.IsZero():
		return Revoked
	case !k.ExpiresAt.IsZero() && !at.Before(k.ExpiresAt):
		return Expired
	}
	return Active
}

// Works tells whether the key is good at that time.
func (k Key) Works(at time.Time) bool { return k.Status(at) == Active }

// May tells whether the key has the scope.
func (k Key) May(s Scope) bool { return slices.Contains(k.Scopes, s) }

// Texts of keys: the prefix by which scanners know them, 32 random bytes, and a
// checksum that tells a key from a word without asking anybody.
const (
	secretPrefix      = "trib_sk_"
	publishablePrefix = "trib_pk_"
	randomBytes       = 32
	hintLength        = len(secretPrefix) + 6
	checksumLength    = 6
	textLength        = len(secretPrefix) + 43 + checksumLength
)

func prefixOf(k Kind) string {
	switch k {
	case Secret:
		return secretPrefix
	case Publishable:
		return publishablePrefix
	}
	return ""
}

func newText(k Kind, entropy io.Reader) (string, error) {
	b := make([]byte, randomBytes)
	if _, err := io.ReadFull(entropy, b); err != nil {
		return "", fmt.Errorf("make an API key: %w", err)
	}
	text := prefixOf(k) + base64.RawURLEncoding.EncodeToString(b)
	return text + checksum(text), nil
}

func checksum(text string) string {
	sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(text)))
	return base64.RawURLEncoding.EncodeToString(sum)
}

// Shaped tells whether a text looks like one of our keys, its checksum
// included.
func Shaped(text string) bool {
	if len(text) != textLength || !strings.HasPrefix(text, secretPrefix) && !strings.HasPrefix(text, publishablePrefix) {
		return false
	}
	body, sum := text[:textLength-checksumLength], text[textLength-checksumLength:]
	return checksum(body) == sum
}

// HashOf is what is kept of a key's text. It is a plain hash: the text holds
// 256 random bits, which nobody guesses.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Unknown is the one answer for a key that does not exist, is revoked or over.
func Unknown() error {
	return fault.New(fault.Unauthenticated, "key.unknown", "The API key is not known, revoked or over.")
}
