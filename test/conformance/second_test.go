package conformance_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestASecondProgramAgrees lets a program in another language, that shares
// nothing with this one, verify the vectors of exports and proofs.
func TestASecondProgramAgrees(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../conformance/ledger/exports.json")
	if err != nil {
		t.Fatal(err)
	}
	var f struct{ Vectors []exportVector }
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	for _, v := range f.Vectors {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "export.ndjson")
			if err := os.WriteFile(file, []byte(strings.Join(v.Lines, "\n")+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), "python3", "../../conformance/ledger/verify.py", file).CombinedOutput()
			if (err == nil) != v.Accept || strings.Contains(string(out), "Traceback") {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}
