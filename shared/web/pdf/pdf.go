// Package pdf draws documents as PDF files. The same document always makes the
// same bytes: its only date is the one that it bears.
package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/phpdave11/gofpdf"
)

// Sheet is a document of one table.
type Sheet struct {
	Title   string
	Number  string // beside the title
	From    string // whose document it is: the program's name
	At      time.Time
	Sides   []Side
	Facts   []Fact
	Prose   []string // paragraphs below the facts; one that begins with "# " is a heading
	Columns []Column
	Rows    [][]string
	Totals  []Fact // below the table, the last one set off
	Notes   []string
	Stamp   string // across the top, such as VOID
}

// Side is one of those whom the document names.
type Side struct {
	Role  string
	Lines []string // the first is a name
}

// Fact is a label and what it stands for.
type Fact struct{ Label, Value string }

// Column is a column of the table.
type Column struct {
	Label string
	Width float64 //nolint:forbidigo // millimetres
	Right bool    // amounts
}

// Measures in millimetres and points, as the library wants them.
const (
	margin = 18
	width  = 210 - 2*margin
	row    = 6.5
	small  = 8.5
	text   = 9.5
	large  = 16
)

// page draws a sheet.
type page struct {
	*gofpdf.Fpdf
	sheet Sheet
	style string // "B" or nothing
}

// Draw returns the document's bytes.
func Draw(s Sheet) ([]byte, error) {
	p := &page{Fpdf: gofpdf.New("P", "mm", "A4", ""), sheet: s}
	p.SetCatalogSort(true)
	p.SetCreationDate(s.At.UTC())
	p.SetModificationDate(s.At.UTC())
	p.SetTitle(clean(s.Title+" "+s.Number), true)
	p.SetAuthor(clean(s.From), true)
	p.SetProducer("", true)
	if err := p.addFonts(); err != nil {
		return nil, err
	}
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(false, 0)
	p.AliasNbPages("")
	p.SetFooterFunc(p.footer)
	p.AddPage()
	p.head()
	p.sides()
	p.facts()
	p.prose()
	p.table()
	p.totals()
	p.notes()
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("draw %s %s: %w", s.Title, s.Number, err)
	}
	return out.Bytes(), nil
}

func (p *page) bold(size float64)    { p.font("B", size) } //nolint:forbidigo // points
func (p *page) regular(size float64) { p.font("", size) }  //nolint:forbidigo // points
func (p *page) dark()                { p.SetTextColor(24, 24, 27) }
func (p *page) pale()                { p.SetTextColor(100, 100, 110) }

func (p *page) head() {
	p.dark()
	p.bold(large)
	p.cell(width*0.62, 10, fit(p, clean(p.sheet.Title), width*0.62), "", 0, "L", false)
	p.bold(text + 2)
	p.cell(width*0.38, 10, clean(p.sheet.Number), "", 1, "R", false)
	p.pale()
	p.regular(text)
	p.cell(width, 6, fit(p, clean(p.sheet.From), width), "", 1, "L", false)
	if p.sheet.Stamp != "" {
		p.SetTextColor(176, 32, 32)
		p.bold(text + 2)
		p.lines(width, 6, clean(p.sheet.Stamp))
	}
	p.Ln(4)
}

func (p *page) sides() {
	if len(p.sheet.Sides) == 0 {
		return
	}
	top, end := p.GetY(), p.GetY()
	each := float64(width) / float64(len(p.sheet.Sides)) //nolint:forbidigo // millimetres
	for i, side := range p.sheet.Sides {
		left := margin + float64(i)*each //nolint:forbidigo // millimetres
		p.SetXY(left, top)
		p.pale()
		p.regular(small)
		p.cell(each-4, 5, clean(side.Role), "", 2, "L", false)
		p.dark()
		for n, line := range side.Lines {
			p.regular(text)
			if n == 0 {
				p.bold(text)
			}
			p.SetX(left)
			p.lines(each-4, 5, clean(line))
		}
		end = max(end, p.GetY())
	}
	p.SetXY(margin, end+5)
}

func (p *page) facts() {
	for _, f := range p.sheet.Facts {
		p.pale()
		p.regular(small)
		p.cell(42, 5.5, clean(f.Label), "", 0, "L", false)
		p.dark()
		p.regular(text)
		p.cell(width-42, 5.5, fit(p, clean(f.Value), width-42), "", 1, "L", false)
	}
	p.Ln(5)
}

func (p *page) columns() {
	p.SetFillColor(244, 244, 246)
	p.pale()
	p.bold(small)
	for _, c := range p.sheet.Columns {
		p.cell(c.Width, row, clean(c.Label), "", 0, side(c), true)
	}
	p.Ln(row)
}

func side(c Column) string {
	if c.Right {
		return "R"
	}
	return "L"
}

// room begins a new page when what comes needs more room than is left, and
// tells whether it did.
func (p *page) room(height float64) bool { //nolint:forbidigo // millimetres
	if p.GetY()+height <= 297-22 {
		return false
	}
	p.AddPage()
	return true
}

func (p *page) table() {
	if len(p.sheet.Columns) == 0 {
		return
	}
	p.room(3 * row)
	p.columns()
	p.SetDrawColor(228, 228, 231)
	for _, cells := range p.sheet.Rows {
		if p.room(row) {
			p.columns()
		}
		p.dark()
		p.regular(small + 0.5)
		for i, c := range p.sheet.Columns {
			p.cell(c.Width, row, fit(p, clean(cells[i]), c.Width-2), "B", 0, side(c), false)
		}
		p.Ln(row)
	}
	p.Ln(3)
}

// totals stand together on one page.
func (p *page) totals() {
	p.room(float64(len(p.sheet.Totals)) * row) //nolint:forbidigo // millimetres
	for i, f := range p.sheet.Totals {
		p.SetX(margin + width/2)
		p.dark()
		p.regular(text)
		if i == len(p.sheet.Totals)-1 {
			p.bold(text + 1)
		}
		p.cell(width/4, row, clean(f.Label), "", 0, "L", false)
		p.cell(width/4, row, clean(f.Value), "", 1, "R", false)
	}
	p.Ln(5)
}

func (p *page) notes() {
	p.pale()
	p.regular(small)
	for _, n := range p.sheet.Notes {
		p.room(12)
		p.lines(width, 4.6, clean(n))
		p.Ln(2)
	}
}

func (p *page) footer() {
	p.SetY(-14)
	p.pale()
	p.regular(small - 1)
	p.cell(width/2, 5, fit(p, clean(p.sheet.Title+" "+p.sheet.Number), width/2), "", 0, "L", false)
	p.cell(width/2, 5, fmt.Sprintf("%d / {nb}", p.PageNo()), "", 0, "R", false)
}

// fit cuts a text that is wider than its cell.
func fit(p *page, s string, most float64) string { //nolint:forbidigo // millimetres
	if p.width(s) <= most {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && p.width(string(r)+"…") > most {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
