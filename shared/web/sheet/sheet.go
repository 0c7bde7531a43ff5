// Package sheet writes CSV files that spreadsheets open well and never run.
package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// ContentType is the media type of a sheet.
const ContentType = "text/csv; charset=utf-8"

// Sheet is a CSV file: UTF-8 with a byte order mark, so that spreadsheets read
// it as such, and no cell that a spreadsheet would run (S-32).
type Sheet struct {
	buf *bytes.Buffer
	w   *csv.Writer
}

// Cell is text that was made safe, or a number.
type Cell string

// New returns a sheet with its header.
func New(header ...string) Sheet {
	s := Sheet{buf: bytes.NewBufferString("\uFEFF")}
	s.w = csv.NewWriter(s.buf)
	s.w.UseCRLF = true
	cells := make([]Cell, 0, len(header))
	for _, h := range header {
		cells = append(cells, Text(h))
	}
	s.Row(cells...)
	return s
}

// Row adds a row.
func (s Sheet) Row(cells ...Cell) {
	record := make([]string, 0, len(cells))
	for _, c := range cells {
		record = append(record, string(c))
	}
	_ = s.w.Write(record) // a buffer takes everything
}

// Bytes returns the file.
func (s Sheet) Bytes() []byte {
	s.w.Flush()
	return s.buf.Bytes()
}

// Number stays a number, its sign included.
func Number(decimal string) Cell { return Cell(decimal) }

// Count is a whole number.
func Count(n int64) Cell { return Cell(strconv.FormatInt(n, 10)) }

// Amount is a decimal, empty for none.
func Amount(a *money.Amount) Cell {
	if a == nil {
		return ""
	}
	return Number(a.Decimal())
}

// Share is a fraction of 1 out of basis points, empty for none.
func Share(basisPoints *int64) Cell {
	if basisPoints == nil {
		return ""
	}
	return Cell(fmt.Sprintf("%d.%04d", *basisPoints/10_000, *basisPoints%10_000))
}

// Day is the day of a time in a zone; empty for no time.
func Day(t time.Time, zone *time.Location) Cell {
	if t.IsZero() {
		return ""
	}
	return Cell(clock.Day(t, zone))
}

// Text gets a ' in front where a spreadsheet would take it for a formula: when
// its first character after blanks and separators is one of = + - @, a tab or
// return, or the full-width form of one.
func Text(s string) Cell {
	head := strings.TrimLeftFunc(s, func(r rune) bool {
		return r != '\t' && r != '\r' && (unicode.IsSpace(r) || strings.ContainsRune(",;|'\"", r))
	})
	if head != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(head)[0]) {
		return Cell("'" + s)
	}
	return Cell(s)
}
