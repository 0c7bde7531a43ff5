// Package shared_test holds the code against its architecture: what may import
// what, what may be called what, and where a few things may be done at all.
// With -v it prints the boxes, the floors they are on and the arrows.
package shared_test

import (
	"cmp"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	root   = ".."
	module = "github.com/tributaryhq/tributary/"
)

// box returns the box that a folder belongs to, and its floor. Arrows run down.
func box(dir string) (name string, floor int) {
	floors := []struct {
		name, prefix string
		floor        int
	}{
		{"functions", "functions/", 5},
		{"cmd", "cmd/", 5},
		{"sim", "shared/sim", 5},
		{"emulator", "infra/local/emulator", 1},
		{"local", "infra/local", 5},
		{"app", "shared/app", 4},
		{"web", "shared/web", 3},
		{"store", "shared/store", 3},
		{"aws", "shared/aws", 3},
		{"provider", "shared/provider", 3},
		{"drivers", "shared/table/", 3},
		{"domain", "shared/domain/", 2},
		{"table", "shared/table", 2},
		{"kernel", "shared/kernel/", 1},
		{"conformance", "conformance", 1},
	}
	for _, f := range floors {
		if strings.HasPrefix(dir+"/", strings.TrimSuffix(f.prefix, "/")+"/") && (f.prefix != "shared/table/" || dir != "shared/table") {
			return f.name, f.floor
		}
	}
	return "", 0
}

// storey returns how high a noun of the domain stands.
func storey(noun string) int {
	switch {
	case noun == "doctor", noun == "extract", noun == "migration", noun == "policy", noun == "person":
		return 4
	case slices.Contains([]string{"conversion", "payout", "spiff"}, noun):
		return 3
	case slices.Contains([]string{"click", "enrollment", "team", "commission", "group", "lead", "message", "invoice", "notice", "ticket", "claim", "webhook", "deal"}, noun):
		return 2
	default:
		return 1
	}
}

func noun(dir string) string {
	rest, ok := strings.CutPrefix(dir, "shared/domain/")
	if !ok {
		return ""
	}
	n, _, _ := strings.Cut(rest, "/")
	return n
}

