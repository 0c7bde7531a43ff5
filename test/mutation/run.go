package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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

// measure plants all faults of a package and runs its tests on each.
func measure(ctx context.Context, pkg string, jobs int, slow time.Duration) (result, error) {
	s, err := load(ctx, pkg)
	if err != nil {
		return result{}, err
	}
	folder, err := os.MkdirTemp("", "mutation")
	if err != nil {
		return result{}, err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	faults, binary, err := build(ctx, s, pkg, folder)
	if err != nil {
		return result{}, err
	}
	if out, err := attempt(ctx, s.dir, binary, 0, 10*slow); err != nil {
		return result{}, fmt.Errorf("the tests fail without a fault: %w\n%s", err, out)
	}
	return try(ctx, s.dir, binary, faults, jobs, slow)
}

// build compiles the package's tests with all faults in the package.
func build(ctx context.Context, s *source, pkg, folder string) ([]fault, string, error) {
	p, overlay := &planter{source: s}, map[string]string{}
	paths := make([]string, 0, len(s.files))
	for path := range s.files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	put := func(path, text string) error {
		overlay[path] = filepath.Join(folder, filepath.Base(path))
		return os.WriteFile(overlay[path], []byte(text), 0o600)
	}
	for _, path := range paths {
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
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, "", err
	}
	file, binary := filepath.Join(folder, "overlay.json"), filepath.Join(folder, "tests")
	if err := os.WriteFile(file, list, 0o600); err != nil {
		return nil, "", err
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-vet=off", "-c", "-overlay", file, "-o", binary, pkg) //nolint:gosec // our own arguments
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("build the tests of %s: %w\n%s", pkg, err, out)
	}
	return p.faults, binary, nil
}

// try wakes the faults, some at once.
func try(ctx context.Context, dir, binary string, faults []fault, jobs int, slow time.Duration) (result, error) {
	r, next := result{total: len(faults)}, make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range jobs {
		wg.Go(func() {
			for n := range next {
				if _, err := attempt(ctx, dir, binary, n, slow); err == nil {
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

// attempt runs the tests with one fault awake; no error means that all passed.
func attempt(ctx context.Context, dir, binary string, n int, slow time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, slow)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, "-test.failfast", "-rapid.nofailfile") //nolint:gosec // what was just built
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(n))
	out, err := cmd.CombinedOutput()
	if err == nil {
		err = ctx.Err()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && ctx.Err() == nil {
		return out, fmt.Errorf("run the tests: %w", err)
	}
	return out, err
}
