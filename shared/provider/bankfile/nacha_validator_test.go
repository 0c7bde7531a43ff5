package bankfile_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// column is a field of a NACHA record: where it begins, counted from 1, how long
// it is, and its shape.
type column struct {
	name     string
	at, size int
	shape    string
}

func nachaColumns(kind byte) []column {
	const text, digits = `[ -~]+`, `[0-9]+`
	switch kind {
	case '1':
		return []column{
			{"priority", 2, 2, "01"},
			{"destination", 4, 10, ` [0-9]{9}`},
			{"origin", 14, 10, `[ A-Z0-9]{10}`},
			{"date", 24, 6, digits},
			{"time", 30, 4, `([01][0-9]|2[0-3])[0-5][0-9]`},
			{"modifier", 34, 1, `[A-Z0-9]`},
			{"size", 35, 3, "094"},
			{"blocking", 38, 2, "10"},
			{"format", 40, 1, "1"},
			{"destination name", 41, 23, text},
			{"origin name", 64, 23, text},
			{"reference", 87, 8, ` {8}`},
		}
	case '5':
		return []column{
			{"class", 2, 3, "220"},
			{"company", 5, 16, text},
			{"discretionary", 21, 20, text},
			{"company id", 41, 10, text},
			{"sec", 51, 3, "PPD|CCD"},
			{"description", 54, 10, `COMMISSION`},
			{"descriptive date", 64, 6, digits},
			{"effective", 70, 6, digits},
			{"settlement", 76, 3, ` {3}`},
			{"status", 79, 1, "1"},
			{"odfi", 80, 8, digits},
			{"number", 88, 7, "0000001"},
		}
	case '6':
		return []column{
			{"code", 2, 2, "22|32"},
			{"rdfi", 4, 8, digits},
			{"check", 12, 1, digits},
			{"account", 13, 17, `[A-Z0-9-]+ *`},
			{"amount", 30, 10, digits},
			{"id", 40, 15, `[A-Z0-9-]+ *`},
			{"name", 55, 22, `[ -~]*[A-Z0-9][ -~]*`},
			{"discretionary", 77, 2, `  `},
			{"addenda", 79, 1, "0|1"},
			{"odfi", 80, 8, digits},
			{"sequence", 88, 7, digits},
		}
	case '7':
		return []column{{"type", 2, 2, "05"}, {"note", 4, 80, text}, {"number", 84, 4, "0001"}, {"sequence", 88, 7, digits}}
	case '8':
		return []column{
			{"class", 2, 3, "220"},
			{"count", 5, 6, digits},
			{"hash", 11, 10, digits},
			{"debits", 21, 12, "0{12}"},
			{"credits", 33, 12, digits},
			{"company id", 45, 10, text},
			{"code", 55, 19, ` {19}`},
			{"reserved", 74, 6, ` {6}`},
			{"odfi", 80, 8, digits},
			{"number", 88, 7, "0000001"},
		}
	case '9':
		return []column{
			{"batches", 2, 6, "000001"}, {"blocks", 8, 6, digits}, {"count", 14, 8, digits}, {"hash", 22, 10, digits}, {"debits", 32, 12, "0{12}"}, {"credits", 44, 12, digits}, {"reserved", 56, 39, ` {39}`},
		}
	}
	return nil
}

// readRecord returns the fields of a record, which fill its 94 columns.
func readRecord(line string) (map[string]string, error) {
	if len(line) != 94 {
		return nil, fmt.Errorf("a record has %d columns: %q", len(line), line)
	}
	out, at := map[string]string{}, 2
	for _, c := range nachaColumns(line[0]) {
		v := line[c.at-1 : c.at-1+c.size]
		if c.at != at || !fits(c.shape, v) {
			return nil, fmt.Errorf("%s at %d is %q", c.name, c.at, v)
		}
		out[c.name], at = v, at+c.size
	}
	if at != 95 {
		return nil, fmt.Errorf("a record of type %c", line[0])
	}
	return out, nil
}

