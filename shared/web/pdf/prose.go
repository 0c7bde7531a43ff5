package pdf

import "strings"

// prose writes paragraphs, each line where there is room for it.
func (p *page) prose() {
	for _, paragraph := range p.sheet.Prose {
		heading, isHeading := strings.CutPrefix(paragraph, "# ")
		p.dark()
		p.regular(text)
		if isHeading {
			p.bold(text + 1)
			p.Ln(1.5)
		}
		for _, line := range p.wrap(clean(heading)) {
			p.room(5)
			p.cell(width, 4.8, line, "", 1, "L", false)
		}
		p.Ln(1.6)
	}
	if len(p.sheet.Prose) > 0 {
		p.Ln(4)
	}
}

// wrap cuts a paragraph into lines that fit: between words, within one where a
// word is longer than a line.
func (p *page) wrap(paragraph string) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(paragraph) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if p.width(longer) <= width-2 {
			line = longer
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		line = ""
		for _, r := range word {
			if p.width(line+string(r)) > width-2 {
				out, line = append(out, line), ""
			}
			line += string(r)
		}
	}
	return append(out, line)
}
