package conformance_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

type file struct {
	Version int    `json:"version"`
	About   string `json:"about"`
	Vectors any    `json:"vectors"`
}

type postingVector struct {
	Name   string `json:"name"`
	Actor  string `json:"actor"`
	Reason string `json:"reason"`
	Note   string `json:"note"`
	Body   string `json:"body"`
	Prev   string `json:"prev"`
	Hash   string `json:"hash"`
}

type treeVector struct {
	Name   string     `json:"name"`
	Leaves []string   `json:"leaves"`
	Tree   string     `json:"tree"`
	Paths  []treePath `json:"paths"`
}

type treePath struct {
	Leaf     string   `json:"leaf"`
	LeafHash string   `json:"leaf_hash"`
	Index    int64    `json:"index"`
	Path     []string `json:"path"`
}

type rootVector struct {
	Name      string `json:"name"`
	Statement string `json:"statement"`
	Root      string `json:"root"`
	Signature string `json:"signature"`
	Key       string `json:"key"`
	Accept    bool   `json:"accept"`
}

type exportVector struct {
	Name     string   `json:"name"`
	Lines    []string `json:"lines"`
	Accept   bool     `json:"accept"`
	Postings int64    `json:"postings"`
	Payout   string   `json:"payout,omitempty"`
	Paid     int64    `json:"paid,omitempty"`
}

// fixedSigner has a key that everybody knows and signs the same way each time.
type fixedSigner struct{ key *ecdsa.PrivateKey }

func newFixedSigner(t *testing.T) fixedSigner {
	t.Helper()
	k, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return fixedSigner{k}
}

func (s fixedSigner) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return s.key.Sign(nil, sum[:], crypto.SHA256) // RFC 6979
}

func (s fixedSigner) Public(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&s.key.PublicKey)
}

// ledgerBook is two accounts, one of which was paid.
func ledgerBook(t *testing.T) (balances []ledger.Balance, postings [][]ledger.Posting) {
	t.Helper()
	at := time.Date(2026, 11, 20, 12, 0, 0, 250_000_000, time.UTC)
	for _, name := range []string{"AMY", "BEN"} {
		b := ledger.Balance{Account: ledger.Account{Program: "prg_01JD0000000000000000SHOES0", Partner: id.Partner("ptr_01JD0000000000000000000" + name), Currency: "EUR"}}
		var ps []ledger.Posting
		post := func(k ledger.Kind, actor, reason string, refs []string, moves []ledger.Move) {
			at = at.Add(time.Minute)
			e, err := b.Post(ledger.Note{Kind: k, Refs: refs, Actor: actor, Reason: reason, At: at}, moves...)
			if err != nil {
				t.Fatal(err)
			}
			b, ps = e.After, append(ps, e.Posting)
		}
		commission, payout := "com_01JD0000000000000000000"+name, "pay_01JD0000000000000000000"+name
		post(ledger.Earned, "system", "", []string{commission}, ledger.Earn(2500))
		post(ledger.Approval, "usr_01JD00000000000000000OWNER", "R&D <\"test\"> – ok\n", []string{commission}, b.Approve(2500))
		post(ledger.Claim, "system", "", []string{payout}, b.Claim(2500))
		post(ledger.Settled, "system", "SEPA-1", []string{payout}, ledger.Settle(2500))
		post(ledger.Clawback, "system", "refund", []string{commission}, b.Take(1000))
		balances, postings = append(balances, b), append(postings, ps)
	}
	return balances, postings
}

func TestTheLedgersVectors(t *testing.T) {
	t.Parallel()
	balances, postings := ledgerBook(t)
	var vectors []postingVector
	names := []string{"the first posting of an account", "text that needs escaping, and two moves", "claimed by a payout", "paid", "taken back after it was paid"}
	for i, p := range postings[0] {
		note, body := string(p.Note()), string(p.Body())
		_, of, _ := strings.Cut(body, `"note":"`)
		vectors = append(vectors, postingVector{Name: names[i], Actor: p.Actor, Reason: p.Reason, Note: of[:64], Body: body, Prev: p.Prev, Hash: p.Hash})
		if !strings.HasPrefix(note, `{"actor":`) {
			t.Errorf("note %s", note)
		}
	}
	golden(t, "ledger/postings.json", file{1, "Postings as they are hashed. note is the SHA-256 of {\"actor\":…,\"reason\":…}; body is the posting's canonical JSON; hash is the SHA-256 of prev and body, one after the other. All hashes are 64 hex digits in lower case.", vectors})

	log := proof.Log{Program: balances[0].Account.Program}
	log.Add([]byte(`{"at":"2026-11-20T11:00:00Z","actor":"usr_01JD00000000000000000OWNER","request":"req_1","address":"","program":"prg_01JD0000000000000000SHOES0","action":"program.change","resource":"prg_01JD0000000000000000SHOES0","before":"","after":""}`))
	leaves := []string{string(log.Leaf()), string(balances[0].Leaf()), string(balances[1].Leaf())}
	var trees []treeVector
	for _, tc := range []struct {
		name string
		n    int
	}{{"the audit log alone", 1}, {"one account", 2}, {"two accounts", 3}} {
		trees = append(trees, treeOf(t, tc.name, leaves[:tc.n]))
	}
	golden(t, "ledger/trees.json", file{1, "Trees over leaves. A leaf's hash is SHA-256(00 ‖ leaf), a node's SHA-256(01 ‖ left ‖ right). The hashes of the leaves are sorted; seed = SHA-256(03 ‖ all of them); positions n, n+1, … up to 2^14 (or the next power of two) are filled with SHA-256(02 ‖ seed ‖ position as 4 bytes, big endian); everything is sorted again, and pairs are hashed upward. A path's index says by its bits, lowest first, whether the sibling stands right (0) or left (1).", trees})
	golden(t, "ledger/roots.json", file{1, "Statements as they are signed. root is the SHA-256 of the statement; signature is ECDSA on P-256 over it, ASN.1, base64; key is the public key, DER SubjectPublicKeyInfo, base64.", rootsOf(t, trees[2].Tree)})
	golden(t, "ledger/exports.json", file{1, "Whole exports and proofs, each with accept or refuse. Lines are joined with a line feed after each.", exportsOf(t, log, balances, postings)})
}

