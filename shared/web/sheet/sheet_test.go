package sheet_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// TestNoCellIsAFormula: S-32.
func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]sheet.Cell{
		"blog": "blog", "": "", "a=b": "a=b", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx",
		"  =1": "'  =1", ";=1": "';=1", `"=1`: `'"=1`, "＝1": "'＝1", "＠x": "'＠x",
	} {
		if got := sheet.Text(given); got != want {
			t.Errorf("%q is written %q, want %q", given, got, want)
		}
	}
}

func TestASheetIsCSVWithAByteOrderMark(t *testing.T) {
	t.Parallel()
	s := sheet.New("sub", "earned")
	s.Row(sheet.Text("a,b"), sheet.Number("-3.50"))
	s.Row(sheet.Text("=cmd"), sheet.Count(7))
	want := "\uFEFFsub,earned\r\n\"a,b\",-3.50\r\n'=cmd,7\r\n"
	if d := cmp.Diff(want, string(s.Bytes())); d != "" {
		t.Error(d)
	}
}
