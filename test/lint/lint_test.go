//go:build lint

// Package lint_test shows that every ban of .golangci.yml bites.
package lint_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var reported = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: .* \((\w+)\)$`)

func TestEachBanBites(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/breaches.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(filepath.Join(root, ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".golangci.yml"), config, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), filepath.Join(root, ".tools", "bin", "golangci-lint"),
		"run", "--allow-parallel-runners", "--max-issues-per-linter", "0", "--max-same-issues", "0", "./...")
	run.Dir = dir
	run.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := run.CombinedOutput()
	if run.ProcessState == nil {
		t.Fatalf("run `make setup` first: %v", err)
	}
	got := map[string]bool{}
	for _, m := range reported.FindAllStringSubmatch(string(out), -1) {
		got[m[1]+":"+m[2]+" "+m[3]] = true
	}
	var missed, seen []string
	for _, w := range wanted(archive) {
		if !got[w] {
			missed = append(missed, w)
		}
		delete(got, w)
	}
	for g := range got {
		seen = append(seen, g)
	}
	slices.Sort(seen)
	if diff := cmp.Diff([]string(nil), missed); diff != "" {
		t.Errorf("not reported:%s\nbut:\n%s\n%s", diff, strings.Join(seen, "\n"), out)
	}
	for _, g := range seen {
		if strings.HasSuffix(g, " depguard") || strings.HasSuffix(g, " forbidigo") {
			t.Errorf("reported, though allowed: %s", g)
		}
	}
}

func wanted(a *txtar.Archive) []string {
	var out []string
	for _, f := range a.Files {
		for i, line := range strings.Split(string(f.Data), "\n") {
			if _, linter, ok := strings.Cut(line, "// want "); ok {
				out = append(out, fmt.Sprintf("%s:%d %s", f.Name, i+1, linter))
			}
		}
	}
	return out
}
