package surface_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/store"
)

// pen signs with a key of its own.
type pen struct{ key *ecdsa.PrivateKey }

func (p pen) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, p.key, sum[:])
}

func (p pen) Public(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&p.key.PublicKey)
}

// signed signs Acme's book as it stands.
func (w *world) signed() {
	w.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	w.must(err)
	ledgers, proofs := store.Ledgers{T: w.table}, store.Proofs{T: w.table}
	accounts, err := ledgers.Accounts(w.ctx, w.acme.ID)
	w.must(err)
	log := proof.Log{Program: w.acme.ID}
	hashes, leaves := []proof.Hash{proof.LeafHash(log.Leaf())}, map[ledger.Account][]byte{}
	for _, a := range accounts {
		b, err := ledgers.Of(w.ctx, a)
		w.must(err)
		if b.Seq > 0 {
			leaves[a] = b.Leaf()
			hashes = append(hashes, proof.LeafHash(leaves[a]))
		}
	}
	tree := proof.Grow(hashes)
	root, err := proof.Sign(w.ctx, pen{key}, proof.Statement{Program: w.acme.ID, Day: "2026-03-10", Tree: tree.Root()})
	w.must(err)
	places := map[ledger.Account]proof.Place{}
	for a, leaf := range leaves {
		path, _ := tree.Path(proof.LeafHash(leaf))
		places[a] = proof.Place{Day: root.Day, Leaf: leaf, Path: path}
	}
	w.must(proofs.PlaceEach(w.ctx, places))
	w.must(proofs.Add(w.ctx, proof.Kept{Signed: root, Log: log, Accounts: int64(len(places)), At: w.clock.Now()}))
}

func TestAPartnerDownloadsTheProofOfItsPayout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := mine + "/payouts/{payout}/proof"
	w.do(w.maya.user, http.MethodGet, path, "", http.StatusNotFound).is("code", "proof.none")
	w.signed()
	got := w.call(w.maya.user, http.MethodGet, fill(path, w.acme, w.maya.partner, w.maya), "")
	if got.Code != http.StatusOK || got.Header().Get("Content-Type") != "application/x-ndjson" || !strings.Contains(got.Header().Get("Content-Disposition"), string(w.maya.payout)) {
		t.Fatalf("%d %v %s", got.Code, got.Header(), got.Body)
	}
	r, err := proof.Verify(bytes.NewReader(got.Body.Bytes()), nil)
	if err != nil || r.Payout != string(w.maya.payout) || r.Whole {
		t.Errorf("%+v, %v", r, err)
	}
	for _, other := range []string{string(w.noah.partner), string(w.noah.payout), string(w.acme.boss), `"actor"`, `"reason"`} {
		if strings.Contains(got.Body.String(), other) {
			t.Errorf("the proof tells %s", other)
		}
	}
	w.do(w.noah.user, http.MethodGet, path, "", http.StatusNotFound)
}

func TestTheOwnerDownloadsTheSignedBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if got := w.manage(http.MethodGet, "/ledger/days", "", http.StatusOK); got.size("data") != 0 {
		t.Error("a day is signed")
	}
	w.manage(http.MethodGet, "/ledger/export.ndjson", "", http.StatusNotFound).is("code", "proof.none")
	w.signed()
	w.manage(http.MethodGet, "/ledger/days", "", http.StatusOK).is("data.0.day", "2026-03-10")
	book := w.call(w.acme.boss, http.MethodGet, "/api/m/"+string(w.acme.ID)+"/ledger/export.ndjson", "")
	key := w.call(w.acme.boss, http.MethodGet, "/api/m/"+string(w.acme.ID)+"/ledger/key.pem", "")
	r, err := proof.Verify(bytes.NewReader(book.Body.Bytes()), nil)
	if err != nil || !r.Whole || r.Accounts < 2 || !strings.HasPrefix(key.Body.String(), "-----BEGIN PUBLIC KEY-----") {
		t.Errorf("%+v, %v, %s", r, err, key.Body)
	}
}
