package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Links between the pages, and the files that they name in code spans, must
// exist.
func TestEveryPageNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	link := regexp.MustCompile(`\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)`)
	code := regexp.MustCompile("`[^`]*`")
	span := regexp.MustCompile("`((?:shared|functions|cmd|portal|infra|events|test|docs)/[A-Za-z0-9_.@/-]+)`")
	for _, page := range pages(t) {
		text := read(t, page)
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(text, "`code`"), -1) {
			if !exists(filepath.Join(filepath.Dir(page), m[1])) {
				t.Errorf("%s links to %s, which does not exist", page, m[1])
			}
		}
		for _, m := range span.FindAllStringSubmatch(text, -1) {
			if !exists(m[1]) {
				t.Errorf("%s names %s, which does not exist", page, m[1])
			}
		}
	}
}

// Commands that the pages tell a reader to type must exist.
func TestEveryMakeTargetExists(t *testing.T) {
	t.Parallel()
	targets := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^([a-z -]+):`).FindAllStringSubmatch(read(t, "Makefile"), -1) {
		for _, name := range strings.Fields(m[1]) { // one rule may make several
			targets[name] = true
		}
	}
	typed := regexp.MustCompile("(?m)(?:^    |^|`)(?:[A-Z]+=\\S+ )?make ([a-z-]+)")
	for _, page := range pages(t) {
		for _, m := range typed.FindAllStringSubmatch(read(t, page), -1) {
			if !targets[m[1]] {
				t.Errorf("%s says make %s, which does not exist", page, m[1])
			}
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(filepath.Join(root, path))
	return err == nil
}

// pages returns the documents, by their path from the root.
func pages(t *testing.T) []string {
	t.Helper()
	out := []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".md") {
			rel, relErr := filepath.Rel(root, path)
			out = append(out, rel)
			return relErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
