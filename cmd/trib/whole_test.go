package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// balances reads all accounts of the demo's program.
func balances(t *testing.T, b app.Backends) []ledger.Balance {
	t.Helper()
	p, err := b.Programs().Find(t.Context(), program.Name{Slug: "northwind-coffee"})
	if err != nil {
		t.Fatal(err)
	}
	ledgers := store.Ledgers{T: b.Table}
	as, err := ledgers.Accounts(t.Context(), p.ID)
	if err != nil || len(as) == 0 {
		t.Fatalf("no accounts: %v", err)
	}
	var out []ledger.Balance
	for _, a := range as {
		x, err := ledgers.Of(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// TestASecondInstallationGoesOnFromTheExportOfTheFirst exports the demo, brings
// it into an empty installation and holds both against each other.
func TestASecondInstallationGoesOnFromTheExportOfTheFirst(t *testing.T) {
	t.Parallel()
	ctx, now := t.Context(), time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	first, c := apptest.Backends(t, now)
	made, err := demo.Make(ctx, demo.Options{On: first, Clock: c, Now: now, Seed: 7, Secret: first.Entropy})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	m, err := wholeOf(first, first.Table.(table.Scanner)).Export(ctx, first.Origin, "2026-11-21T12:00:00Z", &file)
	if err != nil {
		t.Fatal(err)
	}
	if m.Kinds["posting"] == 0 || m.Kinds["root"] == 0 || m.LeftOut["session"] == 0 || m.LeftOut["event"] == 0 || m.Emptied["user"] == 0 {
		t.Errorf("the manifest says %+v", m)
	}
	if text := file.String(); strings.Contains(text, made.Manager.Password) || strings.Contains(text, `"type":"session"`) {
		t.Error("the file lets somebody in")
	}
	path := filepath.Join(t.TempDir(), "all.ndjson")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	second, _ := apptest.Backends(t, now)
	if err := restore(ctx, second, second.Table.(table.Scanner), path, nil); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(balances(t, first), balances(t, second)); d != "" {
		t.Error(d)
	}
	if err := auditAll(ctx, second, second.Table.(table.Scanner)); err != nil {
		t.Error(err)
	}
	if err := second.LedgerProof()(ctx, now.AddDate(0, 0, 1)); err != nil {
		t.Errorf("the second installation signs on: %v", err)
	}
	if err := restore(ctx, second, second.Table.(table.Scanner), path, nil); err == nil {
		t.Error("an installation with a program took an export")
	}
	for name, bad := range map[string][]byte{
		"an amount changed": bytes.Replace(file.Bytes(), []byte(`"minor":`), []byte(`"minor":1`), 1),
		"a line is missing": file.Bytes()[bytes.IndexByte(file.Bytes(), '\n')+1:],
		"it breaks off":     file.Bytes()[:file.Len()/2],
	} {
		if _, _, err := store.ReadWhole(bytes.NewReader(bad), nil, nil); err == nil || !strings.Contains(err.Error(), "refused") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
