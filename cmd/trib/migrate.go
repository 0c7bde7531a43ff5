package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/migration"
)

// importFlags are what an import is told.
type importFlags struct {
	source  migration.Source
	program string
	dry     bool
	minor   bool
	errors  string
	columns map[migration.Kind]map[migration.Field]string
	files   []string
}

func parseImport(args []string) (importFlags, error) {
	names := make([]string, 0, len(migration.Sources()))
	for _, s := range migration.Sources() {
		names = append(names, string(s))
	}
	i := importFlags{columns: map[migration.Kind]map[migration.Field]string{}}
	f := flag.NewFlagSet("import", flag.ContinueOnError)
	f.StringVar(&i.program, "program", "", "slug of the program; may be left out where there is only one")
	f.BoolVar(&i.dry, "dry-run", false, "only tell what would become of each row")
	f.BoolVar(&i.minor, "minor", false, "amounts are in minor units (cents), whatever their column is called")
	f.StringVar(&i.errors, "errors", "", "file to write the rows to that were not brought in as the file says")
	f.Func("map", "kind.field=Column where a column is not called as usual, such as commissions.amount=Betrag; repeatable", func(text string) error {
		place, column, ok := strings.Cut(text, "=")
		kind, field, dotted := strings.Cut(place, ".")
		k := migration.Kind(kind)
		if !ok || !dotted || !slices.Contains(migration.Fields(k), migration.Field(field)) {
			return fmt.Errorf("%q is not kind.field=Column", text)
		}
		if i.columns[k] == nil {
			i.columns[k] = map[migration.Field]string{}
		}
		i.columns[k][migration.Field(field)] = column
		return nil
	})
	f.Usage = func() {
		fmt.Fprintf(f.Output(), "usage: trib import SOURCE [flags] FILE…\nSOURCE is one of %s\nA file is what its name or its columns say; kind:FILE says it outright.\n", strings.Join(names, ", "))
		f.PrintDefaults()
	}
	if len(args) == 0 || !slices.Contains(names, args[0]) {
		f.Usage()
		return i, errors.New("import from where?")
	}
	i.source = migration.Source(args[0])
	if err := f.Parse(args[1:]); err != nil {
		return i, err
	}
	if i.files = f.Args(); len(i.files) == 0 {
		f.Usage()
		return i, errors.New("import which files?")
	}
	return i, nil
}

// runImport brings a program in from another product's files.
func runImport(ctx context.Context, args []string) error {
	i, err := parseImport(args)
	if err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	r, err := i.run(ctx, b)
	if err != nil {
		return err
	}
	tellImport(os.Stdout, r)
	if i.errors != "" {
		if err := os.WriteFile(i.errors, errorFile(r), 0o600); err != nil {
			return err
		}
	}
	if !r.Dry && !r.Reconciled() {
		return errors.New("what is here is not what the files say; the rows above tell why")
	}
	return nil
}

func (i importFlags) run(ctx context.Context, b app.Backends) (migration.Report, error) {
	p, err := programOf(ctx, b, i.program)
	if err != nil {
		return migration.Report{}, err
	}
	files, err := i.read()
	if err != nil {
		return migration.Report{}, err
	}
	bundle, bad := migration.Read(migration.Options{Source: i.source, Currency: string(p.Currency), Digits: p.Currency.Exponent(), Minor: i.minor}, files)
	r, err := b.Migrations().Load(audit.With(ctx, audit.Stamp{Actor: operator}), p, bundle, migration.Job{Dry: i.dry, Actor: operator})
	r.Results = append(bad, r.Results...)
	return r, err
}

func (i importFlags) read() ([]migration.File, error) {
	var out []migration.File
	for _, path := range i.files {
		var kind migration.Kind
		if before, after, ok := strings.Cut(path, ":"); ok && slices.Contains(migration.Kinds(), migration.Kind(before)) {
			kind, path = migration.Kind(before), after
		}
		text, err := os.ReadFile(path) //nolint:gosec // the operator names it
		if err != nil {
			return nil, err
		}
		f := migration.File{Name: filepath.Base(path), Kind: kind, Text: string(text), Map: map[migration.Field]string{}}
		for k, fields := range i.columns {
			if kind == "" || k == kind {
				for field, column := range fields {
					f.Map[field] = column
				}
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// tellImport prints what became of the rows, those first that want a look.
func tellImport(w io.Writer, r migration.Report) {
	what := "brought in from "
	if r.Dry {
		what = "would come in from "
	}
	for _, x := range r.Results {
		if x.Why != "" {
			fmt.Fprintf(w, "%s:%d  %s %s: %s (%s) %s\n", x.File, x.Line, x.Kind, x.ID, x.Outcome, x.Why, x.Hint)
		}
	}
	fmt.Fprintf(w, "%d of %d rows %s%s\n", r.Done, r.Rows, what, r.Source.Name())
	for _, k := range migration.Kinds() {
		counts := map[migration.Outcome]int{}
		for _, x := range r.Results {
			if x.Kind == k {
				counts[x.Outcome]++
			}
		}
		if len(counts) > 0 {
			fmt.Fprintf(w, "  %-12s added %d, same %d, matched %d, differ %d, skipped %d, refused %d\n", k,
				counts[migration.Added], counts[migration.Same], counts[migration.Matched], counts[migration.Differs], counts[migration.Skipped], counts[migration.Refused])
		}
	}
	wrong := 0
	for _, s := range r.Sums {
		if r.Dry || s.Agrees() {
			continue
		}
		wrong++
		fmt.Fprintf(w, "  %s %s: the file says %d, here are %d minor units\n", s.Name, s.Status, s.File, s.Here)
	}
	if !r.Dry {
		fmt.Fprintf(w, "%d sums compared, %d differ\n", len(r.Sums), wrong)
	}
}

// errorFile lists the rows that want a look, as CSV.
func errorFile(r migration.Report) []byte {
	var out bytes.Buffer
	c := csv.NewWriter(&out)
	_ = c.Write([]string{"file", "line", "kind", "id", "outcome", "why", "about"}) // a buffer takes everything
	for _, x := range r.Results {
		if x.Outcome == migration.Refused || x.Outcome == migration.Differs || x.Why != "" {
			_ = c.Write([]string{x.File, strconv.Itoa(x.Line), string(x.Kind), x.ID, string(x.Outcome), string(x.Why), x.Hint})
		}
	}
	c.Flush()
	return out.Bytes()
}
