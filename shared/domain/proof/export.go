package proof

import (
	"fmt"
	"io"
)

// Export writes lines of canonical JSON: a whole book, or one account's part.
// Its methods are called in the order in which they stand here, Posting for
// each posting after its account.
type Export struct{ W io.Writer }

func (e Export) write(l line) error {
	if _, err := e.W.Write(append(l.bytes(), '\n')); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

// Root writes the signed root that everything below it leads to.
func (e Export) Root(s Signed) error { return e.write(rootLineOf(s)) }

// Log writes where the audit log stands; only a whole book has it.
func (e Export) Log(leaf []byte) error { return e.write(line{Type: logLine, Leaf: leaf}) }

// Account writes an account's leaf. In a whole book accounts come in the order
// of partner and currency.
func (e Export) Account(leaf []byte) error { return e.write(line{Type: accountLine, Leaf: leaf}) }

// Proven writes an account's leaf with its path to the root, where the other
// accounts are not shown.
func (e Export) Proven(leaf []byte, p Path) error {
	l := line{Type: accountLine, Leaf: leaf, Index: p.Index, Path: make([]string, 0, len(p.Siblings))}
	for _, s := range p.Siblings {
		l.Path = append(l.Path, s.String())
	}
	return e.write(l)
}

// Entry is a posting as it is kept: its canonical body, its place in the chain,
// and who made it and why.
type Entry struct {
	Body []byte
	Prev string
	Hash string
	Note []byte // nil conceals it
}

// Posting writes a posting.
func (e Export) Posting(p Entry) error {
	l := line{Type: postingLine, Posting: p.Body, Prev: p.Prev, Hash: p.Hash}
	if p.Note != nil {
		n, err := strict[note](p.Note)
		if err != nil {
			return err
		}
		l.Note = &n
	}
	return e.write(l)
}

// Payout writes what the postings say that name a payout: how much of it is on
// its way and how much was paid.
func (e Export) Payout(payout string, inTransit, paid int64) error {
	return e.write(line{Type: payoutLine, Payout: payout, InTransit: inTransit, Paid: paid})
}
