package proof_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/proof"
)

func some(n int) []proof.Hash {
	out := make([]proof.Hash, 0, n)
	for i := range n {
		out = append(out, sha256.Sum256(binary.BigEndian.AppendUint32(nil, uint32(i)))) //nolint:gosec // small
	}
	return out
}

func TestEveryLeafLeadsToTheRootAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	leaves := some(40)
	tree := proof.Grow(leaves)
	rapid.Check(t, func(t *rapid.T) {
		leaf := rapid.SampledFrom(leaves).Draw(t, "leaf")
		path, ok := tree.Path(leaf)
		if !ok || path.Root(leaf) != tree.Root() {
			t.Fatal("a leaf does not lead to the root")
		}
		bad := proof.Path{Index: path.Index ^ 1<<rapid.IntRange(0, len(path.Siblings)-1).Draw(t, "bit"), Siblings: path.Siblings}
		if bad.Root(leaf) == tree.Root() {
			t.Fatal("another place leads to the root too")
		}
		bad = proof.Path{Index: path.Index, Siblings: slices.Clone(path.Siblings)}
		bad.Siblings[rapid.IntRange(0, len(path.Siblings)-1).Draw(t, "level")][3] ^= 1
		if bad.Root(leaf) == tree.Root() {
			t.Fatal("a changed path leads to the root too")
		}
	})
	if _, ok := tree.Path(sha256.Sum256([]byte("none"))); ok {
		t.Error("there is a path for no leaf")
	}
}

func TestTheRootDependsOnTheLeavesAndNotOnTheirOrder(t *testing.T) {
	t.Parallel()
	leaves := some(9)
	root := proof.Grow(leaves).Root()
	slices.Reverse(leaves)
	if proof.Grow(leaves).Root() != root {
		t.Error("another order, another root")
	}
	if proof.Grow(leaves[1:]).Root() == root || proof.Grow(nil).Root() == root {
		t.Error("fewer leaves, the same root")
	}
}

func TestALargeTreeGrows(t *testing.T) {
	t.Parallel()
	leaves := some(1<<14 + 1)
	tree := proof.Grow(leaves)
	path, ok := tree.Path(leaves[7])
	if !ok || len(path.Siblings) != 15 || path.Root(leaves[7]) != tree.Root() {
		t.Errorf("%d levels, %v", len(path.Siblings), ok)
	}
	if path, _ := proof.Grow(leaves[:1<<14]).Path(leaves[7]); len(path.Siblings) != 14 {
		t.Errorf("a full tree has %d levels", len(path.Siblings))
	}
}

func TestHashesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	h := some(1)[0]
	if got, err := proof.ParseHash(h.String()); err != nil || got != h {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "00", strings.ToUpper(h.String()), h.String() + "00", strings.Repeat("x", 64)} {
		if _, err := proof.ParseHash(bad); err == nil {
			t.Errorf("%q is a hash", bad)
		}
	}
}

type broken struct {
	signer
	public, sign error
}

func (b broken) Public(ctx context.Context) ([]byte, error) {
	if b.public != nil {
		return nil, b.public
	}
	return b.signer.Public(ctx)
}

func (b broken) Sign(ctx context.Context, m []byte) ([]byte, error) {
	if b.sign != nil {
		return nil, b.sign
	}
	return b.signer.Sign(ctx, append(m, ' '))
}

func TestASignatureThatDoesNotHoldIsNotKept(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	for name, by := range map[string]broken{
		"no key":                     {signer: newSigner(t), public: down},
		"no signature":               {signer: newSigner(t), sign: down},
		"a signature of other bytes": {signer: newSigner(t)},
	} {
		if _, err := proof.Sign(t.Context(), by, proof.Statement{}); err == nil {
			t.Errorf("%s: it was signed", name)
		}
	}
	s := proof.Signed{Key: []byte("no key")}
	if s.Verify() == nil {
		t.Error("what is no key verifies")
	}
	ed, err := base64.StdEncoding.DecodeString("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
	must(t, err)
	if s.Key = ed; s.Verify() == nil {
		t.Error("a key of another kind verifies")
	}
}

func TestTheLogIsAChain(t *testing.T) {
	t.Parallel()
	a, b := proof.Log{Program: program}, proof.Log{Program: program}
	a.Add([]byte(`{"a":1}`))
	a.Add([]byte(`{"b":2}`))
	b.Add([]byte(`{"b":2}`))
	b.Add([]byte(`{"a":1}`))
	if a.Entries != 2 || a.Head == b.Head || bytes.Equal(a.Leaf(), b.Leaf()) {
		t.Errorf("%s, %s", a.Leaf(), b.Leaf())
	}
}
