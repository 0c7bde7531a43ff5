// Package docs_test holds the documents against the code: what they name must
// exist.
package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// feature is a row of docs/features.md.
type feature struct{ id, state, where, test string }

func TestEveryFeatureHasItsRow(t *testing.T) {
	t.Parallel()
	found := map[string]int{}
	for _, f := range features(read(t, "docs/features.md")) {
		found[f.id]++
		for _, wrong := range faults(f) {
			t.Errorf("%s: %s", f.id, wrong)
		}
	}
	for _, id := range ids() {
		if found[id] != 1 {
			t.Errorf("%s has %d rows", id, found[id])
		}
		delete(found, id)
	}
	for id := range found {
		t.Errorf("there is no feature %s", id)
	}
}

func TestAWrongRowIsNoticed(t *testing.T) {
	t.Parallel()
	const here = "`TestAWrongRowIsNoticed` `test/docs/features_test.go`"
	for _, c := range []struct {
		name string
		row  feature
		bad  bool
	}{
		{"a true row", feature{"F01", "partly", "`test/docs`", here}, false},
		{"nothing yet", feature{"F01", "not yet", "–", "–"}, false},
		{"an unknown state", feature{"F01", "nearly", "`test/docs`", here}, true},
		{"a promise without a test", feature{"F01", "works", "`test/docs`", "–"}, true},
		{"a test that does not exist", feature{"F01", "works", "`test/docs`", "`TestNothing` `test/docs/features_test.go`"}, true},
		{"a test's name cut short", feature{"F01", "works", "`test/docs`", "`TestAWrongRow` `test/docs/features_test.go`"}, true},
		{"a file that does not exist", feature{"F01", "works", "`test/docs`", "`TestNothing` `test/docs/nothing_test.go`"}, true},
		{"a place that does not exist", feature{"F01", "works", "`test/nowhere`", here}, true},
		{"a place for nothing", feature{"F01", "not yet", "`test/docs`", "–"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := faults(c.row); (len(got) > 0) != c.bad {
				t.Errorf("faults: %q", got)
			}
		})
	}
}

func ids() []string {
	var out []string
	for n := range 90 {
		out = append(out, fmt.Sprintf("F%02d", n+1))
	}
	for n := range 20 {
		out = append(out, fmt.Sprintf("M%02d", n+1))
	}
	return out
}

func features(text string) []feature {
	var out []feature
	for _, cells := range rows(text) {
		if len(cells) >= 4 && regexp.MustCompile(`^[FM]\d\d$`).MatchString(cells[0]) {
			out = append(out, feature{cells[0], cells[1], cells[2], cells[3]})
		}
	}
	return out
}

// faults tells what is wrong with a row.
func faults(f feature) []string {
	const none = "–"
	switch f.state {
	case "not yet":
		if f.where != none || f.test != none {
			return []string{"not yet, but it has a place or a test"}
		}
		return nil
	case "works", "partly":
	default:
		return []string{"unknown state " + f.state}
	}
	var wrong []string
	places, tests := quoted(f.where), quoted(f.test)
	if len(places) == 0 || len(tests) == 0 || len(tests)%2 != 0 {
		return []string{"names no place, or not each test with its file"}
	}
	for _, p := range places {
		if _, err := os.Stat(filepath.Join(root, p)); err != nil {
			wrong = append(wrong, p+" does not exist")
		}
	}
	for pair := range slices.Chunk(tests, 2) {
		text, err := os.ReadFile(filepath.Join(root, pair[1]))
		if err != nil || !defines(string(text), pair[0]) {
			wrong = append(wrong, fmt.Sprintf("%s has no test %s", pair[1], pair[0]))
		}
	}
	return wrong
}

// defines tells whether a source has a test of the name: a function in Go, a
// title in the portal's and the browser's tests.
func defines(source, name string) bool {
	if strings.HasPrefix(name, "Test") {
		return strings.Contains(source, "\nfunc "+name+"(")
	}
	title := regexp.QuoteMeta(name)
	return regexp.MustCompile(`(?s)\b(test|it)(\.each\(\[.*?\]\))?\(\s*['"` + "`" + `]` + title + `['"` + "`" + `]`).MatchString(source)
}

func quoted(cell string) []string {
	var out []string
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
		out = append(out, m[1])
	}
	return out
}

// rows returns the cells of all tables of a page.
func rows(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i, c := range cells {
			cells[i] = strings.TrimSpace(c)
		}
		out = append(out, cells)
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
