package partnerapi

import (
	"bytes"
	"encoding/csv"
	"strings"
	"time"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// sheet is a CSV file: UTF-8 with a byte order mark, so that spreadsheets read
// it as such, and no cell that a spreadsheet would run (S-32).
type sheet struct {
	buf *bytes.Buffer
	w   *csv.Writer
}

// cell is text that was made safe, or a number.
type cell string

func csvSheet(header ...string) sheet {
	s := sheet{buf: bytes.NewBufferString("\uFEFF")}
	s.w = csv.NewWriter(s.buf)
	s.w.UseCRLF = true
	cells := make([]cell, 0, len(header))
	for _, h := range header {
		cells = append(cells, text(h))
	}
	s.row(cells...)
	return s
}

func (s sheet) row(cells ...cell) {
	record := make([]string, 0, len(cells))
	for _, c := range cells {
		record = append(record, string(c))
	}
	_ = s.w.Write(record) // a buffer takes everything
}

func (s sheet) bytes() []byte {
	s.w.Flush()
	return s.buf.Bytes()
}

// number stays a number, its sign included.
func number(decimal string) cell { return cell(decimal) }

func day(t time.Time, zone *time.Location) cell {
	if t.IsZero() {
		return ""
	}
	return cell(clock.Day(t, zone))
}

// text gets a ' in front where a spreadsheet would take it for a formula: when
// its first character after blanks and separators is one of = + - @, a tab or
// return, or the full-width form of one.
func text(s string) cell {
	head := strings.TrimLeftFunc(s, func(r rune) bool {
		return r != '\t' && r != '\r' && (unicode.IsSpace(r) || strings.ContainsRune(",;|'\"", r))
	})
	if head != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(head)[0]) {
		return cell("'" + s)
	}
	return cell(s)
}