func treeOf(t *testing.T, name string, leaves []string) treeVector {
	t.Helper()
	var hashes []proof.Hash
	for _, l := range leaves {
		hashes = append(hashes, proof.LeafHash([]byte(l)))
	}
	tree := proof.Grow(hashes)
	v := treeVector{Name: name, Leaves: leaves, Tree: tree.Root().String()}
	for i, h := range hashes {
		path, ok := tree.Path(h)
		if !ok || path.Root(h) != tree.Root() {
			t.Fatal("a leaf without a path")
		}
		p := treePath{Leaf: leaves[i], LeafHash: h.String(), Index: path.Index}
		for _, s := range path.Siblings {
			p.Path = append(p.Path, s.String())
		}
		v.Paths = append(v.Paths, p)
	}
	return v
}

func statementOf(t *testing.T, tree string) proof.Statement {
	t.Helper()
	h, err := proof.ParseHash(tree)
	if err != nil {
		t.Fatal(err)
	}
	return proof.Statement{Program: "prg_01JD0000000000000000SHOES0", Day: "2026-11-20", Tree: h}
}

func rootsOf(t *testing.T, tree string) []rootVector {
	t.Helper()
	s, err := proof.Sign(t.Context(), newFixedSigner(t), statementOf(t, tree))
	if err != nil {
		t.Fatal(err)
	}
	next := s.Statement
	next.Day, next.Previous = "2026-11-21", s.Root()
	n, err := proof.Sign(t.Context(), newFixedSigner(t), next)
	if err != nil {
		t.Fatal(err)
	}
	row := func(name string, s proof.Signed, signature []byte) rootVector {
		s.Signature = signature
		return rootVector{
			name, string(s.Bytes()), s.Root().String(), base64.StdEncoding.EncodeToString(signature),
			base64.StdEncoding.EncodeToString(s.Key), s.Verify() == nil,
		}
	}
	return []rootVector{row("the first root of a program", s, s.Signature), row("the next day's, on it", n, n.Signature), row("another day's signature", n, s.Signature)}
}

func exportsOf(t *testing.T, log proof.Log, balances []ledger.Balance, postings [][]ledger.Posting) []exportVector {
	t.Helper()
	leaves := []proof.Hash{proof.LeafHash(log.Leaf()), proof.LeafHash(balances[0].Leaf()), proof.LeafHash(balances[1].Leaf())}
	tree := proof.Grow(leaves)
	signed, err := proof.Sign(t.Context(), newFixedSigner(t), statementOf(t, tree.Root().String()))
	if err != nil {
		t.Fatal(err)
	}
	var whole, part bytes.Buffer
	book, own := proof.Export{W: &whole}, proof.Export{W: &part}
	errs := []error{book.Root(signed), book.Log(log.Leaf()), own.Root(signed)}
	path, _ := tree.Path(leaves[1])
	errs = append(errs, own.Proven(balances[0].Leaf(), path))
	for i, b := range balances {
		errs = append(errs, book.Account(b.Leaf()))
		for _, p := range postings[i] {
			e := proof.Entry{Body: p.Body(), Prev: p.Prev, Hash: p.Hash}
			if i == 0 {
				errs = append(errs, own.Posting(e))
			}
			e.Note = p.Note()
			errs = append(errs, book.Posting(e))
		}
	}
	for _, err := range append(errs, own.Payout("pay_01JD0000000000000000000AMY", 0, 2500)) {
		if err != nil {
			t.Fatal(err)
		}
	}
	swap := func(s, from, to string) string { return strings.Replace(s, from, to, 1) }
	var out []exportVector
	for _, v := range []struct{ name, text string }{
		{"a whole book", whole.String()},
		{"a partner's proof of a payout", part.String()},
		{"an amount was changed", swap(whole.String(), `"minor":2500`, `"minor":2501`)},
		{"a reason was changed", swap(whole.String(), "SEPA-1", "SEPA-2")},
		{"a blank was added", swap(whole.String(), `"v":1,`, `"v": 1,`)},
		{"the last posting is gone", whole.String()[:strings.LastIndex(strings.TrimSuffix(whole.String(), "\n"), "\n")+1]},
		{"the proof says that more was paid", swap(part.String(), `"paid":2500}`, `"paid":9900}`)},
		{"the path is another one", swap(part.String(), path.Siblings[5].String(), path.Siblings[6].String())},
	} {
		r, err := proof.Verify(strings.NewReader(v.text), nil)
		out = append(out, exportVector{v.name, strings.Split(strings.TrimSuffix(v.text, "\n"), "\n"), err == nil, r.Postings, r.Payout, r.Paid})
		if err != nil {
			out[len(out)-1].Postings = 0
		}
	}
	return out
}
