package proof

import (
	"context"
	"time"
)

// Kept is a day's root as it is kept. Accounts and the log's entries are the
// owner's to know, so the statement that is signed does not tell them.
type Kept struct {
	Signed
	Log      Log
	Accounts int64
	At       time.Time
}

// Place is where an account's leaf stands below the root of a day.
type Place struct {
	Day  string
	Leaf []byte
	Path Path
}

// Stands returns the number and the hash of the last posting below the leaf.
func (p Place) Stands() (seq int64, head string, err error) {
	l, err := strict[leaf](p.Leaf)
	return l.Seq, l.Head, err
}

// Vault keeps files that nobody can change or take away before their time.
type Vault interface {
	Put(ctx context.Context, key, contentType string, body []byte) error
}
