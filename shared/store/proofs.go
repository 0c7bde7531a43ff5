package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Proofs keeps the signed root of each day, and of each account its place
// below the newest.
type Proofs struct{ T table.Table }

type rootItem struct {
	Program   string    `table:"program"`
	Day       string    `table:"day"`
	Previous  []byte    `table:"previous"`
	Tree      []byte    `table:"tree"`
	Signature []byte    `table:"signature"`
	Key       []byte    `table:"key"`
	Entries   int64     `table:"entries"`
	LogHead   []byte    `table:"log_head"`
	Accounts  int64     `table:"accounts"`
	At        time.Time `table:"at"`
}

type provenItem struct {
	Day   string `table:"day"`
	Leaf  []byte `table:"leaf"`
	Index int64  `table:"index"`
	Path  []byte `table:"path"` // the hashes, one after the other
}

// Add keeps a day's root; a day's first root stays.
func (s Proofs) Add(ctx context.Context, k proof.Kept) error {
	item := newItem(rootKey(k.Program, k.Day), "root", rootItem{
		string(k.Program), k.Day, k.Previous[:], k.Tree[:], k.Signature, k.Signed.Key, k.Log.Entries, k.Log.Head[:], k.Accounts, k.At,
	})
	if err := commit(ctx, s.T, []table.Op{table.Put{Item: item, If: []table.Condition{table.Absent("")}}}); err != nil {
		return fmt.Errorf("keep the root of %s: %w", k.Day, err)
	}
	return nil
}

// Latest reads a program's newest root; NotFound before the first (A33).
func (s Proofs) Latest(ctx context.Context, p id.Program) (proof.Kept, error) {
	page, err := s.T.Query(ctx, table.Query{PK: rootPK(p), Reverse: true, Limit: 1, Consistent: true})
	if err != nil {
		return proof.Kept{}, fmt.Errorf("read the newest root: %w", err)
	}
	if len(page.Items) == 0 {
		return proof.Kept{}, fault.New(fault.NotFound, "proof.none", "Nothing is signed yet. The book is signed every night; come back tomorrow.")
	}
	return decodeRoot(page.Items[0])
}

// Of reads the root of a day (A33).
func (s Proofs) Of(ctx context.Context, p id.Program, day string) (proof.Kept, error) {
	items, err := s.T.Get(ctx, []table.Key{rootKey(p, day)}, true)
	if err != nil {
		return proof.Kept{}, fmt.Errorf("read the root of %s: %w", day, err)
	}
	if items[0] == nil {
		return proof.Kept{}, fault.New(fault.NotFound, "proof.none", "The day %s has no root.", day)
	}
	return decodeRoot(items[0])
}

// All lists a program's roots, oldest first (A33).
func (s Proofs) All(ctx context.Context, p id.Program) ([]proof.Kept, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: rootPK(p), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list the roots: %w", err)
	}
	out := make([]proof.Kept, 0, len(items))
	for _, item := range items {
		k, err := decodeRoot(item)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

func decodeRoot(item table.Item) (proof.Kept, error) {
	var i rootItem
	if err := table.Decode(item, &i); err != nil {
		return proof.Kept{}, fmt.Errorf("decode a root: %w", err)
	}
	previous, err1 := toHash(i.Previous)
	tree, err2 := toHash(i.Tree)
	head, err3 := toHash(i.LogHead)
	return proof.Kept{
		Signed: proof.Signed{
			Statement: proof.Statement{Program: id.Program(i.Program), Day: i.Day, Previous: previous, Tree: tree},
			Signature: i.Signature, Key: i.Key,
		},
		Log: proof.Log{Program: id.Program(i.Program), Entries: i.Entries, Head: head}, Accounts: i.Accounts, At: i.At,
	}, errors.Join(err1, err2, err3)
}

func toHash(b []byte) (proof.Hash, error) {
	if len(b) != len(proof.Hash{}) {
		return proof.Hash{}, fmt.Errorf("a kept hash has %d bytes", len(b))
	}
	return proof.Hash(b), nil
}

// PlaceEach keeps where accounts stand below the newest root.
func (s Proofs) PlaceEach(ctx context.Context, places map[ledger.Account]proof.Place) error {
	items := make([]table.Item, 0, len(places))
	for a, p := range places {
		var path []byte
		for _, h := range p.Path.Siblings {
			path = append(path, h[:]...)
		}
		items = append(items, newItem(provenKey(a.Program, a.Partner, string(a.Currency)), "proven", provenItem{p.Day, p.Leaf, p.Path.Index, path}))
	}
	if err := errors.Join(s.T.PutEach(ctx, items)...); err != nil {
		return fmt.Errorf("keep the accounts' places: %w", err)
	}
	return nil
}

// Place reads where an account stands below the newest root; NotFound for one
// that no root holds yet (A33).
func (s Proofs) Place(ctx context.Context, a ledger.Account) (proof.Place, error) {
	items, err := s.T.Get(ctx, []table.Key{provenKey(a.Program, a.Partner, string(a.Currency))}, true)
	if err != nil {
		return proof.Place{}, fmt.Errorf("read an account's place: %w", err)
	}
	if items[0] == nil {
		return proof.Place{}, fault.New(fault.NotFound, "proof.none", "Nothing is signed yet. The book is signed every night; come back tomorrow.")
	}
	var i provenItem
	if err := table.Decode(items[0], &i); err != nil {
		return proof.Place{}, fmt.Errorf("decode an account's place: %w", err)
	}
	out := proof.Place{Day: i.Day, Leaf: i.Leaf, Path: proof.Path{Index: i.Index}}
	const size = len(proof.Hash{})
	for rest := i.Path; len(rest) >= size; rest = rest[size:] {
		out.Path.Siblings = append(out.Path.Siblings, proof.Hash(rest[:size]))
	}
	return out, nil
}
