package budget_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayScan are the folders that may read the whole table: its drivers, and what
// operators run by hand, with the audit and the export that their commands run.
var mayScan = []string{"shared/table", "cmd/trib", "infra/local", "shared/app/audit.go", "shared/store/whole.go"} //nolint:gochecknoglobals // never changed

// scans returns the calls of a file that read a whole table.
func scans(t *testing.T, path string) []string {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if ok && slices.Contains([]string{"Scan", "ScanInput", "ScanPages", "NewScanPaginator", "NewScanner", "OpenScanner", "ExecuteStatement"}, s.Sel.Name) {
			if x, isName := s.X.(*ast.Ident); !isName || x.Name != "bufio" {
				found = append(found, set.Position(s.Pos()).String())
			}
		}
		return true
	})
	return found
}

func TestNobodyScansTheTable(t *testing.T) {
	t.Parallel()
	const root = "../.."
	files := 0
	for _, top := range []string{"shared", "functions", "cmd", "infra"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			rel, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			files++
			allowed := slices.ContainsFunc(mayScan, func(dir string) bool { return rel == dir || strings.HasPrefix(rel, dir+"/") })
			if at := scans(t, path); len(at) > 0 && !allowed {
				t.Errorf("a scan at %s", strings.Join(at, ", "))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("looked at %d files only", files)
	}
	if at := scans(t, root+"/shared/table/dynamo/scan.go"); len(at) == 0 {
		t.Error("the driver's own scan is not found either")
	}
}
