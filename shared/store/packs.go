package store

import (
	"maps"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// A pack is one item that holds what the clicks of a scope and day count in
// several dimensions: one attribute per value and class, named by a letter for
// each and the value. A batch of clicks touches many values of few scopes, so
// that a pack is written once where rows would be written ten times. What
// events count has packs of its own beside those of the clicks, which are
// written so much more often.
const (
	// packMax is the size from which a pack takes no further values of capped
	// dimensions: those get rows.
	packMax = 4 << 10
	// packAdds bounds one update, because an expression is 4 KB at most.
	packAdds = 120
	// packValue is the longest value that is packed.
	packValue = 64
	// partnerPacks is how many packs a program's partners are spread over.
	partnerPacks = 16
)

// Dimensions of packs, in the place of a row's.
const (
	mixed         report.Dim = "mix"
	mixedPartners report.Dim = "mix-partner"
)

// packLetter stands for a dimension; the values of some begin all alike, and
// that is left out. Of Total there are no packs.
func packLetter(d report.Dim) (letter, prefix string) {
	switch d {
	case report.Link:
		return "l", "lnk_"
	case report.QR:
		return "q", "lnk_"
	case report.Offer:
		return "o", "off_"
	case report.Partner:
		return "p", "ptr_"
	case report.Sub:
		return "s", ""
	case report.Device:
		return "d", ""
	case report.Country:
		return "c", ""
	case report.Referrer:
		return "r", ""
	case report.Total, report.Rule, report.Day, report.Month: // not packed
	}
	return "", ""
}

// packClasses are the letters of the classes of clicks; what is gross is their sum.
func packClasses() map[string]string {
	return map[string]string{report.Unique: "u", report.Duplicate: "d", report.Invalid: "i"}
}

// packEvents are the letters of what events count.
func packEvents() map[string]string {
	return map[string]string{
		report.Conversions: "c", report.Signups: "s", report.Leads: "l", report.Customers: "k", report.Sales: "n",
		report.Revenue: "r", report.Refunded: "f", report.Earned: "e", report.Intercepted: "x",
	}
}

// packOf returns the pack of a row and the name of its value there, false for
// a row that is not packed: its value is none that may be in a name.
func packOf(r report.Row) (pack report.Row, value string, ok bool) {
	letter, prefix := packLetter(r.Dim)
	rest, ok := strings.CutPrefix(r.Value, prefix)
	if letter == "" || !ok || rest == "" || len(rest) > packValue || r.Value == report.Others || strings.Trim(rest, packable) != "" {
		return report.Row{}, "", false
	}
	pack = r.By(mixed, "")
	if r.Dim == report.Partner {
		pack = r.By(mixedPartners, shardOf(rest, partnerPacks))
	}
	return pack, letter + rest, true
}

const packable = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-~"

// packName is the attribute of a packed value and class.
func packName(value, class string) string { return value[:1] + class + value[1:] }

// packHas tells whether the pack has the value, by whatever letter.
func packHas(item table.Item, value string) bool {
	for _, letters := range []map[string]string{packClasses(), packEvents()} {
		for _, letter := range letters {
			if _, ok := item[packName(value, letter)]; ok {
				return true
			}
		}
	}
	return false
}

// packUpdates returns the updates that add the values to the pack.
func packUpdates(pack report.Row, add map[string]int64) []table.Update {
	var out []table.Update
	for names := range slices.Chunk(slices.Sorted(maps.Keys(add)), packAdds) {
		part := map[string]int64{}
		for _, n := range names {
			part[n] = add[n]
		}
		out = append(out, statUpdate(pack, part))
	}
	return out
}

// packSize is about what the item is billed by.
func packSize(item table.Item) int {
	n := 0
	for name := range item {
		n += len(name) + 3
	}
	return n
}

// packCounts counts the values of a pack by capped dimension.
func packCounts(item table.Item) map[report.Dim]int64 {
	seen := map[string]bool{}
	out := map[report.Dim]int64{}
	for name := range item {
		for _, dim := range []report.Dim{report.Sub, report.Referrer, report.Partner} {
			if letter, _ := packLetter(dim); len(name) > 2 && name[:1] == letter && !seen[letter+name[2:]] && packed(name) {
				seen[letter+name[2:]] = true
				out[dim]++
			}
		}
	}
	return out
}

// packed tells whether the attribute is of a packed value.
func packed(name string) bool {
	return len(name) > 2 && strings.Contains("udicslknrfex", name[1:2]) && strings.Contains("lqopsdcr", name[:1])
}

// unpack returns the rows of one dimension in a pack, in order of value.
func unpack(program id.Program, scope report.Scope, dim report.Dim, item table.Item) []report.Counted {
	letter, prefix := packLetter(dim)
	_, day, _ := statParts(item.String(table.SK))
	at := map[string]int{}
	var out []report.Counted
	for _, name := range slices.Sorted(maps.Keys(item)) {
		if name[:1] != letter || !packed(name) {
			continue
		}
		value := prefix + name[2:]
		i, ok := at[value]
		if !ok {
			i = len(out)
			at[value] = i
			out = append(out, report.Counted{Row: report.Row{Program: program, Scope: scope, Dim: dim, Day: day, Value: value}})
		}
		for counter, class := range packClasses() {
			if name[1:2] == class {
				*out[i].At(counter) += item.Int(name)
				out[i].Gross += item.Int(name)
			}
		}
		for counter, letter := range packEvents() {
			if name[1:2] == letter {
				*out[i].At(counter) += item.Int(name)
			}
		}
	}
	return out
}
