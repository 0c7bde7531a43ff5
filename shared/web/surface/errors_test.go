package surface_test

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const errorList = "../../../docs/api/errors.md"

// problem is one code as it stands in the source.
type problem struct{ kind, message string }

// TestEveryCodeIsListed collects the code, kind and message of every fault that
// the source makes, and holds docs/api/errors.md against them.
func TestEveryCodeIsListed(t *testing.T) {
	t.Parallel()
	found := map[string]problem{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				collect(call, "", found)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for code := range found {
		if !regexp.MustCompile(`^[a-z_…]+(\.[a-z_…]+)*$`).MatchString(code) {
			t.Errorf("the code %q is no dotted word", code)
		}
	}
	golden(t, errorList, listOf(found))
}

// collect takes the fault that a call makes, if it makes one. kind, when it is
// known already, wins.
func collect(call *ast.CallExpr, kind string, into map[string]problem) {
	name, args := callee(call), call.Args
	switch {
	case strings.HasSuffix(name, "Unreadable") && len(args) == 1:
		ast.Inspect(args[0], func(n ast.Node) bool {
			if inner, ok := n.(*ast.CallExpr); ok {
				collect(inner, "unreadable", into)
			}
			return true
		})
		return
	case name == "fault.New" && len(args) >= 3:
	case name == "fault.Wrap" && len(args) >= 4:
		args = args[1:]
	case name == "refused" && len(args) == 3 && strings.HasPrefix(text(args[0]), "http.Status"):
	default:
		return
	}
	kind = cmp.Or(kind, strings.TrimPrefix(text(args[0]), "fault."))
	code := text(args[1])
	if kind == "Internal" || code == "…" {
		return // its text never reaches a reader, or it is a helper's parameter
	}
	if old, ok := into[code]; !ok || len(text(args[2])) > len(old.message) {
		into[code] = problem{kind, text(args[2])}
	}
}

func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return text(f)
	}
	return ""
}

// text is a literal's value; what is known at run time only is "…".
func text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil {
			return s
		}
	case *ast.SelectorExpr:
		return text(e.X) + "." + e.Sel.Name
	case *ast.Ident:
		if e.Name == "fault" || e.Name == "http" {
			return e.Name
		}
	case *ast.BinaryExpr:
		return text(e.X) + text(e.Y)
	}
	return "…"
}

func listOf(found map[string]problem) []byte {
	var b bytes.Buffer
	b.WriteString("# Errors\n\nEvery error is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `code`, `request_id` and, where inputs are wrong,\n" +
		"`errors[{location, message}]`. `code` is stable: programs may rely on it, people read `detail`. `…` stands for a word or number that depends on the case.\n" +
		"This list is made from the source by a test of shared/web/surface.\n\n| Code | Status | Detail |\n|---|---|---|\n")
	for _, code := range slices.SortedFunc(maps.Keys(found), cmp.Compare[string]) {
		p := found[code]
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", code, statusOf(p.kind), strings.NewReplacer("%s", "…", "%d", "…", "%q", "…", "%v", "…", "|", "\\|").Replace(p.message))
	}
	return b.Bytes()
}

// statusOf is the status of a fault's kind, or of what the transport refuses.
func statusOf(kind string) string {
	statuses := map[string]string{
		"Invalid": "422", "Unauthenticated": "401", "Forbidden": "403", "NotFound": "404", "Conflict": "409", "Gone": "410", "TooMany": "429", "Unavailable": "503",
		"unreadable": "400", "http.StatusRequestEntityTooLarge": "413", "http.StatusUnsupportedMediaType": "415", "http.StatusMethodNotAllowed": "405",
	}
	return cmp.Or(statuses[kind], kind)
}
