package team

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const tokenBytes = 32

// mint returns a bearer text that names its invitation and holds 256 random
// bits, and the hash under which it is kept.
func mint(i Invitation, entropy io.Reader) (raw, hash string, err error) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(entropy, b); err != nil {
		return "", "", fmt.Errorf("make an invitation's token: %w", err)
	}
	raw = i.Owner.bare() + "." + strings.TrimPrefix(string(i.ID), "ivt_") + "." + base64.RawURLEncoding.EncodeToString(b)
	return raw, hashOf(raw), nil
}

// parse returns which invitation a bearer text names. It proves nothing but the
// form.
func parse(raw string) (o Owner, i id.Invitation, ok bool) {
	parts := strings.Split(raw, ".")
	if len(parts) != 3 {
		return Owner{}, "", false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(b) != tokenBytes {
		return Owner{}, "", false
	}
	o, known := bareOwner(parts[0])
	i, ierr := id.Parse[id.Invitation]("ivt_" + parts[1])
	return o, i, known && ierr == nil
}

// bare is the owner's id without its prefix; a program's has a sign before it.
func (o Owner) bare() string {
	if o.Program != "" {
		return "-" + strings.TrimPrefix(string(o.Program), "prg_")
	}
	return strings.TrimPrefix(string(o.Partner), "ptr_")
}

func bareOwner(text string) (Owner, bool) {
	if rest, of := strings.CutPrefix(text, "-"); of {
		p, err := id.Parse[id.Program]("prg_" + rest)
		return Owner{Program: p}, err == nil
	}
	o, err := id.Parse[id.Partner]("ptr_" + text)
	return Owner{Partner: o}, err == nil
}

// proves tells whether the text is the invitation's token.
func (i Invitation) proves(raw string) bool {
	return subtle.ConstantTimeCompare([]byte(hashOf(raw)), []byte(i.Hash)) == 1
}

func hashOf(raw string) string {
	sum := sha256.Sum256([]byte(raw))
	return hex.EncodeToString(sum[:])
}
