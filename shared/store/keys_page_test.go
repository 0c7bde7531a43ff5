package store_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const dataModel = "../../docs/data-model.md"

// tableRows returns the cells of the page's table rows whose first cell is of
// the pattern.
func tableRows(t *testing.T, first string) [][]string {
	t.Helper()
	page, err := os.ReadFile(dataModel)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSpace(line)
		if cells := strings.Split(strings.Trim(line, "|"), "|"); strings.HasPrefix(line, "|") && regexp.MustCompile(first).MatchString(strings.TrimSpace(cells[0])) {
			out = append(out, cells)
		}
	}
	return out
}

func TestTheDataModelNamesEveryEntityAndKey(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	key := regexp.MustCompile("(GSI[123])? ?`([^`]+) / ([^`]*)`")
	for _, cells := range tableRows(t, "^`[a-z_]+`$") {
		kind := strings.Trim(cells[0], " `")
		for _, m := range key.FindAllStringSubmatch(strings.Join(cells[2:], " "), -1) {
			told[place{kind, m[1], m[2], m[3]}.String()] = true
		}
	}
	for _, p := range shapes(places(t)) {
		if !told[p.String()] {
			t.Errorf("docs/data-model.md does not tell: %s", p)
		}
		delete(told, p.String())
	}
	for _, p := range slices.Sorted(maps.Keys(told)) {
		t.Errorf("docs/data-model.md tells what is not so: %s", p)
	}
}

func TestEveryAccessPatternUsesKeysThatThereAre(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, p := range shapes(places(t)) {
		known[p.pk], known[p.sk], known[p.pk+" / "+p.sk] = true, true, true
	}
	numbers := map[string]bool{}
	for _, cells := range tableRows(t, `^A\d+$`) {
		n := strings.TrimSpace(cells[0])
		if numbers[n] {
			t.Errorf("%s stands there twice", n)
		}
		numbers[n] = true
		keys := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[2], -1)
		if len(keys) == 0 {
			t.Errorf("%s names no key", n)
		}
		for _, m := range keys {
			if !known[m[1]] {
				t.Errorf("%s: there is no key %s", n, m[1])
			}
		}
	}
	for _, n := range quotedPatterns(t) {
		if !numbers[n] {
			t.Errorf("the store quotes access pattern %s, which docs/data-model.md does not have", n)
		}
	}
}

// quotedPatterns returns the numbers that the store's comments quote.
func quotedPatterns(t *testing.T) []string {
	t.Helper()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, path := range sources {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, m := range regexp.MustCompile(`//.*`).FindAllString(string(source), -1) {
			for _, n := range regexp.MustCompile(`\bA\d+\b`).FindAllString(m, -1) {
				seen[n] = true
			}
		}
	}
	if len(seen) == 0 {
		t.Fatal(fmt.Errorf("no access pattern is quoted"))
	}
	return slices.Sorted(maps.Keys(seen))
}
