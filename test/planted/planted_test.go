//go:build planted

package planted_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	most = flag.Int("most", 1000, "how many seeds a bug may hide from")
	only = flag.String("bug", "", "plant only bugs whose name has this in it")
)

// TestTheSimulatorFindsEveryPlantedBug builds the simulator with each bug and
// lets it play until it finds something.
func TestTheSimulatorFindsEveryPlantedBug(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bugs() {
		if !strings.Contains(b.name, *only) {
			continue
		}
		t.Run(b.name, func(t *testing.T) {
			began := time.Now()
			found := play(t, build(t, root, b))
			if found == "" {
				t.Fatalf("%d seeds did not find it", *most)
			}
			t.Logf("after %s: %s", time.Since(began).Round(time.Second), found)
		})
	}
}

// build returns the simulator with the bug in it.
func build(t *testing.T, root string, b bug) string {
	t.Helper()
	file := filepath.Join(root, b.file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), b.find); n != 1 {
		t.Fatalf("%s has %d places for the bug, not one: plant it anew", b.file, n)
	}
	dir := t.TempDir()
	planted := filepath.Join(dir, "planted.go")
	if err := os.WriteFile(planted, []byte(strings.Replace(string(text), b.find, b.replace, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{file: planted}})
	if err != nil {
		t.Fatal(err)
	}
	over, simulator := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "sim.test")
	if err := os.WriteFile(over, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "-c", "-overlay", over, "-o", simulator, "./shared/sim") //nolint:gosec // its own paths
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("it does not build: %v\n%s", err, out)
	}
	return simulator
}

// play returns what the simulator found, empty for nothing.
func play(t *testing.T, simulator string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, simulator, "-test.run", "TestWorlds", "-seeds", strconv.Itoa(*most)) //nolint:gosec // built above
	out, err := cmd.CombinedOutput()
	if err == nil {
		return ""
	}
	if ctx.Err() != nil {
		return "it goes on for ever"
	}
	if line := regexp.MustCompile(`seed \d+, .*`).Find(out); line != nil {
		return string(line[:min(len(line), 200)])
	}
	t.Fatalf("%v\n%s", err, out)
	return ""
}
