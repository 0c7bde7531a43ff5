package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
)

// Digest returns the hex SHA-256 of the previous posting's hash and this one's
// body. It is what Hash must be.
func (p Posting) Digest() string { return digest([]byte(p.Prev), p.Body()) }

// Body returns what of a posting is hashed, as canonical JSON. Who made it and
// why stand in it as a hash only, so that a posting can be shown without them
// and still be verified.
func (p Posting) Body() []byte {
	moves := make([]canon.Object, 0, len(p.Moves))
	for _, m := range p.Moves {
		moves = append(moves, canon.Object{}.Text("from", string(m.From)).Text("to", string(m.To)).Int("minor", m.Minor))
	}
	return p.Account.head().Int("seq", p.Seq).Text("kind", string(p.Kind)).Texts("refs", p.Refs).List("moves", moves).
		Text("note", digest(p.Note())).Text("at", p.At.UTC().Format(time.RFC3339Nano)).Bytes()
}

// Note returns who made a posting and why, as canonical JSON.
func (p Posting) Note() []byte {
	return canon.Object{}.Text("actor", p.Actor).Text("reason", p.Reason).Bytes()
}

// Leaf returns where an account stands after its posting Seq, as canonical
// JSON: what the day's root proves of it.
func (b Balance) Leaf() []byte {
	return b.Account.head().Int("seq", b.Seq).Text("head", b.Head).
		Int("pending", b.Pending).Int("approved", b.Approved).Int("available", b.Available).Int("in_transit", b.InTransit).
		Int("paid", b.Paid).Int("clawback_due", b.ClawbackDue).Int("earned", b.Earned).Int("reversed", b.Reversed).Bytes()
}

func (a Account) head() canon.Object {
	return canon.Object{}.Text("program", string(a.Program)).Text("partner", string(a.Partner)).Text("currency", string(a.Currency))
}

func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}
