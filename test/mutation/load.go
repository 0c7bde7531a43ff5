package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// source is a package with its types.
type source struct {
	dir   string
	name  string
	fset  *token.FileSet
	files map[string]*ast.File // by path
	info  *types.Info
}

type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
	DepOnly                       bool
}

// load reads a package; the types of what it imports come from the build cache.
func load(ctx context.Context, pkg string) (*source, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles,DepOnly", pkg) //nolint:gosec // our own argument
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", pkg, err)
	}
	exports, self := map[string]string{}, listed{}
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if !l.DepOnly {
			self = l
		}
	}
	s := &source{dir: self.Dir, name: self.Name, fset: token.NewFileSet(), files: map[string]*ast.File{}}
	var parsed []*ast.File
	for _, name := range self.GoFiles {
		path := filepath.Join(self.Dir, name)
		f, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.files[path] = f
		parsed = append(parsed, f)
	}
	s.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	from := importer.ForCompiler(s.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	if _, err := (&types.Config{Importer: from}).Check(self.ImportPath, s.fset, parsed, s.info); err != nil {
		return nil, fmt.Errorf("check %s: %w", pkg, err)
	}
	return s, nil
}
