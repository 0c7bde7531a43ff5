// Package workbook writes tables as XLSX. It alone imports the library that
// does, and only the function that prints documents links it.
package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// ContentType is the media type of a workbook.
const ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Write returns a workbook with a sheet for each table. Text is never a
// formula, and numbers are written digit by digit as they are given.
func Write(tables ...sheet.Table) (file []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	for i, t := range tables {
		if i == 0 {
			err = f.SetSheetName("Sheet1", t.Name)
		} else {
			_, err = f.NewSheet(t.Name)
		}
		if err == nil {
			err = fill(f, t)
		}
		if err != nil {
			return nil, fmt.Errorf("write the sheet %s: %w", t.Name, err)
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

func fill(f *excelize.File, t sheet.Table) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		at, err := excelize.CoordinatesToCellName(i+1, 1)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(t.Name, at, c.Title); err != nil {
			return err
		}
	}
	if err := f.SetRowStyle(t.Name, 1, 1, bold); err != nil {
		return err
	}
	for r, row := range t.Rows {
		for i, text := range row {
			at, err := excelize.CoordinatesToCellName(i+1, r+2)
			if err != nil {
				return err
			}
			set := f.SetCellStr
			if t.Columns[i].Number {
				set = f.SetCellDefault
			}
			if err := set(t.Name, at, text); err != nil {
				return err
			}
		}
	}
	return f.SetPanes(t.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
