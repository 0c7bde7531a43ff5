package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// TestTheDemosBookIsSignedExportedAndVerified goes the owner's way: the night
// signs, the book is exported with its key, and a stranger verifies both files.
func TestTheDemosBookIsSignedExportedAndVerified(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b, c := apptest.Backends(t, now)
	if _, err := demo.Make(t.Context(), demo.Options{On: b, Clock: c, Now: now, Seed: 7, Secret: b.Entropy}); err != nil {
		t.Fatal(err)
	}
	p, err := b.Programs().Find(t.Context(), program.Name{Slug: "northwind-coffee"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.LedgerProof()(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if err := auditAll(t.Context(), b, b.Table.(table.Scanner)); err != nil {
		t.Error(err)
	}
	var book, key bytes.Buffer
	if _, err := (store.Proofs{T: b.Table}).Export(t.Context(), p.ID, &book); err != nil {
		t.Fatal(err)
	}
	if err := exportKey(t.Context(), b, p.ID, &key); err != nil {
		t.Fatal(err)
	}
	at := func(name string, content []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, pub := at("book.ndjson", book.Bytes()), at("pub.pem", key.Bytes())
	if err := runVerify(t.Context(), []string{"--key", pub, good}); err != nil {
		t.Error(err)
	}
	bad := at("bad.ndjson", bytes.Replace(book.Bytes(), []byte(`"minor":`), []byte(`"minor":1`), 1))
	if err := runVerify(t.Context(), []string{"--key", pub, bad}); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("a changed book: %v", err)
	}
}
