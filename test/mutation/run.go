package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// result is what became of a package's faults.
type result struct {
	total    int
	survived []fault
}

func (r result) score() float64 {
	if r.total == 0 {
		return 0
	}
	return 100 * float64(r.total-len(r.survived)) / float64(r.total)
}

// trial is a package with how its faults are tried.
type trial struct {
	pkg  string
	with string // another package and its arguments, or nothing
	jobs int
	slow time.Duration
}

// suite is a binary of tests that is run where its package is.
type suite struct {
	dir, binary string
	args        []string
}

// with returns the suite with one more argument.
func (s suite) with(arg string) suite {
	s.args = append(slices.Clone(s.args), arg)
	return s
}

// measure plants all faults of a package and runs the tests on each.
func measure(ctx context.Context, t trial) (result, error) {
	s, err := load(ctx, t.pkg)
	if err != nil {
		return result{}, err
	}
	folder, err := os.MkdirTemp("", "mutation")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	p, overlay, err := s.overlay(folder)
	if err != nil {
		return result{}, err
	}
	suites := []suite{{dir: s.dir, binary: filepath.Join(folder, "own")}}
	if err := compile(ctx, overlay, suites[0].binary, t.pkg); err != nil {
		return result{}, err
	}
	if words := strings.Fields(t.with); len(words) > 0 {
		suites = append(suites, suite{dir: words[0], binary: filepath.Join(folder, "with"), args: words[1:]})
		if err := compile(ctx, overlay, suites[1].binary, words[0]); err != nil {
			return result{}, err
		}
	}
	for i, x := range suites {
		if help, _ := x.with("-h").run(ctx, 0, t.slow); strings.Contains(string(help), "rapid.nofailfile") {
			suites[i] = x.with("-rapid.nofailfile")
		}
		if out, err := x.run(ctx, 0, 10*t.slow); err != nil {
			return result{}, fmt.Errorf("the tests fail without a fault: %w\n%s", err, out)
		}
	}
	return try(ctx, suites, p.faults, t)
}

// overlay writes the package's files with all faults, and the list of them
// that the compiler takes.
func (s *source) overlay(folder string) (*planter, string, error) {
	p, replace := &planter{source: s}, map[string]string{}
	put := func(path, text string) error {
		replace[path] = filepath.Join(folder, filepath.Base(path))
		return os.WriteFile(replace[path], []byte(text), 0o600)
	}
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		text, err := os.ReadFile(path) //nolint:gosec // a file of the package
		if err == nil {
			err = put(path, p.plant(path, text))
		}
		if err != nil {
			return nil, "", err
		}
	}
	if err := put(filepath.Join(s.dir, "zz_mutants.go"), fmt.Sprintf(helpers, s.name)); err != nil {
		return nil, "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, "", err
	}
	file := filepath.Join(folder, "overlay.json")
	return p, file, os.WriteFile(file, list, 0o600)
}

func compile(ctx context.Context, overlay, binary, pkg string) error {
	cmd := exec.CommandContext(ctx, "go", "test", "-vet=off", "-c", "-overlay", overlay, "-o", binary, pkg) //nolint:gosec // our own arguments
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build the tests of %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// try wakes the faults, some at once.
func try(ctx context.Context, suites []suite, faults []fault, t trial) (result, error) {
	r, next := result{total: len(faults)}, make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range t.jobs {
		wg.Go(func() {
			for n := range next {
				found := slices.ContainsFunc(suites, func(s suite) bool { _, err := s.run(ctx, n, t.slow); return err != nil })
				if !found {
					mu.Lock()
					r.survived = append(r.survived, faults[n-1])
					mu.Unlock()
				}
			}
		})
	}
	for n := 1; n <= len(faults) && ctx.Err() == nil; n++ {
		next <- n
	}
	close(next)
	wg.Wait()
	slices.SortFunc(r.survived, func(a, b fault) int { return slices.Index(faults, a) - slices.Index(faults, b) })
	return r, ctx.Err()
}

// run runs the tests with one fault awake; no error means that all passed.
func (s suite) run(ctx context.Context, n int, slow time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, slow)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.binary, append([]string{"-test.failfast"}, s.args...)...) //nolint:gosec // what was just built
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(n))
	out, err := cmd.CombinedOutput()
	if err == nil {
		err = ctx.Err()
	}
	return out, err
}