func TestArrowsRunDown(t *testing.T) {
	t.Parallel()
	type arrow struct {
		floor    int
		from, to string
	}
	arrows := map[arrow]int{}
	for _, f := range load(t).code() {
		from, floor := box(f.dir)
		for _, to := range f.imports() {
			if to == f.dir || from == "" {
				continue
			}
			other, below := box(to)
			switch {
			case other == "":
				t.Errorf("%s imports %s, which is in no box", f.path, to)
			case other != from && below >= floor:
				t.Errorf("%s (%s, floor %d) imports %s (%s, floor %d)", f.path, from, floor, to, other, below)
			case from == "domain" && other == "table":
				t.Errorf("%s: the domain does not know the table", f.path)
			case noun(f.dir) != "" && noun(to) != "" && noun(to) != noun(f.dir) && storey(noun(to)) >= storey(noun(f.dir)):
				t.Errorf("%s: %s imports %s of its own storey or above: declare a one-method port", f.path, noun(f.dir), noun(to))
			case from == "functions" && other != "app" && other != "aws":
				t.Errorf("%s imports %s: a function knows app and aws/lambdarun", f.path, to)
			case audience(f.dir) != "" && audience(to) != "" && audience(f.dir) != audience(to):
				t.Errorf("%s imports %s: the audiences share no code", f.path, to)
			}
			arrows[arrow{floor, from, other}]++
		}
	}
	drawn := slices.SortedFunc(maps.Keys(arrows), func(a, b arrow) int {
		return cmp.Or(b.floor-a.floor, cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	for _, a := range drawn {
		t.Logf("floor %d: %-9s → %-8s %4d imports", a.floor, a.from, a.to, arrows[a])
	}
}

func audience(dir string) string {
	if name := path.Base(dir); dir == "shared/web/partnerapi" || dir == "shared/web/managerapi" {
		return name
	}
	return ""
}

func TestOnlyTheAdaptersKnowAWS(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).code() {
		where, _ := box(f.dir)
		for _, to := range f.foreign() {
			aws := strings.HasPrefix(to, "github.com/aws/") || strings.HasPrefix(to, "github.com/awslabs/")
			if aws && where != "aws" && !strings.HasPrefix(f.dir, "shared/table/dynamo") {
				t.Errorf("%s imports %s", f.path, to)
			}
			if (to == "net/http" || strings.HasPrefix(to, "net/http/")) && slices.Contains([]string{"domain", "kernel", "table", "store"}, where) {
				t.Errorf("%s imports %s: %s knows no transport", f.path, to, where)
			}
		}
	}
}

func TestTimeChanceAndGoroutinesComeFromAdapters(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).code() {
		where, floor := box(f.dir)
		if floor == 0 || floor == 5 || where == "aws" || where == "app" || where == "emulator" || where == "drivers" || f.dir == "shared/kernel/clock" {
			continue
		}
		for _, to := range f.foreign() {
			if strings.HasPrefix(to, "math/rand") || to == "crypto/rand" {
				t.Errorf("%s imports %s: take an io.Reader", f.path, to)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s starts a goroutine", f.at(n))
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After"}, n.Sel.Name) {
					t.Errorf("%s: time.%s; take a clock.Clock", f.at(n), n.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestNamesSayWhatAThingIs(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).all {
		name := strings.TrimSuffix(f.ast.Name.Name, "_test")
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "types", "models", "model", "base", "misc"}, name) {
			t.Errorf("%s: package %s", f.path, name)
		}
		if where, _ := box(f.dir); where != "functions" && where != "cmd" && strings.ContainsFunc(name, func(r rune) bool { return r == '_' || r >= 'A' && r <= 'Z' }) {
			t.Errorf("%s: package %s is not one lower-case word", f.path, name)
		}
	}
}

func TestNothingHappensOnImport(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).code() {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: init", f.at(fn))
			}
		}
	}
}

func TestNoPackageVariableIsEverChanged(t *testing.T) {
	t.Parallel()
	for dir, files := range load(t).byDir() {
		vars := map[string]bool{}
		for _, f := range files {
			for name, spec := range f.variables() {
				vars[name] = true
				if spec.Values == nil && spec.Names[0].Name != "_" && !f.embeds(spec) {
					t.Errorf("%s: variable %s starts empty, so something must set it", f.at(spec), name)
				}
			}
		}
		for _, f := range files {
			for _, n := range f.changed(vars) {
				t.Errorf("%s: package %s changes its variable %s", f.at(n), dir, n.Name)
			}
		}
	}
}

func TestInterfacesAreSmall(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).code() {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			i, ok := spec.Type.(*ast.InterfaceType)
			if ok && i.Methods.NumFields() > 6 {
				t.Errorf("%s: %s has %d methods", f.at(spec), spec.Name.Name, i.Methods.NumFields())
			}
			return true
		})
	}
}

func TestEveryPortBearsACompileTimeCheck(t *testing.T) {
	t.Parallel()
	checked := map[string]bool{}
	for _, f := range load(t).all {
		for _, name := range f.checked() {
			checked[name] = true
		}
	}
	for _, f := range load(t).code() {
		if noun(f.dir) == "" {
			continue
		}
		for _, d := range f.ast.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				i, port := spec.Type.(*ast.InterfaceType)
				if port && spec.Name.IsExported() && spec.TypeParams == nil && hasMethods(i) && !checked[f.ast.Name.Name+"."+spec.Name.Name] {
					t.Errorf("%s: nothing says `var _ %s.%s = …`", f.at(spec), f.ast.Name.Name, spec.Name.Name)
				}
			}
		}
	}
}

