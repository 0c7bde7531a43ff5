package proof

import (
	"crypto/sha256"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Log is where a program's audit log stands: how many entries, and the hash of
// the last, which holds the hash of the one before. It is a leaf of the tree.
type Log struct {
	Program id.Program
	Entries int64
	Head    Hash
}

// Add takes the next entry, as canonical JSON.
func (l *Log) Add(entry []byte) {
	h := sha256.New()
	h.Write([]byte(l.Head.String()))
	h.Write(entry)
	l.Entries, l.Head = l.Entries+1, Hash(h.Sum(nil))
}

// Leaf returns the leaf's canonical JSON.
func (l Log) Leaf() []byte {
	return canon.Object{}.Text("program", string(l.Program)).Text("log", "audit").Int("entries", l.Entries).Text("head", l.Head.String()).Bytes()
}
