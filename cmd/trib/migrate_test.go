package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/table"
)

func TestTheOperatorImportsFilesAndReadsWhatBecameOfThem(t *testing.T) {
	t.Parallel()
	b, _ := apptest.Backends(t, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	if _, err := (setup.Program{Slug: "north", Name: "North", Website: "https://example.com", Currency: "EUR"}).Create(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../../shared/domain/migration/testdata/rewardful/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	i, err := parseImport(append([]string{"rewardful", "--program", "north"}, paths...))
	if err != nil {
		t.Fatal(err)
	}
	r, err := i.run(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	tellImport(&told, r)
	if text := told.String(); !strings.Contains(text, "sums compared") || !strings.Contains(text, "partners     added 3") || r.Count(migration.Added) == 0 {
		t.Errorf("told %s", text)
	}
	if errs := string(errorFile(r)); !strings.Contains(errs, "rewardful-commissions.csv,10,commissions,com_9,refused,bad_currency,USD") {
		t.Errorf("the error file is\n%s", errs)
	}
	if err := auditAll(t.Context(), b, b.Table.(table.Scanner)); err != nil {
		t.Error(err)
	}
}

func TestAnImportSaysWhatItIsNotTold(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"elsewhere", "x.csv"}, {"csv"}, {"csv", "--map", "partners.nothing=X", "x.csv"}} {
		if _, err := parseImport(args); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
