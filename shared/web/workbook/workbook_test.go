package workbook_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/sheet"
	"github.com/tributaryhq/tributary/shared/web/workbook"
)

func TestAWorkbookHoldsNumbersAsGivenAndTextAsText(t *testing.T) {
	t.Parallel()
	file, err := workbook.Write(
		sheet.Table{
			Name: "Ledger", Columns: []sheet.Column{{Title: "what"}, {Title: "amount", Number: true}},
			Rows: [][]string{{"=HYPERLINK(\"x\")", "9007199254740993.10"}, {"0012", "-5"}},
		},
		sheet.Table{Name: "Empty", Columns: []sheet.Column{{Title: "none"}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	first := parts["xl/worksheets/sheet1.xml"]
	if !strings.Contains(first, "<v>9007199254740993.10</v>") || !strings.Contains(first, "<v>-5</v>") || strings.Contains(first, "<f>") {
		t.Errorf("the sheet: %s", first)
	}
	if shared := parts["xl/sharedStrings.xml"]; !strings.Contains(shared, "=HYPERLINK") || !strings.Contains(shared, "0012") {
		t.Errorf("the texts: %s", shared)
	}
	if !strings.Contains(parts["xl/workbook.xml"], `name="Empty"`) {
		t.Error("the second sheet is missing")
	}
}
