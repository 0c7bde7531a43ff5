package bankfile

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// sheet is one CSV file of a run.
type sheet struct {
	label string // tells the files of a run apart
	rows  [][]string
}

// pages groups rows by label, in its order, and splits what is longer than a
// file may be. A head, where there is one, stands above each page.
func pages(rows map[string][][]string, heads map[string][]string, most int) []sheet {
	labels := make([]string, 0, len(rows))
	for label := range rows {
		labels = append(labels, label)
	}
	slices.Sort(labels)
	var out []sheet
	for _, label := range labels {
		n := 0
		for some := range slices.Chunk(rows[label], most) {
			n++
			s := sheet{label: fmt.Sprintf("%s-%d", label, n)}
			if head := heads[label]; head != nil {
				s.rows = append(s.rows, head)
			}
			s.rows = append(s.rows, some...)
			out = append(out, s)
		}
	}
	return out
}

// bundle writes one sheet as a CSV file, more of them as an archive.
func bundle(b id.Batch, sheets []sheet) (payout.File, error) {
	if len(sheets) == 1 {
		body, err := sheets[0].bytes()
		return payout.File{Name: string(b) + ".csv", ContentType: "text/csv; charset=utf-8", Body: body}, err
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, s := range sheets {
		body, err := s.bytes()
		if err != nil {
			return payout.File{}, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: string(b) + "-" + s.label + ".csv", Method: zip.Store})
		if err != nil {
			return payout.File{}, fmt.Errorf("write the archive of %s: %w", b, err)
		}
		if _, err := w.Write(body); err != nil {
			return payout.File{}, fmt.Errorf("write the archive of %s: %w", b, err)
		}
	}
	if err := z.Close(); err != nil {
		return payout.File{}, fmt.Errorf("write the archive of %s: %w", b, err)
	}
	return payout.File{Name: string(b) + ".zip", ContentType: "application/zip", Body: buf.Bytes()}, nil
}

func (s sheet) bytes() ([]byte, error) {
	var buf bytes.Buffer
	if err := csv.NewWriter(&buf).WriteAll(s.rows); err != nil {
		return nil, fmt.Errorf("write %s: %w", s.label, err)
	}
	return buf.Bytes(), nil
}

// formula tells whether a spreadsheet would take a cell for a formula (S-32).
// An apostrophe would change who is paid, so such a cell is never written.
func formula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0])
}

// words is a name or a note for a cell: one line, no formula.
func words(text string, most int) string {
	r := []rune(strings.TrimLeft(strings.Join(strings.Fields(text), " "), "=+-@＝＋－＠ "))
	return strings.TrimSpace(string(r[:min(len(r), most)]))
}
