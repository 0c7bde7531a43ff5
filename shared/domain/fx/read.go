package fx

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// maxRows bounds a file: ten years of daily rates of one currency.
const maxRows = 4000

// ReadCSV reads a file of rates with the columns day, from, to and rate, in any
// order, named by the first line. One line that is wrong refuses the file, with
// its number.
func ReadCSV(file io.Reader) ([]Rate, error) {
	r := csv.NewReader(file)
	r.TrimLeadingSpace = true
	head, err := r.Read()
	if err != nil {
		return nil, badFile(1, "the first line must name the columns day, from, to and rate")
	}
	at := make([]int, 0, 4)
	for _, name := range []string{"day", "from", "to", "rate"} {
		i := slices.IndexFunc(head, func(h string) bool {
			return strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")), name)
		})
		if i < 0 {
			return nil, badFile(1, "the column "+name+" is missing")
		}
		at = append(at, i)
	}
	var out []Rate
	for line := 2; ; line++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, badFile(line, "the line cannot be read")
		}
		if len(out) == maxRows {
			return nil, badFile(line, "a file can have 4,000 rates at most")
		}
		text := func(i int) string { return strings.TrimSpace(row[at[i]]) }
		rate, err := New(code(text(1)), code(text(2)), text(0), text(3), File)
		if err != nil {
			return nil, badFile(line, wrongWith(err))
		}
		out = append(out, rate)
	}
	return out, nil
}

func code(text string) money.Currency { return money.Currency(strings.ToUpper(text)) }

// wrongWith says what was wrong with a line.
func wrongWith(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return "the line cannot be read"
	}
	return strings.TrimPrefix(f.Fields[0].Location, "body.") + " " + f.Fields[0].Message
}

func badFile(line int, why string) error {
	return fault.New(fault.Invalid, "fx.bad_file", "The file cannot be read: line %d.", line).
		With(fault.Field{Location: "line " + strconv.Itoa(line), Message: why})
}

// envelope is the document that the European Central Bank publishes each
// working day as eurofxref-daily.xml: a Cube of Cubes, what one euro is worth.
type envelope struct {
	Days []struct {
		Day   string `xml:"time,attr"`
		Rates []struct {
			Currency string `xml:"currency,attr"`
			Rate     string `xml:"rate,attr"`
		} `xml:"Cube"`
	} `xml:"Cube>Cube"`
}

// ReadECB reads the central bank's document. Currencies that are none of ours
// are left out; a document without any day is Invalid.
func ReadECB(document []byte) ([]Rate, error) {
	var e envelope
	if err := xml.Unmarshal(document, &e); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "fx.ecb_unreadable", "The central bank's document cannot be read.")
	}
	var out []Rate
	for _, d := range e.Days {
		for _, c := range d.Rates {
			to := code(c.Currency)
			if !to.Known() {
				continue
			}
			r, err := New(euro, to, d.Day, c.Rate, ECB)
			if err != nil {
				return nil, fault.Wrap(err, fault.Invalid, "fx.ecb_unreadable", "The central bank's document cannot be read.")
			}
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Invalid, "fx.ecb_unreadable", "The central bank's document has no rates.")
	}
	return out, nil
}
