package identity

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Kind says what a one-time token is for.
type Kind string

// The kinds.
const (
	Magic  Kind = "magic"
	Reset  Kind = "reset"
	Invite Kind = "invite"

	Confirm Kind = "confirm" // a code for somebody who is signed in
)

// Life is how long a token of the kind is good.
func (k Kind) Life() time.Duration {
	switch k {
	case Magic, Reset:
		return 15 * time.Minute
	case Confirm:
		return 10 * time.Minute
	case Invite:
		return 72 * time.Hour
	}
	return 0
}

// Token is a one-time token as it is stored.
type Token struct {
	User      id.User
	Kind      Kind
	Hash      string
	ExpiresAt time.Time // good until this moment, it included
}

const tokenBytes = 32

// mint returns a bearer text that names its user and holds 256 random bits,
// and the hash under which it is stored.
func mint(u id.User, entropy io.Reader) (raw, hash string, err error) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(entropy, b); err != nil {
		return "", "", fmt.Errorf("make a token: %w", err)
	}
	raw = strings.TrimPrefix(string(u), "usr_") + "." + base64.RawURLEncoding.EncodeToString(b)
	return raw, hashToken(raw), nil
}

// parse returns whose bearer text it is. It proves nothing but the form.
func parse(raw string) (u id.User, hash string, ok bool) {
	user, secret, found := strings.Cut(raw, ".")
	b, err := base64.RawURLEncoding.Strict().DecodeString(secret)
	if !found || err != nil || len(b) != tokenBytes {
		return "", "", false
	}
	u, err = id.Parse[id.User]("usr_" + user)
	return u, hashToken(raw), err == nil
}

func hashToken(raw string) string {
	sum := sha256.Sum256([]byte(raw))
	return hex.EncodeToString(sum[:])
}

func errSpent() error {
	return fault.New(fault.Gone, "token.spent", "This link was used already, or it has expired. Ask for a new one.")
}
