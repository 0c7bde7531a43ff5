package shared_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// source is one Go file, read and parsed, not type-checked: the rules hold of
// packages that do not compile yet.
type source struct {
	path, dir string
	ast       *ast.File
	set       *token.FileSet
}

type sources struct{ all []*source }

var loaded = sync.OnceValues(func() (sources, error) {
	var s sources
	err := filepath.WalkDir(root, func(at string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && at != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules" || e.Name() == "testdata" || e.Name() == "tools"):
			return filepath.SkipDir
		case e.IsDir() || filepath.Ext(at) != ".go":
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, at, nil, parser.ParseComments)
		rel, _ := filepath.Rel(root, at)
		rel = filepath.ToSlash(rel)
		s.all = append(s.all, &source{rel, path.Dir(rel), file, set})
		return err
	})
	return s, err
})

func load(t *testing.T) sources {
	t.Helper()
	s, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// code returns the files that are no tests and do not serve tests alone.
func (s sources) code() []*source {
	var out []*source
	for _, f := range s.all {
		if !strings.HasSuffix(f.path, "_test.go") && !strings.HasSuffix(f.dir, "test") && !strings.HasPrefix(f.dir, "test/") && !strings.HasPrefix(f.dir, "bench") {
			out = append(out, f)
		}
	}
	return out
}

func (s sources) byDir() map[string][]*source {
	out := map[string][]*source{}
	for _, f := range s.code() {
		out[f.dir] = append(out[f.dir], f)
	}
	return out
}

func (f *source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.path, f.set.Position(n.Pos()).Line)
}

func (f *source) lines() int { return f.set.Position(f.ast.FileEnd - 1).Line }

func (f *source) each(own bool) []string {
	var out []string
	for _, i := range f.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		rest, ours := strings.CutPrefix(p, module)
		if ours == own {
			out = append(out, rest)
		}
	}
	return out
}

// imports returns the folders of this repository that the file imports.
func (f *source) imports() []string { return f.each(true) }

// foreign returns the import paths of everything else.
func (f *source) foreign() []string { return f.each(false) }

type literal struct {
	node ast.Node
	text string
}

func (f *source) literals() []literal {
	var out []literal
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			text, _ := strconv.Unquote(l.Value)
			out = append(out, literal{l, text})
		}
		return true
	})
	return out
}

// variables returns the package's variables that this file declares.
func (f *source) variables() map[string]*ast.ValueSpec {
	out := map[string]*ast.ValueSpec{}
	for _, d := range f.ast.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					out[name.Name] = s.(*ast.ValueSpec)
				}
			}
		}
	}
	return out
}

// embeds tells whether a file is embedded into the variable.
func (f *source) embeds(spec *ast.ValueSpec) bool {
	for _, g := range f.ast.Comments {
		for _, c := range g.List {
			if strings.HasPrefix(c.Text, "//go:embed") && c.End() < spec.Pos() && f.set.Position(spec.Pos()).Line-f.set.Position(c.End()).Line == 1 {
				return true
			}
		}
	}
	return false
}

// changed returns where the file assigns to one of the package's variables, to
// a part of one, or takes its address.
func (f *source) changed(vars map[string]bool) []*ast.Ident {
	var out []*ast.Ident
	note := func(e ast.Expr) {
		id := rootOf(e)
		if id == nil || !vars[id.Name] || id.Name == "_" {
			return
		}
		if id.Obj != nil { // declared in this file: by the package, or nearer?
			if spec, ok := id.Obj.Decl.(*ast.ValueSpec); !ok || f.variables()[id.Name] != spec {
				return
			}
		}
		out = append(out, id)
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, l := range n.Lhs {
					note(l)
				}
			}
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				note(n.X)
			}
		case *ast.CallExpr:
			if fn, ok := n.Fun.(*ast.Ident); ok && (fn.Name == "delete" || fn.Name == "clear") {
				note(n.Args[0])
			}
		}
		return true
	})
	return out
}

func rootOf(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return rootOf(e.X)
	case *ast.IndexExpr:
		return rootOf(e.X)
	case *ast.StarExpr:
		return rootOf(e.X)
	case *ast.ParenExpr:
		return rootOf(e.X)
	default:
		return nil
	}
}

// checked returns the interfaces, as package.Name, that the file holds a type
// against with `var _ Interface = …`.
func (f *source) checked() []string {
	var out []string
	for _, d := range f.ast.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			if v.Names[0].Name != "_" {
				continue
			}
			switch x := v.Type.(type) {
			case *ast.Ident:
				out = append(out, f.ast.Name.Name+"."+x.Name)
			case *ast.SelectorExpr:
				out = append(out, f.packageOf(x.X)+"."+x.Sel.Name)
			}
		}
	}
	return out
}

// packageOf returns the name of the package behind an import's local name.
func (f *source) packageOf(x ast.Expr) string {
	id, ok := x.(*ast.Ident)
	if !ok {
		return ""
	}
	for _, i := range f.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		if i.Name != nil && i.Name.Name == id.Name {
			return path.Base(p)
		}
	}
	return id.Name
}

func hasMethods(i *ast.InterfaceType) bool {
	for _, m := range i.Methods.List {
		if _, ok := m.Type.(*ast.FuncType); ok {
			return true
		}
	}
	return false
}
