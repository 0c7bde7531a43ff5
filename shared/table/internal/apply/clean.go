package apply

import (
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/table"
)

// PageBytes is what one page of a query or scan reads at most.
const PageBytes = 1 << 20

// Limits of the table, in bytes and in operations.
const (
	maxPK     = 2048
	maxSK     = 1024
	maxItem   = 400 << 10
	maxCommit = 4 << 20
	maxOps    = 100
	maxGet    = 100
	maxOneOf  = 100
)

// Keys refuses a Get that the table cannot serve.
func Keys(keys []table.Key) error {
	if len(keys) > maxGet {
		return misuse("get of %d keys", len(keys))
	}
	for _, k := range keys {
		if err := checkKey(k); err != nil {
			return err
		}
	}
	return nil
}

// Query refuses a query that the table cannot serve.
func Query(q table.Query) error {
	switch {
	case q.Index != table.Base && q.Index != table.Gsi1 && q.Index != table.Gsi2 && q.Index != table.Gsi3:
		return misuse("unknown index %q", q.Index)
	case q.PK == "":
		return misuse("query of an empty partition key")
	case q.Index != table.Base && q.Consistent:
		return misuse("consistent query of an index")
	case q.Prefix != "" && q.From+q.To != "":
		return misuse("query of a prefix and a range")
	case q.To != "" && q.From > q.To:
		return misuse("query from %q to %q", q.From, q.To)
	case q.Limit < 0:
		return misuse("query of %d items", q.Limit)
	}
	return nil
}

// Put returns the put with its values as they are stored.
func Put(p table.Put) (table.Put, error) {
	item, err := values(p.Item)
	if err != nil {
		return table.Put{}, err
	}
	if err := checkKey(item.Key()); err != nil {
		return table.Put{}, err
	}
	conditions, err := cleanConditions(p.If)
	if err != nil {
		return table.Put{}, err
	}
	return table.Put{Item: item, If: conditions}, fits(item)
}

// Update returns the update with its values as they are stored.
func Update(u table.Update) (table.Update, error) {
	if err := checkKey(u.Key); err != nil {
		return table.Update{}, err
	}
	seen := map[string]bool{table.PK: true, table.SK: true}
	for _, name := range changed(u) {
		if seen[name] || name == "" {
			return table.Update{}, misuse("update changes %q twice or is a key", name)
		}
		seen[name] = true
	}
	if len(seen) == 2 {
		return table.Update{}, misuse("update without a change")
	}
	set, setErr := values(u.Set)
	setIfAbsent, absentErr := values(u.SetIfAbsent)
	conditions, conditionErr := cleanConditions(u.If)
	u.Set, u.SetIfAbsent, u.If = set, setIfAbsent, conditions
	return u, firstOf(setErr, absentErr, conditionErr, indexKeys(set), indexKeys(setIfAbsent))
}

func changed(u table.Update) []string {
	names := append([]string{}, u.Remove...)
	for name := range u.Set {
		names = append(names, name)
	}
	for name := range u.SetIfAbsent {
		names = append(names, name)
	}
	for name := range u.Add {
		names = append(names, name)
	}
	return names
}

// values returns the attributes as they are stored.
func values(attrs map[string]any) (table.Item, error) {
	out := make(table.Item, len(attrs))
	for name, v := range attrs {
		a, err := value(v)
		if err != nil || name == "" {
			return nil, misuse("attribute %q: %w", name, err)
		}
		out[name] = a
	}
	return out, nil
}

func value(v any) (any, error) {
	a := v
	if _, failed := v.(error); !failed {
		a = table.Value(v)
	}
	switch x := a.(type) {
	case nil:
		return nil, misuse("no value")
	case error:
		return nil, x
	}
	return a, nil
}

func checkKey(k table.Key) error {
	if !isKey(k.PK, maxPK) || !isKey(k.SK, maxSK) {
		return misuse("%q %q is no key", k.PK, k.SK)
	}
	return nil
}

func isKey(v any, limit int) bool {
	s, ok := v.(string)
	return ok && s != "" && len(s) <= limit && utf8.ValidString(s)
}

// fits refuses an item that is too large or whose index keys are none.
func fits(item table.Item) error {
	if Size(item) > maxItem {
		return Failed(table.TooLarge, nil)
	}
	return indexKeys(item)
}

func indexKeys(attrs table.Item) error {
	for _, x := range Indexes() {
		pk, sk := x.Keys()
		p, hasPK := attrs[pk]
		s, hasSK := attrs[sk]
		if hasPK && !isKey(p, maxPK) || hasSK && !isKey(s, maxSK) {
			return misuse("%q %q is no key of %s", p, s, x)
		}
	}
	return nil
}
