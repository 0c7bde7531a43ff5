package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
)

// leaf is where an account stands.
type leaf struct {
	Program     string `json:"program"`
	Partner     string `json:"partner"`
	Currency    string `json:"currency"`
	Seq         int64  `json:"seq"`
	Head        string `json:"head"`
	Pending     int64  `json:"pending"`
	Approved    int64  `json:"approved"`
	Available   int64  `json:"available"`
	InTransit   int64  `json:"in_transit"`
	Paid        int64  `json:"paid"`
	ClawbackDue int64  `json:"clawback_due"`
	Earned      int64  `json:"earned"`
	Reversed    int64  `json:"reversed"`
}

func (l leaf) bytes() []byte {
	return canon.Object{}.Text("program", l.Program).Text("partner", l.Partner).Text("currency", l.Currency).Int("seq", l.Seq).Text("head", l.Head).
		Int("pending", l.Pending).Int("approved", l.Approved).Int("available", l.Available).Int("in_transit", l.InTransit).
		Int("paid", l.Paid).Int("clawback_due", l.ClawbackDue).Int("earned", l.Earned).Int("reversed", l.Reversed).Bytes()
}

// sameAccount tells whether a posting belongs to the leaf's account.
func (l leaf) sameAccount(p posting) bool {
	return p.Program == l.Program && p.Partner == l.Partner && p.Currency == l.Currency
}

type move struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Minor int64  `json:"minor"`
}

type posting struct {
	Program  string   `json:"program"`
	Partner  string   `json:"partner"`
	Currency string   `json:"currency"`
	Seq      int64    `json:"seq"`
	Kind     string   `json:"kind"`
	Refs     []string `json:"refs"`
	Moves    []move   `json:"moves"`
	Note     string   `json:"note"`
	At       string   `json:"at"`
}

func (p posting) bytes() []byte {
	moves := make([]canon.Object, 0, len(p.Moves))
	for _, m := range p.Moves {
		moves = append(moves, canon.Object{}.Text("from", m.From).Text("to", m.To).Int("minor", m.Minor))
	}
	return canon.Object{}.Text("program", p.Program).Text("partner", p.Partner).Text("currency", p.Currency).Int("seq", p.Seq).
		Text("kind", p.Kind).Texts("refs", p.Refs).List("moves", moves).Text("note", p.Note).Text("at", p.At).Bytes()
}

type note struct {
	Actor  string `json:"actor"`
	Reason string `json:"reason"`
}

func (n note) bytes() []byte {
	return canon.Object{}.Text("actor", n.Actor).Text("reason", n.Reason).Bytes()
}

// strict reads canonical JSON: what was read must write the same bytes again.
func strict[T interface{ bytes() []byte }](raw []byte) (v T, err error) {
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("no canonical JSON: %w", err)
	}
	if !bytes.Equal(v.bytes(), raw) {
		return v, fmt.Errorf("no canonical JSON: %s", raw)
	}
	return v, nil
}

func hexDigest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// add applies a posting's moves; what it returns is what is wrong with them.
func (l *leaf) add(p posting) error {
	for _, m := range p.Moves {
		if m.Minor <= 0 || m.From == m.To || !l.give(m.From, -m.Minor) || !l.give(m.To, m.Minor) {
			return fmt.Errorf("a move of %d from %q to %q", m.Minor, m.From, m.To)
		}
	}
	held := l.Pending + l.Approved + l.Available + l.InTransit + l.Paid - l.ClawbackDue
	if min(l.Pending, l.Approved, l.Available, l.InTransit, l.Paid, l.ClawbackDue) < 0 || held != l.Earned-l.Reversed {
		return fmt.Errorf("the balances %s", l.bytes())
	}
	return nil
}

// give adds to a bucket, false when there is none of that name. What leaves
// the expense is earned, what comes back is reversed; what is owed falls when
// it is given to.
func (l *leaf) give(bucket string, minor int64) bool {
	switch bucket {
	case "expense":
		l.Earned, l.Reversed = l.Earned+max(-minor, 0), l.Reversed+max(minor, 0)
	case "pending":
		l.Pending += minor
	case "approved":
		l.Approved += minor
	case "available":
		l.Available += minor
	case "in_transit":
		l.InTransit += minor
	case "paid":
		l.Paid += minor
	case "clawback_due":
		l.ClawbackDue -= minor
	default:
		return false
	}
	return true
}
