package proof_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/proof"
)

func TestAnExportIsVerified(t *testing.T) {
	t.Parallel()
	by, bk := newSigner(t), newBook(t, 3)
	root := bk.sign(t, by)
	got, err := proof.Verify(bytes.NewReader(bk.export(t, root)), root.Key)
	if err != nil {
		t.Fatal(err)
	}
	want := proof.Report{
		Program: program, Day: "2026-11-20", Root: root.Root(), Key: proof.Fingerprint(root.Key),
		Whole: true, Accounts: 3, Postings: 21, Since: 1,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAPartnersProofIsVerifiedWhereverItBegins(t *testing.T) {
	t.Parallel()
	by, bk := newSigner(t), newBook(t, 5)
	root := bk.sign(t, by)
	for _, since := range []int64{1, 5} {
		got, err := proof.Verify(bytes.NewReader(bk.part(t, root, 2, since)), root.Key)
		if err != nil {
			t.Fatal(err)
		}
		if got.Whole || got.Accounts != 1 || got.Since != since || got.Postings != 8-since || got.Payout != "pay_1" || got.Paid != 1002 || got.Currency != "EUR" {
			t.Errorf("since %d: %+v", since, got)
		}
	}
}

func TestAPartnersProofTellsNothingOfOthers(t *testing.T) {
	t.Parallel()
	by := newSigner(t)
	few, many := newBook(t, 2), newBook(t, 700)
	alone, crowded := few.part(t, few.sign(t, by), 1, 1), many.part(t, many.sign(t, by), 1, 1)
	for _, b := range many.accounts {
		if b.Account.Partner != "ptr_0001" && bytes.Contains(crowded, []byte(b.Account.Partner)) {
			t.Errorf("%s is named", b.Account.Partner)
		}
		if b.Account.Partner != "ptr_0001" && (bytes.Contains(crowded, []byte(b.Head)) || bytes.Contains(crowded, []byte(proof.LeafHash(b.Leaf()).String())) && pathLevel(crowded, proof.LeafHash(b.Leaf()).String()) != 0) {
			t.Errorf("the head of %s is told", b.Account.Partner)
		}
	}
	for _, word := range []string{`"actor"`, `"reason"`, "a second", `"log"`} {
		if bytes.Contains(crowded, []byte(word)) {
			t.Errorf("%s is told", word)
		}
	}
	if a, b := bytes.Count(alone, []byte(`","`)), bytes.Count(crowded, []byte(`","`)); a != b {
		t.Errorf("the path tells how many accounts there are: %d, %d", a, b)
	}
}

// pathLevel is how high in the path a hash stands; a neighbour's leaf may only
// stand at the bottom, where it is a hash among hashes.
func pathLevel(export []byte, hash string) int {
	_, path, _ := bytes.Cut(export, []byte(`"path":["`))
	return bytes.Index(path, []byte(hash))
}

// TestAnyChangedByteIsFound changes a bit of each byte of an export and of
// proofs, and takes some of the bytes away.
func TestAnyChangedByteIsFound(t *testing.T) {
	t.Parallel()
	by, bk := newSigner(t), newBook(t, 2)
	root := bk.sign(t, by)
	for name, export := range map[string][]byte{"a book": bk.export(t, root), "a proof": bk.part(t, root, 1, 1), "a late proof": bk.part(t, root, 0, 5)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := proof.Verify(bytes.NewReader(export), root.Key); err != nil {
				t.Fatal(err)
			}
			for i := range export {
				bad := slices.Clone(export)
				bad[i] ^= 1 << (i % 8)
				if _, err := proof.Verify(bytes.NewReader(bad), nil); err == nil {
					t.Fatalf("byte %d changed from %q to %q was not found", i, export[i], bad[i])
				}
				if i%4 != 0 {
					continue
				}
				if _, err := proof.Verify(bytes.NewReader(slices.Delete(slices.Clone(export), i, i+1)), nil); err == nil {
					t.Fatalf("byte %d, %q, was lost and not missed", i, export[i])
				}
			}
		})
	}
}

