package sheet

// Column is one column of a table. Numbers stay numbers, text is made safe.
type Column struct {
	Title  string
	Number bool
}

// Table is rows under columns, to be written as CSV or into a workbook.
type Table struct {
	Name    string
	Columns []Column
	Rows    [][]string
}

// CSV returns the table as a sheet.
func (t Table) CSV() []byte {
	titles := make([]string, 0, len(t.Columns))
	for _, c := range t.Columns {
		titles = append(titles, c.Title)
	}
	s := New(titles...)
	for _, row := range t.Rows {
		cells := make([]Cell, 0, len(row))
		for i, text := range row {
			if t.Columns[i].Number {
				cells = append(cells, Number(text))
			} else {
				cells = append(cells, Text(text))
			}
		}
		s.Row(cells...)
	}
	return s.Bytes()
}
