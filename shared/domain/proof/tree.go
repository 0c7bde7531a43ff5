package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
)

// Hash is a SHA-256.
type Hash [sha256.Size]byte

// String returns it in hex.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads 64 lower-case hex digits.
func ParseHash(s string) (h Hash, err error) {
	if b, err := hex.DecodeString(s); err == nil && len(b) == len(h) {
		copy(h[:], b)
	}
	if h.String() != s {
		return Hash{}, fmt.Errorf("%q is no hash", s)
	}
	return h, nil
}

// What a hash is of stands in its first byte, so that a node can never pass
// for a leaf (RFC 6962).
const (
	leafMark = iota
	nodeMark
	fillMark
	seedMark
)

// minDepth hides how many accounts there are in all but very large programs.
const minDepth = 14

// LeafHash returns the hash of a leaf's canonical JSON.
func LeafHash(leaf []byte) Hash { return hashOf(leafMark, leaf) }

func hashOf(mark byte, parts ...[]byte) Hash {
	h := sha256.New()
	h.Write([]byte{mark})
	for _, p := range parts {
		h.Write(p)
	}
	return Hash(h.Sum(nil))
}

// Tree is a full binary tree over the hashes of leaves and of what fills it up
// to a power of two, in the order of the hashes. Who knows one leaf and its
// path learns nothing of the others.
type Tree struct{ levels [][]Hash }

// Grow makes the tree of some leaves.
func Grow(leaves []Hash) Tree {
	sorted := slices.Clone(leaves)
	slices.SortFunc(sorted, compare)
	seed := seedOf(sorted)
	size := 1 << minDepth
	for size < len(sorted) {
		size *= 2
	}
	for i := len(sorted); i < size; i++ {
		sorted = append(sorted, hashOf(fillMark, seed[:], binary.BigEndian.AppendUint32(nil, uint32(i)))) //nolint:gosec // a position
	}
	slices.SortFunc(sorted, compare)
	t := Tree{levels: [][]Hash{sorted}}
	for row := sorted; len(row) > 1; {
		above := make([]Hash, len(row)/2)
		for i := range above {
			above[i] = hashOf(nodeMark, row[2*i][:], row[2*i+1][:])
		}
		t.levels, row = append(t.levels, above), above
	}
	return t
}

// seedOf is what fills a tree up: nobody knows it who does not know all leaves.
func seedOf(sorted []Hash) Hash {
	parts := make([][]byte, 0, len(sorted))
	for i := range sorted {
		parts = append(parts, sorted[i][:])
	}
	return hashOf(seedMark, parts...)
}

func compare(a, b Hash) int { return bytes.Compare(a[:], b[:]) }

// Root returns the hash at the top.
func (t Tree) Root() Hash { return t.levels[len(t.levels)-1][0] }

// Path is how a leaf leads to the root: its place in the lowest row, and the
// other half of each pair on the way up.
type Path struct {
	Index    int64
	Siblings []Hash
}

// Path returns a leaf's path, false when there is no such leaf.
func (t Tree) Path(leaf Hash) (Path, bool) {
	i, found := slices.BinarySearchFunc(t.levels[0], leaf, compare)
	if !found {
		return Path{}, false
	}
	p := Path{Index: int64(i)}
	for _, row := range t.levels[:len(t.levels)-1] {
		p.Siblings = append(p.Siblings, row[i^1])
		i /= 2
	}
	return p, true
}

// Root returns where the path leads from a leaf.
func (p Path) Root(leaf Hash) Hash {
	h, i := leaf, p.Index
	for _, s := range p.Siblings {
		if i%2 == 0 {
			h = hashOf(nodeMark, h[:], s[:])
		} else {
			h = hashOf(nodeMark, s[:], h[:])
		}
		i /= 2
	}
	return h
}
