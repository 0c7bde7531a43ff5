package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Export writes a program's whole book as it was signed last (A28, A33). What
// was posted since is not in it. It stops at a posting that is not what was
// signed.
func (s Proofs) Export(ctx context.Context, p id.Program, w io.Writer) (proof.Kept, error) {
	root, err := s.Latest(ctx, p)
	if err != nil {
		return root, err
	}
	accounts, err := Ledgers(s).Accounts(ctx, p)
	if err != nil {
		return root, err
	}
	slices.SortFunc(accounts, func(a, b ledger.Account) int {
		return cmp.Or(cmp.Compare(a.Partner, b.Partner), cmp.Compare(a.Currency, b.Currency))
	})
	x := proof.Export{W: w}
	if err := x.Root(root.Signed); err != nil {
		return root, err
	}
	if err := x.Log(root.Log.Leaf()); err != nil {
		return root, err
	}
	for _, a := range accounts {
		place, err := s.Place(ctx, a)
		if fault.Is(err, fault.NotFound) { // opened since
			continue
		}
		if err == nil && place.Day != root.Day {
			err = fmt.Errorf("the place of %s is below the root of %s, not of %s", a.Partner, place.Day, root.Day)
		}
		if err == nil {
			err = x.Account(place.Leaf)
		}
		if err == nil {
			err = s.postings(ctx, x, a, place, 1, true)
		}
		if err != nil {
			return root, err
		}
	}
	return root, nil
}

// postings writes an account's postings, from one up to where its leaf stands.
func (s Proofs) postings(ctx context.Context, x proof.Export, a ledger.Account, place proof.Place, from int64, withNotes bool) error {
	seq, head, err := place.Stands()
	if err != nil {
		return err
	}
	last := ""
	err = Ledgers(s).Walk(ctx, a, from, seq, func(p ledger.Posting) error {
		e := proof.Entry{Body: p.Body(), Prev: p.Prev, Hash: p.Hash}
		if withNotes {
			e.Note = p.Note()
		}
		if p.Hash != p.Digest() {
			return fmt.Errorf("posting %d of %s is not what it was", p.Seq, a.Partner)
		}
		last = p.Hash
		return x.Posting(e)
	})
	if err == nil && last != head {
		err = fmt.Errorf("the postings of %s do not lead to what was signed", a.Partner)
	}
	return err
}

// proofLines is how many postings a partner's proof may have: an answer of a
// function has 6 MB at most.
const proofLines = 8000

// OfPayout returns a partner's proof of a payout (A28, A33): its account's
// postings and their way to the signed root, and nothing of anybody else. The
// whole account when it is short, otherwise from the payout's first posting on.
func (s Proofs) OfPayout(ctx context.Context, a ledger.Account, payout id.Payout) ([]byte, error) {
	place, err := s.Place(ctx, a)
	if err != nil {
		return nil, err
	}
	root, err := s.Of(ctx, a.Program, place.Day)
	if err != nil {
		return nil, err
	}
	seq, _, err := place.Stands()
	if err != nil {
		return nil, err
	}
	told := ledger.NewAuditor(a)
	first := int64(0)
	err = Ledgers(s).Walk(ctx, a, 1, seq, func(p ledger.Posting) error {
		if slices.Contains(p.Refs, string(payout)) {
			if first == 0 {
				first = p.Seq
			}
			told.Count(p)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case first == 0:
		return nil, fault.New(fault.Conflict, "proof.not_yet", "This payout is newer than the last signed day, %s. The book is signed every night; come back tomorrow.", place.Day)
	case seq <= proofLines:
		first = 1
	case seq-first >= proofLines:
		return nil, fault.New(fault.Conflict, "proof.too_long", "So much has happened since this payout that its proof does not fit into a download. Ask the program for an export.")
	}
	var out bytes.Buffer
	x := proof.Export{W: &out}
	if err := x.Root(root.Signed); err != nil {
		return nil, err
	}
	if err := x.Proven(place.Leaf, place.Path); err != nil {
		return nil, err
	}
	if err := s.postings(ctx, x, a, place, first, false); err != nil {
		return nil, err
	}
	folded := told.Folded()
	err = x.Payout(string(payout), folded.InTransit, folded.Paid)
	return out.Bytes(), err
}
