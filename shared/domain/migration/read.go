package migration

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxLines is how many lines one file may have.
const MaxLines = 200_000

// File is one exported file.
type File struct {
	Name string
	Kind Kind // empty: the name and the columns say it
	Text string
	// Map names the column of a field where it is not called as usual.
	Map map[Field]string
}

// Options say how files are to be read.
type Options struct {
	Source   Source
	Currency string // of amounts whose row names none
	Digits   int    // after the point of an amount in the program's currency
	Minor    bool   // amounts are in minor units, whatever their column is called
}

// Read reads files into a bundle. What cannot be read comes back as results.
func Read(o Options, files []File) (Bundle, []Result) {
	r := reader{Options: o, out: Bundle{Source: o.Source}, seen: map[string]bool{}}
	var sheets []sheet
	for _, f := range files {
		s, why, hint := open(o.Source, f)
		if why != "" {
			r.bad = append(r.bad, Result{Row: Row{File: f.Name}, Kind: f.Kind, Outcome: Refused, Why: why, Hint: hint})
			continue
		}
		sheets = append(sheets, s)
	}
	slices.SortStableFunc(sheets, func(a, b sheet) int {
		return cmp.Compare(slices.Index(Kinds(), a.kind), slices.Index(Kinds(), b.kind))
	})
	for _, s := range sheets {
		for i, cells := range s.rows {
			r.row = line{sheet: s, cells: cells, Row: Row{File: s.name, Line: i + 2}}
			r.read()
		}
	}
	return r.out, r.bad
}

// sheet is a file whose columns are known.
type sheet struct {
	name    string
	kind    Kind
	columns map[Field]int
	rows    [][]string
}

func open(s Source, f File) (sheet, Why, string) {
	text := strings.TrimPrefix(f.Text, "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return sheet{}, Unreadable, "UTF-8"
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.TrimLeadingSpace, c.FieldsPerRecord = separator(text), true, -1
	names, err := c.Read()
	if err != nil {
		return sheet{}, Unreadable, err.Error()
	}
	out := sheet{name: f.Name}
	for {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return sheet{}, Unreadable, err.Error()
		}
		if len(out.rows) == MaxLines {
			return sheet{}, TooManyLines, ""
		}
		out.rows = append(out.rows, cells)
	}
	if out.kind = kindOf(s, f, names); out.kind == "" {
		return sheet{}, UnknownFile, ""
	}
	var miss []Field
	out.columns, miss = columns(shapeOf(out.kind), names, f.Map)
	if miss != nil {
		return sheet{}, ColumnsMiss, string(miss[0])
	}
	return out, "", ""
}

func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, c := range []rune{';', '\t'} {
		if strings.Count(head, string(c)) > strings.Count(head, string(best)) {
			best = c
		}
	}
	return best
}

// kindOf finds out what the rows of a file are: by what it was said to be, by
// its name, or by its columns.
func kindOf(s Source, f File, names []string) Kind {
	if f.Kind != "" {
		return f.Kind
	}
	order := []Kind{Payouts, Commissions, Balances, Codes, Customers, Links, Partners}
	name := strings.ReplaceAll(plain(f.Name), string(s), "")
	for _, k := range order {
		for _, word := range shapeOf(k).names {
			if strings.Contains(name, word) {
				return k
			}
		}
	}
	for _, k := range []Kind{Commissions, Balances, Codes, Links, Customers, Partners} {
		if _, miss := columns(shapeOf(k), names, f.Map); miss == nil {
			return k
		}
	}
	return ""
}

// columns finds where a shape's fields stand, and what is missing of what it
// needs: nil when nothing is.
func columns(s shape, names []string, mapped map[Field]string) (at map[Field]int, miss []Field) {
	at = map[Field]int{}
	place := func(want string) int {
		return slices.IndexFunc(names, func(n string) bool { return plain(n) == plain(want) })
	}
	for f, called := range s.fields {
		if m := mapped[f]; m != "" {
			called = []string{m}
		}
		for _, want := range append([]string{string(f)}, called...) {
			if i := place(want); i >= 0 && (mapped[f] == "" || plain(want) == plain(mapped[f])) {
				at[f] = i
				break
			}
		}
	}
	for _, any := range s.needs {
		if !slices.ContainsFunc(any, func(f Field) bool { _, ok := at[f]; return ok }) {
			return at, any
		}
	}
	return at, nil
}

// line is one row of a sheet.
type line struct {
	sheet
	Row
	cells []string
}

// get returns a cell as text. What a spreadsheet's guard put in front of it is
// taken away.
func (l line) get(f Field) string {
	i, ok := l.columns[f]
	if !ok || i >= len(l.cells) {
		return ""
	}
	v := strings.TrimSpace(l.cells[i])
	if rest, guarded := strings.CutPrefix(v, "'"); guarded && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest
	}
	return v
}

func (l line) has(f Field) bool { return l.get(f) != "" }

// partner is whom a row names, by id before address.
func (l line) partner() string { return cmp.Or(l.get(FieldPartner), l.get(FieldPartnerMail)) }

// reader turns lines into rows of the bundle.
type reader struct {
	Options
	row  line
	out  Bundle
	bad  []Result
	seen map[string]bool
}

func (r *reader) refuse(ref string, why Why, hint string) {
	r.bad = append(r.bad, Result{Row: r.row.Row, Kind: r.row.kind, ID: ref, Outcome: Refused, Why: why, Hint: hint})
}

// first tells whether no row above has the id.
func (r *reader) first(ref string) bool {
	name := string(r.row.kind) + " " + ref
	if r.seen[name] {
		r.refuse(ref, Twice, "")
		return false
	}
	r.seen[name] = true
	return true
}