func TestWhatDoesNotBelongIsFound(t *testing.T) {
	t.Parallel()
	by, bk := newSigner(t), newBook(t, 3)
	root := bk.sign(t, by)
	export, part := bk.export(t, root), bk.part(t, root, 1, 1)
	for name, tc := range map[string]struct {
		bad  []byte
		says string
	}{
		"nothing at all":          {nil, "there is no root"},
		"a book cut off":          {lines(export, func(l [][]byte) [][]byte { return l[:len(l)-1] }), "add up to"},
		"a whole account cut off": {lines(export, func(l [][]byte) [][]byte { return l[:len(l)-8] }), "lead to the root"},
		"no audit log":            {lines(export, func(l [][]byte) [][]byte { return slices.Delete(l, 1, 2) }), "stands alone"},
		"the audit log late":      {lines(export, func(l [][]byte) [][]byte { return append(l, l[1]) }), "comes once"},
		"a second root":           {lines(export, func(l [][]byte) [][]byte { return slices.Insert(l, 1, l[0]) }), "does not belong"},
		"no root":                 {lines(export, func(l [][]byte) [][]byte { return l[1:] }), "does not belong"},
		"a posting lost":          {lines(export, func(l [][]byte) [][]byte { return slices.Delete(l, 4, 5) }), "follows"},
		"a posting twice":         {lines(export, func(l [][]byte) [][]byte { return slices.Insert(l, 4, l[4]) }), "follows"},
		"a posting of nobody":     {lines(export, func(l [][]byte) [][]byte { return slices.Delete(l, 2, 3) }), "without an account"},
		"a posting of another":    {lines(export, func(l [][]byte) [][]byte { return slices.Delete(l, 10, 11) }), "of another account"},
		"accounts out of order": {lines(export, func(l [][]byte) [][]byte {
			return append(slices.Clone(l[:2]), append(slices.Clone(l[10:18]), l[2:10]...)...)
		}), "not in order"},
		"a line of no known type":     {lines(export, func(l [][]byte) [][]byte { return append(l, []byte("{\"type\":\"x\"}\n")) }), "a line of type"},
		"a line that does not end":    {export[:len(export)-1], "does not end"},
		"an endless line":             {append(slices.Clone(export), bytes.Repeat([]byte("x"), 2<<20)...), "too long"},
		"another order of the fields": {bytes.Replace(export, []byte(`"v":1,"program":"prg_1"`), []byte(`"program":"prg_1","v":1`), 1), "canonical"},
		"a field that is not known":   {bytes.Replace(export, []byte(`"v":1,`), []byte(`"v":1,"w":2,`), 1), "canonical"},
		"a proof with two accounts":   {lines(part, func(l [][]byte) [][]byte { return slices.Insert(l, len(l)-1, l[1]) }), "not in order"},
		"a proof without its end":     {lines(part, func(l [][]byte) [][]byte { return l[:len(l)-2] }), "add up to"},
		"something after the payout":  {lines(part, func(l [][]byte) [][]byte { return append(l, l[len(l)-1]) }), "does not belong"},
		"another payout":              {bytes.Replace(part, []byte(`"payout":"pay_1"`), []byte(`"payout":"pay_2"`), 1), "no posting names"},
		"another amount":              {bytes.Replace(part, []byte(`"paid":1001}`), []byte(`"paid":2002}`), 1), "was paid"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := proof.Verify(bytes.NewReader(tc.bad), nil); err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("found %v, not that it %q", err, tc.says)
			}
		})
	}
}

func TestAnotherKeyDoesNotVouch(t *testing.T) {
	t.Parallel()
	bk, owner, forger := newBook(t, 2), newSigner(t), newSigner(t)
	trusted, err := owner.Public(t.Context())
	must(t, err)
	forged := bk.export(t, bk.sign(t, forger))
	if _, err := proof.Verify(bytes.NewReader(forged), trusted); err == nil || !strings.Contains(err.Error(), "not with the one given") {
		t.Errorf("a forged book: %v", err)
	}
	r, err := proof.Verify(bytes.NewReader(forged), nil)
	if err != nil || r.Key == proof.Fingerprint(trusted) {
		t.Errorf("without a key the report names the one that signed: %v, %v", r.Key, err)
	}
}
