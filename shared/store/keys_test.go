package store_test

import (
	"context"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/table"
)

var update = flag.Bool("update", false, "write golden files anew")

const goldenKeys = "testdata/keys.golden"

// place is where an item stands in the table or in one of its indexes.
type place struct{ kind, order, pk, sk string }

func (p place) String() string {
	return fmt.Sprintf("%-16s %-4s  %s / %s", p.kind, p.order, p.pk, p.sk)
}

// places returns all keys of the samples, those of an item together.
func places(t *testing.T) []place {
	t.Helper()
	var items []table.Item
	for cursor := ""; ; {
		page, err := samples(t).Scan(context.Background(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, page.Items...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	slices.SortFunc(items, func(a, b table.Item) int {
		return strings.Compare(a.String("type")+"#"+a.String(table.PK)+a.String(table.SK), b.String("type")+"#"+b.String(table.PK)+b.String(table.SK))
	})
	var out []place
	for _, item := range items {
		for _, order := range []table.Index{table.Base, table.Gsi1, table.Gsi2, table.Gsi3} {
			pk, sk := order.Keys()
			if item.String(pk) != "" {
				out = append(out, place{item.String("type"), string(order), item.String(pk), item.String(sk)})
			}
		}
	}
	return out
}

func TestKeysAreTheOnesThatWereReviewed(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, p := range places(t) {
		fmt.Fprintln(&b, p)
	}
	if *update {
		if err := os.WriteFile(goldenKeys, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenKeys)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("keys changed; review, and write %s anew with -update:\n%s", goldenKeys, diff)
	}
}

// Each prefix that keys.go spells and each type that the store writes must have
// a sample, or the golden file would say less than there is.
func TestEveryKeyAndEveryTypeHasASample(t *testing.T) {
	t.Parallel()
	types, words := map[string]bool{}, map[string]bool{}
	for _, p := range places(t) {
		types[p.kind] = true
		for _, w := range strings.FieldsFunc(p.pk+"#"+p.sk, func(r rune) bool { return r == '#' }) {
			words[w] = true
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sources {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for kind := range typesOf(file) {
			if !types[kind] {
				t.Errorf("%s writes items of type %s, of which there is no sample", path, kind)
			}
		}
		if path == "keys.go" {
			for _, w := range prefixes(file) {
				if !words[w] {
					t.Errorf("no sample has a key with %s", w)
				}
			}
		}
	}
}

// typesOf finds the item types that a source writes.
func typesOf(file *ast.File) map[string]bool {
	out := map[string]bool{}
	add := func(e ast.Expr) {
		if s, ok := text(e); ok {
			out[s] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "newItem" || f.Name == "stamp") {
				for _, arg := range n.Args {
					add(arg)
				}
			}
		case *ast.KeyValueExpr:
			if s, ok := text(n.Key); ok && s == "type" {
				add(n.Value)
			}
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if x, ok := l.(*ast.IndexExpr); ok && len(n.Rhs) == len(n.Lhs) {
					if s, ok := text(x.Index); ok && s == "type" {
						add(n.Rhs[i])
					}
				}
			}
		}
		return true
	})
	return out
}

// prefixes returns the words in capitals of keys.go's texts.
func prefixes(file *ast.File) []string {
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if s, ok := text(e); ok {
				for w := range strings.SplitSeq(s, "#") {
					if regexp.MustCompile(`^[A-Z]{2,}$`).MatchString(w) {
						out = append(out, w)
					}
				}
			}
		}
		return true
	})
	return out
}

func text(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// shapes turns keys into patterns: what varies becomes its name in angles.
func shapes(ps []place) []place {
	seen := map[place]bool{}
	for _, p := range ps {
		p.pk, p.sk = shape(p.pk), shape(p.sk)
		seen[p] = true
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b place) int { return strings.Compare(a.String(), b.String()) })
}

func shape(key string) string {
	parts := strings.Split(key, "#")
	for i, p := range parts {
		parts[i] = variable(p)
	}
	if parts[0] == "AUD" { // of anything that has an id
		parts[1] = "<resource>"
	}
	return strings.Join(parts, "#")
}

func variable(p string) string {
	for _, v := range []struct{ pattern, name string }{
		{`^([a-z]{3})_.+$`, "<$1>"},
		{`^a-(.+)$`, "<$1>"},
		{`^\d{4}-\d\d-\d\dT.*Z$`, "<time>"},
		{`^\d{4}-\d\d-\d\d$`, "<day>"},
		{`^0{9,11}\d+$`, "<seq>"},
		{`^0{5}\d$|^31$`, "<n>"},
		{`^17\d{8}$`, "<window>"},
		{`^0{13}[0-9a-f]{3}$|^0{14}[ae]\d$`, "<ref>"},
		{`^fe0{14}$`, "<visitor>"},
		{`^[0-9a-f]{16}$`, "<digest>"},
		{`^[0-9a-f]{64}$`, "<hash>"},
		{`^\d{12}$`, "<minute>"},
		{`^\d{10}$`, "<hour>"},
		{`^\d{8}$`, "<date>"},
		{`^\d{4}$`, "<series>"},
		{`^\d{4}-\d{4}$`, "<number>"},
		{`^\d{6}$`, "<month>"},
		{`^\d{1,2}$`, "<shard>"},
		{`^EUR$`, "<cur>"},
		{`^(total|sub|link|partner|mix|mix-partner)$`, "<dim>"},
		{`^(sale|ext|email|icon)$`, "<kind>"},
		{`^(magic)$`, "<purpose>"},
		{`^(commission|application)$`, "<what>"},
	} {
		if re := regexp.MustCompile(v.pattern); re.MatchString(p) {
			return re.ReplaceAllString(p, v.name)
		}
	}
	return p
}

func TestNoTwoEntitiesShareAKey(t *testing.T) {
	t.Parallel()
	found := shapes(places(t))
	for i, a := range found {
		for _, b := range found[:i] {
			if a.kind == "customer_alias" && b.kind == "customer" || a.kind == "customer" && b.kind == "customer_alias" {
				continue // a name stands for a customer or for another name of one, and is one read
			}
			if a.order == "" && b.order == "" && a.kind != b.kind && meets(a.pk, b.pk) && meets(a.sk, b.sk) {
				t.Errorf("%s and %s may have the same key: %s / %s, %s / %s", a.kind, b.kind, a.pk, a.sk, b.pk, b.sk)
			}
		}
	}
}

// meets tells whether one key may be of both patterns.
func meets(a, b string) bool {
	as, bs := strings.Split(a, "#"), strings.Split(b, "#")
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		if as[i] != bs[i] && !strings.HasPrefix(as[i], "<") && !strings.HasPrefix(bs[i], "<") {
			return false
		}
	}
	return true
}
