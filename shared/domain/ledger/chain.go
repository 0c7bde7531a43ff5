package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// canonical is a posting as it is hashed: field order is fixed by this struct.
type canonical struct {
	Program  string   `json:"program"`
	Partner  string   `json:"partner"`
	Currency string   `json:"currency"`
	Seq      int64    `json:"seq"`
	Kind     string   `json:"kind"`
	Refs     []string `json:"refs"`
	Moves    []Move   `json:"moves"`
	Actor    string   `json:"actor"`
	Reason   string   `json:"reason"`
	At       string   `json:"at"`
}

// Digest returns the hex SHA-256 of the previous hash and the posting's
// canonical JSON (UTC milliseconds, fixed field order).
func (p Posting) Digest() string {
	refs, moves := p.Refs, p.Moves
	if refs == nil {
		refs = []string{}
	}
	if moves == nil {
		moves = []Move{}
	}
	body, err := json.Marshal(canonical{
		string(p.Account.Program), string(p.Account.Partner), string(p.Account.Currency), p.Seq,
		string(p.Kind), refs, moves, p.Actor, p.Reason, p.At.UTC().Format(time.RFC3339Nano),
	})
	if err != nil {
		return "" // strings and numbers always marshal; an empty hash never verifies
	}
	sum := sha256.Sum256(append([]byte(p.Prev), body...))
	return hex.EncodeToString(sum[:])
}
