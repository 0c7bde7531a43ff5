package proof_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// signer signs with a key of its own.
type signer struct{ key *ecdsa.PrivateKey }

func newSigner(t *testing.T) signer {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signer{k}
}

func (s signer) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, s.key, sum[:])
}

func (s signer) Public(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&s.key.PublicKey)
}

var _ proof.Signer = signer{}

const program = id.Program("prg_1")

// book is what a program owes some partners.
type book struct {
	accounts []ledger.Balance
	postings map[ledger.Account][]ledger.Posting
	log      proof.Log
}

// newBook plays a life in each of n accounts: two sales, one declined, a
// payout that is paid, and a clawback.
func newBook(t *testing.T, n int) book {
	t.Helper()
	bk := book{postings: map[ledger.Account][]ledger.Posting{}, log: proof.Log{Program: program}}
	for i := range n {
		b := ledger.Balance{Account: ledger.Account{Program: program, Partner: id.Partner(fmt.Sprintf("ptr_%04d", i)), Currency: money.Currency([]string{"EUR", "USD"}[i%2])}}
		at := time.Date(2026, 11, 20, 12, 0, i, 250_000_000, time.UTC)
		post := func(k ledger.Kind, ref, reason string, moves []ledger.Move) {
			at = at.Add(time.Hour)
			e, err := b.Post(ledger.Note{Kind: k, Refs: []string{ref}, Actor: "system", Reason: reason, At: at}, moves...)
			if err != nil {
				t.Fatal(err)
			}
			b = e.After
			bk.postings[b.Account] = append(bk.postings[b.Account], e.Posting)
		}
		post(ledger.Earned, "com_1", "", ledger.Earn(1000+int64(i)))
		post(ledger.Earned, "com_2", "", ledger.Earn(250))
		post(ledger.Declined, "com_2", "a second <order> & more", ledger.Decline(250))
		post(ledger.Approval, "com_1", "", b.Approve(1000+int64(i)))
		post(ledger.Claim, "pay_1", "", b.Claim(1000+int64(i)))
		post(ledger.Settled, "pay_1", "", ledger.Settle(1000+int64(i)))
		post(ledger.Clawback, "com_3", "refund", b.Take(100))
		bk.accounts = append(bk.accounts, b)
		bk.log.Add([]byte(`{"act":1}`))
	}
	return bk
}

func (bk book) tree() proof.Tree {
	hashes := []proof.Hash{proof.LeafHash(bk.log.Leaf())}
	for _, b := range bk.accounts {
		hashes = append(hashes, proof.LeafHash(b.Leaf()))
	}
	return proof.Grow(hashes)
}

func (bk book) sign(t *testing.T, s proof.Signer) proof.Signed {
	t.Helper()
	signed, err := proof.Sign(t.Context(), s, proof.Statement{Program: program, Day: "2026-11-20", Tree: bk.tree().Root()})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// export writes the whole book.
func (bk book) export(t *testing.T, root proof.Signed) []byte {
	t.Helper()
	var out bytes.Buffer
	x := proof.Export{W: &out}
	must(t, x.Root(root))
	must(t, x.Log(bk.log.Leaf()))
	for _, b := range bk.accounts {
		must(t, x.Account(b.Leaf()))
		for _, p := range bk.postings[b.Account] {
			must(t, x.Posting(entry(p, true)))
		}
	}
	return out.Bytes()
}

// part writes what the i-th account's partner may have, from a posting on.
func (bk book) part(t *testing.T, root proof.Signed, i int, since int64) []byte {
	t.Helper()
	var out bytes.Buffer
	x := proof.Export{W: &out}
	must(t, x.Root(root))
	b := bk.accounts[i]
	path, ok := bk.tree().Path(proof.LeafHash(b.Leaf()))
	if !ok {
		t.Fatal("the account is not in the tree")
	}
	must(t, x.Proven(b.Leaf(), path))
	for _, p := range bk.postings[b.Account][since-1:] {
		must(t, x.Posting(entry(p, false)))
	}
	must(t, x.Payout("pay_1", 0, 1000+int64(i)))
	return out.Bytes()
}

func entry(p ledger.Posting, withNote bool) proof.Entry {
	e := proof.Entry{Body: p.Body(), Prev: p.Prev, Hash: p.Hash}
	if withNote {
		e.Note = p.Note()
	}
	return e
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lines returns a copy of an export with its lines changed.
func lines(export []byte, change func([][]byte) [][]byte) []byte {
	ls := bytes.SplitAfter(slices.Clone(export), []byte("\n"))
	return bytes.Join(change(ls[:len(ls)-1]), nil)
}
