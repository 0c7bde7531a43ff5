package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/table"
)

// Limits of what an audit entry tells of a change.
const (
	mostChanges = 30
	longestSide = 160 // characters of a value
)

// decided tells whether items of a type are what a program decides: neither
// persons nor secrets stand in them, so that the audit log may repeat them for
// ever. What has no type was written for the log.
func decided(kind string) bool {
	return slices.Contains([]string{"", "program", "group", "tier", "coupon", "promotion", "spiff", "offer", "offer_version", "rate_sheet"}, kind)
}

// own tells whether a field of an item is the store's own.
func own(field string) bool {
	return strings.HasPrefix(field, "GSI") || slices.Contains([]string{table.PK, table.SK, table.TTL, "type", "v", "version", "view", "rest"}, field)
}

// changesText is what an act has changed, as it is kept; empty where that is
// not told.
func changesText(before, after table.Item) string {
	if !decided(before.String("type")) || !decided(after.String("type")) {
		return ""
	}
	was, is := flat(before), flat(after)
	fields := slices.Collect(maps.Keys(was))
	for field := range is {
		if _, both := was[field]; !both {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	var changes []audit.Change
	for _, field := range fields {
		if was[field] != is[field] && len(changes) < mostChanges {
			changes = append(changes, audit.Change{Field: field, Before: was[field], After: is[field]})
		}
	}
	if len(changes) == 0 {
		return ""
	}
	text, err := json.Marshal(changes)
	if err != nil { // strings always have a JSON form
		return ""
	}
	return string(text)
}

// flat writes an item as names and texts, the parts of a part under both names.
func flat(item table.Item) map[string]string {
	out := map[string]string{}
	for field, value := range item {
		if !own(field) {
			flatten(out, field, value)
		}
	}
	return out
}

func flatten(out map[string]string, name string, value any) {
	switch v := value.(type) {
	case nil:
	case table.Item:
		for field, part := range v {
			flatten(out, name+"."+field, part)
		}
	case map[string]any:
		for field, part := range v {
			flatten(out, name+"."+field, part)
		}
	case []byte: // sealed, or packed
	case string:
		out[name] = clipped(v)
	case []any:
		text, err := json.Marshal(v)
		if err == nil {
			out[name] = clipped(string(text))
		}
	default:
		out[name] = clipped(fmt.Sprint(v))
	}
}

func clipped(text string) string {
	if r := []rune(text); len(r) > longestSide {
		return string(r[:longestSide]) + "…"
	}
	return text
}
