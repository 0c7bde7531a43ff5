package trackapi

import (
	"encoding/csv"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// maxLinesAtOnce is how many lines of a file are read at once.
const maxLinesAtOnce = 100

// Line is one line of a file of reports.
type Line struct {
	Fields
	Unfilled []string // needed columns that hold a macro
}

// ReadLines reads reports from CSV whose first line names the columns, by the
// names and aliases of a postback's parameters. ignored are the columns that
// nobody reads. A text whose first line names no event, or that is no CSV, is
// Invalid.
func ReadLines(text string) (lines []Line, ignored []string, err error) {
	text = strings.TrimPrefix(text, "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return nil, nil, noCSV("must be valid UTF-8")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.TrimLeadingSpace = separator(text), true
	names, err := r.Read()
	if err != nil {
		return nil, nil, noCSV("has no line of column names")
	}
	for i, n := range names {
		names[i] = strings.ToLower(strings.TrimSpace(n))
		if !known(names[i]) {
			ignored = append(ignored, names[i])
		}
	}
	if !slices.ContainsFunc(names, func(n string) bool { return means(n, "transaction_id") || means(n, "order_id") }) {
		return nil, nil, noCSV("needs a column transaction_id or order_id")
	}
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return lines, append([]string{}, ignored...), nil
		case err != nil:
			return nil, nil, noCSV("cannot be read: " + err.Error())
		case len(lines) == maxLinesAtOnce:
			return nil, nil, noCSV("has more than 100 lines")
		}
		q := url.Values{}
		for i, c := range cells {
			q.Set(names[i], plainCell(c))
		}
		in, unfilled := ReadParameters(q)
		lines = append(lines, Line{in, unfilled})
	}
}

// separator is what parts most of the columns' names.
func separator(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, r := range []rune{';', '\t'} {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

// known tells whether a column is read.
func known(column string) bool {
	return strings.HasPrefix(column, "metadata.") || slices.Contains([]string{"adv1", "adv2", "adv3", "adv4", "adv5"}, column) ||
		slices.ContainsFunc(Parameters(), func(p Parameter) bool { return means(column, p.Name) })
}

// means tells whether a column is the parameter of that name.
func means(column, name string) bool {
	return slices.ContainsFunc(Parameters(), func(p Parameter) bool {
		return p.Name == name && (p.Name == column || slices.Contains(p.Aliases, column))
	})
}

// plainCell takes away what spreadsheets put around a text so that it is not
// taken for a formula or a number: a ' in front of = + - @ and their like, and
// ="…" around digits.
func plainCell(cell string) string {
	cell = strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.ContainsAny(firstRune(rest), "=+-@\t\r＝＋－＠") {
		return rest
	}
	return cell
}

func firstRune(s string) string {
	for _, r := range strings.TrimLeft(s, " ;,") {
		return string(r)
	}
	return ""
}

func noCSV(why string) error {
	return fault.New(fault.Invalid, "upload.bad_csv", "The file cannot be read.").With(fault.Field{Location: "body.csv", Message: why})
}
