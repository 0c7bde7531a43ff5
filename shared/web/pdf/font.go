package pdf

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the fonts
	"fmt"
	"io"
	"strings"
)

// Latin, Greek and Cyrillic: Noto Sans, under the SIL Open Font License.
//
//go:embed fonts/NotoSans-Regular.ttf
var regular []byte

//go:embed fonts/NotoSans-Bold.ttf
var bold []byte

// Chinese, Japanese and Korean: Droid Sans Fallback, under the Apache License.
// It has one weight and no other letters, and is unpacked only for a document
// that needs it.
//
//go:embed fonts/DroidSansFallback.ttf.gz
var wide []byte

const (
	usualFamily = "usual"
	wideFamily  = "wide"
)

// addFonts gives the page the fonts that have its letters.
func (p *page) addFonts() error {
	p.AddUTF8FontFromBytes(usualFamily, "", regular)
	p.AddUTF8FontFromBytes(usualFamily, "B", bold)
	if !p.sheet.any(isWide) {
		return nil
	}
	r, err := gzip.NewReader(bytes.NewReader(wide))
	if err != nil {
		return fmt.Errorf("open the wide font: %w", err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("unpack the wide font: %w", err)
	}
	p.AddUTF8FontFromBytes(wideFamily, "", unpacked)
	return nil
}

func (p *page) font(style string, size float64) { //nolint:forbidigo // points
	p.style = style
	p.SetFont(usualFamily, style, size)
}

// inFontOf runs f with the font that has the letters of a run.
func (p *page) inFontOf(run string, f func()) {
	if !strings.ContainsFunc(run, isWide) {
		f()
		return
	}
	size, _ := p.GetFontSize()
	p.SetFont(wideFamily, "", size)
	f()
	p.SetFont(usualFamily, p.style, size)
}

// width is how wide a text is drawn.
func (p *page) width(s string) float64 { //nolint:forbidigo // millimetres
	var sum float64 //nolint:forbidigo // millimetres
	for _, run := range runs(s) {
		p.inFontOf(run, func() { sum += p.GetStringWidth(run) })
	}
	return sum
}

// cell draws a text into a cell as gofpdf's CellFormat does, each run of it in
// the font that has its letters.
func (p *page) cell(w, h float64, s, border string, ln int, align string, fill bool) { //nolint:forbidigo // millimetres
	if !strings.ContainsFunc(s, isWide) {
		p.CellFormat(w, h, s, border, ln, align, fill, 0, "")
		return
	}
	left, top := p.GetXY()
	p.CellFormat(w, h, "", border, 0, align, fill, 0, "")
	gap := p.GetCellMargin()
	at := left + gap
	if align == "R" {
		at = left + w - gap - p.width(s)
	}
	p.SetCellMargin(0)
	for _, run := range runs(s) {
		p.inFontOf(run, func() {
			p.SetXY(at, top)
			at += p.GetStringWidth(run)
			p.CellFormat(p.GetStringWidth(run), h, run, "", 0, "L", false, 0, "")
		})
	}
	p.SetCellMargin(gap)
	switch ln {
	case 0:
		p.SetXY(left+w, top)
	case 1:
		p.SetXY(margin, top+h)
	default:
		p.SetXY(left, top+h)
	}
}

// lines draws a text into as many lines as it takes. Wide letters may be parted
// anywhere.
func (p *page) lines(w, h float64, s string) { //nolint:forbidigo // millimetres
	if !strings.ContainsFunc(s, isWide) {
		p.MultiCell(w, h, s, "", "L", false)
		return
	}
	most := w - 2*p.GetCellMargin()
	for rest := []rune(s); len(rest) > 0; {
		n := 1
		for n < len(rest) && p.width(string(rest[:n+1])) <= most {
			n++
		}
		p.cell(w, h, string(rest[:n]), "", 2, "L", false)
		rest = rest[n:]
	}
	p.SetX(margin)
}