type achEntry struct {
	routing, account, code, addenda string
	cents                           int64
}

// readNACHA reads a file, and says what is wrong with it.
func readNACHA(body []byte) ([]achEntry, error) {
	text, ok := strings.CutSuffix(string(body), "\n")
	if !ok {
		return nil, fmt.Errorf("the last record does not end")
	}
	lines := strings.Split(text, "\n")
	if len(lines)%10 != 0 || len(lines) < 10 {
		return nil, fmt.Errorf("%d records are no whole blocks", len(lines))
	}
	end := len(lines)
	for lines[end-1] == strings.Repeat("9", 94) {
		end--
	}
	if len(lines)-end > 9 {
		return nil, fmt.Errorf("a block of filling only")
	}
	var order strings.Builder
	var records []map[string]string
	for _, l := range lines[:end] {
		r, err := readRecord(l)
		if err != nil {
			return nil, err
		}
		order.WriteByte(l[0])
		records = append(records, r)
	}
	if !regexp.MustCompile(`^15(67?)+89$`).MatchString(order.String()) {
		return nil, fmt.Errorf("the records come as %s", order.String())
	}
	entries, err := readEntries(order.String(), records)
	if err != nil {
		return nil, err
	}
	return entries, nachaAddsUp(records, entries, len(lines))
}

func readEntries(order string, records []map[string]string) ([]achEntry, error) {
	var out []achEntry
	for i, r := range records {
		switch order[i] {
		case '6':
			routing := r["rdfi"] + r["check"]
			sum := 0
			for n, d := range routing {
				sum += int(d-'0') * []int{3, 7, 1}[n%3]
			}
			if sum%10 != 0 || num(r["amount"]) == 0 || num(r["sequence"]) != int64(len(out)+1) || r["odfi"] != records[1]["odfi"] {
				return nil, fmt.Errorf("the entry %v", r)
			}
			if (r["addenda"] == "1") != (order[i+1] == '7') {
				return nil, fmt.Errorf("an addendum is missing, or too many: %v", r)
			}
			out = append(out, achEntry{routing: routing, account: strings.TrimSpace(r["account"]), code: r["code"], cents: num(r["amount"])})
		case '7':
			if num(r["sequence"]) != int64(len(out)) {
				return nil, fmt.Errorf("the addendum %v", r)
			}
			out[len(out)-1].addenda = strings.TrimSpace(r["note"])
		}
	}
	return out, nil
}

func nachaAddsUp(records []map[string]string, entries []achEntry, lines int) error {
	var hash, sum, addenda int64
	for _, e := range entries {
		hash += num(e.routing[:8])
		sum += e.cents
		if e.addenda != "" {
			addenda++
		}
	}
	head, batch, control, file := records[0], records[1], records[len(records)-2], records[len(records)-1]
	for name, c := range map[string][2]int64{
		"count of the batch":   {num(control["count"]), int64(len(entries)) + addenda},
		"count of the file":    {num(file["count"]), int64(len(entries)) + addenda},
		"hash of the batch":    {num(control["hash"]), hash % 10_000_000_000},
		"hash of the file":     {num(file["hash"]), hash % 10_000_000_000},
		"credits of the batch": {num(control["credits"]), sum},
		"credits of the file":  {num(file["credits"]), sum},
		"blocks":               {num(file["blocks"]), int64(lines / 10)},
	} {
		if c[0] != c[1] {
			return fmt.Errorf("the %s says %d, it is %d", name, c[0], c[1])
		}
	}
	if control["company id"] != batch["company id"] || control["odfi"] != batch["odfi"] || batch["odfi"] != head["destination"][1:9] || batch["effective"] <= head["date"] {
		return fmt.Errorf("head %v, batch %v, control %v", head, batch, control)
	}
	return nil
}

func num(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return -1
	}
	return n
}
