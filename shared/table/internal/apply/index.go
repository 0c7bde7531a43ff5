package apply

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/table"
)

// Indexes returns the orders beside the base table.
func Indexes() []table.Index { return []table.Index{table.Gsi1, table.Gsi2, table.Gsi3} }

// Project returns what an index shows of an item, nil when the item is not in
// it. The base table shows all.
func Project(x table.Index, item table.Item) table.Item {
	if x == table.Base || item == nil {
		return item
	}
	pk, sk := x.Keys()
	names := []string{table.PK, table.SK, pk, sk}
	if x != table.Gsi3 {
		names = append(names, "view", "type")
	}
	out := table.Item{}
	for _, name := range names {
		if v, ok := item[name]; ok {
			out[name] = v
		}
	}
	if out[pk] == nil || out[sk] == nil {
		return nil
	}
	return out
}

// Size returns an item's size in bytes as the table counts it.
func Size(item table.Item) int {
	n := 0
	for name, v := range item {
		n += len(name)
		switch x := v.(type) {
		case string:
			n += len(x)
		case []byte:
			n += len(x)
		case int64:
			digits := strings.Trim(strconv.FormatInt(x, 10), "0")
			n += (len(digits)+1)/2 + 1
		default:
			n++
		}
	}
	return n
}

// Expired says whether the item's time to live has passed.
func Expired(item table.Item, now time.Time) bool {
	ttl, ok := item[table.TTL].(int64)
	return ok && ttl <= now.Unix()
}

// Live returns a copy of the item, nil when it is absent or expired.
func Live(item table.Item, now time.Time) table.Item {
	if item == nil || Expired(item, now) {
		return nil
	}
	return Clone(item)
}

// Cursor returns the text that stands for an item's place among the values of
// the named attributes.
func Cursor(item table.Item, names []string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = item.String(name)
	}
	text, _ := json.Marshal(parts) // strings always marshal
	return base64.RawURLEncoding.EncodeToString(text)
}

// Place reads a cursor: the named attributes of the last item read, nil for
// the empty cursor.
func Place(cursor string, names []string) (table.Item, error) {
	if cursor == "" {
		return nil, nil
	}
	var parts []string
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, &parts)
	}
	if err != nil || len(parts) != len(names) {
		return nil, misuse("cursor %q is not of this query", cursor)
	}
	at := table.Item{}
	for i, name := range names {
		if !isKey(parts[i], maxPK) {
			return nil, misuse("cursor %q is not of this query", cursor)
		}
		at[name] = parts[i]
	}
	return at, nil
}

// CursorNames returns the attributes that a query's cursor holds; its partition
// key is the query's own, so no cursor leads into another partition.
func CursorNames(x table.Index) []string {
	if x == table.Base {
		return []string{table.SK}
	}
	_, sk := x.Keys()
	return []string{sk, table.PK, table.SK}
}