var prefix = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,}$`)

func TestKeyPrefixesAreSpelledInOnePlace(t *testing.T) {
	t.Parallel()
	const keys = "shared/store/keys.go"
	sources := load(t)
	known := map[string]bool{}
	for _, f := range sources.all {
		if f.path == keys {
			for _, l := range f.literals() {
				if head, _, _ := strings.Cut(l.text, "#"); prefix.MatchString(head) {
					known[head] = true
				}
			}
		}
	}
	if len(known) == 0 {
		t.Fatalf("%s spells no prefix", keys)
	}
	for _, f := range sources.code() {
		if f.path == keys {
			continue
		}
		for _, l := range f.literals() {
			head, _, whole := strings.Cut(l.text, "#")
			if known[head] && (whole || f.dir == "shared/store") {
				t.Errorf("%s: the key prefix %q is spelled outside %s", f.at(l.node), l.text, keys)
			}
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).all {
		most := 400
		if strings.HasPrefix(f.path, "functions/") {
			most = 40
		}
		if f.path == "shared/store/keys.go" { // all keys in one file is worth more
			continue
		}
		if n := f.lines(); n > most {
			t.Errorf("%s has %d lines; split it below %d", f.path, n, most)
		}
	}
}

func TestTheTopFloorIsTidy(t *testing.T) {
	t.Parallel()
	may := strings.Fields(".ci .git .github .local .tools .aws-sam bench cmd conformance docs events functions infra portal shared snippet test tools")
	must := strings.Fields("functions shared infra template.yaml samconfig.toml go.mod Makefile events")
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !slices.Contains(may, e.Name()) && e.Name() != "node_modules" && e.Name() != "dist" {
			t.Errorf("folder %s: where does it belong?", e.Name())
		}
		must = slices.DeleteFunc(must, func(s string) bool { return s == e.Name() })
	}
	if len(must) > 0 {
		t.Errorf("missing: %v", must)
	}
}

func TestTheAgreedModulesAreRequiredAndUsed(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, f := range load(t).code() {
		for _, to := range f.foreign() {
			used[to] = true
		}
	}
	for _, want := range []string{
		"github.com/aws/aws-lambda-go", "github.com/aws/aws-sdk-go-v2", "github.com/aws/aws-sdk-go-v2/service/dynamodb",
		"github.com/aws/aws-sdk-go-v2/service/sqs", "github.com/awslabs/aws-lambda-go-api-proxy",
	} {
		line := regexp.MustCompile(`(?m)^(require)?\s+` + regexp.QuoteMeta(want) + ` v\S+(.*)$`).FindSubmatch(mod)
		if line == nil || strings.Contains(string(line[2]), "indirect") {
			t.Errorf("go.mod does not require %s directly", want)
		}
		if !slices.ContainsFunc(slices.Collect(maps.Keys(used)), func(p string) bool { return p == want || strings.HasPrefix(p, want+"/") }) {
			t.Errorf("nothing imports %s", want)
		}
	}
}

var tsImport = regexp.MustCompile(`(?:from|import)\s*\(?\s*['"]([^'"]+)['"]`)

func TestFeaturesOfThePortalDoNotKnowEachOther(t *testing.T) {
	t.Parallel()
	features := filepath.Join(root, "portal", "src", "features")
	files, err := filepath.Glob(filepath.Join(features, "*", "*.ts*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		own := filepath.Base(filepath.Dir(file))
		for _, m := range tsImport.FindAllStringSubmatch(string(text), -1) {
			_, other, ok := strings.Cut(m[1], "features/")
			if rel, up := strings.CutPrefix(m[1], "../"); !ok && up && !strings.HasPrefix(rel, "../") {
				other, ok = rel, true
			}
			if other, _, _ = strings.Cut(other, "/"); ok && other != own {
				t.Errorf("%s imports feature %s; app composes", file, other)
			}
		}
	}
}
