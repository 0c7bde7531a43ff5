package trackapi_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

func TestLinesAreReadWhateverTheSpreadsheetMadeOfThem(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"commas":           "transaction_id,amount,coupon,Color\nT-1,19.90,SPRING,red\n",
		"semicolons":       "txn_id;revenue;promo_code;color\r\nT-1;19.90;SPRING;red\r\n",
		"tabs, and a mark": "\ufefftid\tsum\tcoupon_code\tcolor\nT-1\t19.90\tSPRING\tred",
		"quoted":           "\"transaction_id\", \"amount\", \"coupon\", \"color\"\n\"T-1\", \"19.90\", \"SPRING\", \"re,d\"\n",
		"kept from Excel":  "transaction_id,amount,coupon,color\n\"=\"\"T-1\"\"\",19.90,SPRING,red\n",
	} {
		lines, ignored, err := trackapi.ReadLines(text)
		if err != nil || len(lines) != 1 {
			t.Errorf("%s: %v, %v", name, lines, err)
			continue
		}
		if l := lines[0]; l.Transaction != "T-1" || l.Amount != "19.90" || !cmp.Equal(l.Coupons, []string{"SPRING"}) || !cmp.Equal(ignored, []string{"color"}) {
			t.Errorf("%s: %+v, ignored %v", name, l, ignored)
		}
	}
}

func TestAFormulaIsTheTextThatItWasMadeOf(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"'=1+1": "=1+1", "'+49 30": "+49 30", "'-5": "-5", "'@x": "@x", "'＝x": "＝x", "'tis": "'tis", "=1+1": "=1+1", `"=""00123"""`: "00123", "x": "x",
	} {
		lines, _, err := trackapi.ReadLines("transaction_id\n" + cell + "\n")
		if err != nil || len(lines) != 1 || lines[0].Transaction != want {
			t.Errorf("%s: %+v, %v", cell, lines, err)
		}
	}
}

func TestWhatIsNoFileOfReports(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":         "",
		"no event's name": "amount,currency\n1,EUR\n",
		"ragged lines":    "transaction_id,amount\nT\n",
		"an open quote":   "transaction_id\n\"T\n",
		"not UTF-8":       "transaction_id\n\xff\n",
		"a NUL":           "transaction_id\na\x00b\n",
		"101 lines":       "transaction_id\n" + strings.Repeat("T\n", 101),
	} {
		_, _, err := trackapi.ReadLines(text)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != "upload.bad_csv" || len(f.Fields) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
