package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/conformance"
)

func TestClickIdsAreVerifiedOffline(t *testing.T) {
	t.Parallel()
	text, err := conformance.File("clicks.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Vectors []struct {
			Name, Program, Key, Text string
			Valid                    bool
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	exported := filepath.Join(t.TempDir(), "keys.json")
	first := file.Vectors[0]
	if err := os.WriteFile(exported, []byte(`{"program":"`+first.Program+`","keys":[{"number":1,"key":"`+first.Key+`"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := runClick(t.Context(), []string{"verify", "--key", exported, first.Text + first.Text}); err != nil {
		t.Error(err)
	}
	for _, v := range file.Vectors {
		err := runClick(t.Context(), []string{"verify", "--key", v.Key, "--program", v.Program, v.Text})
		if (err == nil) != v.Valid {
			t.Errorf("%s: %v", v.Name, err)
		}
	}
	for _, args := range [][]string{nil, {"verify"}, {"verify", "--key", first.Key, first.Text}, {"verify", "--key", "/nowhere", first.Text}} {
		if err := runClick(t.Context(), args); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}

func TestTheTableOfTheSuiteFailsWithItsVectors(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := report(&out, []conformance.Outcome{{Name: "one", Result: conformance.Pass}, {Name: "two", Result: conformance.Fail, Detail: "status 200, not 409"}})
	if err == nil || !strings.Contains(out.String(), "fail  two  status 200, not 409") || !strings.Contains(out.String(), "1 pass, 1 fail, 0 skipped") {
		t.Errorf("%s, %v", out.String(), err)
	}
	if err := runConformance(t.Context(), []string{"--target", "http://127.0.0.1:1"}); err == nil {
		t.Error("no secret is needed")
	}
}
