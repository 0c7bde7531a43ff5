package memory_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

func TestRandomCallsAgreeWithTheModel(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		tabletest.Random(t, memory.New(clock.At(start)), &model{}, seed, 2500)
	}
}

// model is the table as plainly as it can be said: a list of items, searched
// through and through. It knows what random calls need: no cursors, no sizes.
type model struct{ items []table.Item }

func (m *model) at(k table.Key) int {
	return slices.IndexFunc(m.items, func(i table.Item) bool { return i["PK"] == k.PK && i["SK"] == k.SK })
}

func (m *model) stored(k table.Key) table.Item {
	if i := m.at(k); i >= 0 {
		return m.items[i]
	}
	return nil
}

func (m *model) set(k table.Key, item table.Item) {
	if i := m.at(k); i >= 0 {
		m.items = slices.Delete(m.items, i, i+1)
	}
	if item != nil {
		m.items = append(m.items, item)
	}
}

func (m *model) Get(_ context.Context, keys []table.Key, _ bool) (items []table.Item, err error) {
	for _, k := range keys {
		items = append(items, m.stored(k))
	}
	return items, nil
}

func (m *model) Query(_ context.Context, q table.Query) (p table.Page, err error) {
	pk, sk := q.Index.Keys()
	if q.To != "" && q.From > q.To {
		return p, &table.Error{Reason: table.Misuse}
	}
	for _, item := range m.items {
		s, ok := item[sk].(string)
		if ok && item[pk] == q.PK && strings.HasPrefix(s, q.Prefix) && s >= q.From && (q.To == "" || s <= q.To) {
			p.Items = append(p.Items, shown(q.Index, item))
		}
	}
	slices.SortFunc(p.Items, func(a, b table.Item) int { return strings.Compare(a.String(sk), b.String(sk)) })
	if q.Reverse {
		slices.Reverse(p.Items)
	}
	if q.Limit > 0 && len(p.Items) > q.Limit {
		p.Items, p.Next = p.Items[:q.Limit], "more"
	}
	return p, nil
}

func shown(x table.Index, item table.Item) table.Item {
	out := maps.Clone(item)
	maps.DeleteFunc(out, func(name string, _ any) bool {
		isKey := name == "PK" || name == "SK" || strings.HasPrefix(name, string(x))
		isView := x != table.Gsi3 && (name == "view" || name == "type")
		return x != table.Base && !isKey && !isView
	})
	return out
}

func (m *model) Update(_ context.Context, u table.Update) (before, after table.Item, err error) {
	before = m.stored(u.Key)
	if err := m.Commit(context.Background(), []table.Op{u}); err != nil {
		return nil, nil, err
	}
	return before, m.stored(u.Key), nil
}

func (m *model) UpdateEach(context.Context, []table.Update) []table.Result { return nil }

func (m *model) PutEach(_ context.Context, items []table.Item) []error {
	for _, item := range items {
		m.set(item.Key(), item)
	}
	return make([]error, len(items))
}

func (m *model) Commit(_ context.Context, ops []table.Op) error {
	wrong, refused := false, false
	seen := map[table.Key]int{}
	failed := make([]*table.Failure, len(ops))
	next := map[table.Key]table.Item{}
	for i, op := range ops {
		k := op.Target()
		seen[k]++
		old := m.stored(k)
		var conditions []table.Condition
		switch o := op.(type) {
		case table.Put:
			conditions, next[k] = o.If, o.Item
		case table.Delete:
			conditions, next[k] = o.If, nil
		case table.Check:
			conditions, next[k] = o.If, old
		case table.Update:
			conditions = o.If
			item, names, adds := changed(o, old)
			next[k] = item
			for _, n := range names {
				if n > 1 {
					return &table.Error{Reason: table.Misuse}
				}
			}
			wrong = wrong || !adds
		}
		if !slices.ContainsFunc(conditions, func(c table.Condition) bool { return !satisfied(c, old) }) {
			continue
		}
		refused, failed[i] = true, &table.Failure{Reason: table.Refused, Old: old}
	}
	switch {
	case len(seen) < len(ops):
		return &table.Error{Reason: table.Misuse}
	case refused:
		return &table.Error{Reason: table.Refused, Failed: failed}
	case wrong:
		return &table.Error{Reason: table.Misuse}
	}
	for k, item := range next {
		m.set(k, item)
	}
	return nil
}

// changed returns the item, how often each attribute is named, and whether all
// additions are to numbers.
func changed(u table.Update, old table.Item) (item table.Item, names map[string]int, adds bool) {
	item, names, adds = table.Item{"PK": u.Key.PK, "SK": u.Key.SK}, map[string]int{}, true
	maps.Copy(item, old)
	for name, v := range u.Set {
		names[name]++
		item[name] = v
	}
	for name, v := range u.SetIfAbsent {
		names[name]++
		if item[name] == nil {
			item[name] = v
		}
	}
	for name, n := range u.Add {
		names[name]++
		was, isNumber := item[name].(int64)
		adds = adds && (item[name] == nil || isNumber)
		item[name] = was + n
	}
	for _, name := range u.Remove {
		names[name]++
		delete(item, name)
	}
	return item, names, adds
}

// satisfied says whether a condition holds, by text that sorts as the values do.
func satisfied(c table.Condition, old table.Item) bool {
	name := c.Attr
	if name == "" {
		name = "PK"
	}
	v := old[name]
	switch c.Op {
	case table.OpAbsent:
		return v == nil
	case table.OpPresent:
		return v != nil
	case table.OpIs:
		return sign(v, c.Value) == 0
	case table.OpOneOf:
		return slices.ContainsFunc(c.Any, func(w any) bool { return sign(v, w) == 0 })
	case table.OpAtMost:
		return sign(v, c.Value) <= 0
	case table.OpAtLeast:
		s := sign(v, c.Value)
		return s == 0 || s == 1
	case table.OpAbsentOrAtMost:
		return v == nil || sign(v, c.Value) <= 0
	case table.OpBelow:
		if _, isBool := v.(bool); isBool {
			return false
		}
		return sign(v, old[c.Other]) == -1
	}
	return false
}

// sign compares two values of a type: −1, 0 or 1; 2 for others.
func sign(a, b any) int {
	if a == nil || b == nil || fmt.Sprintf("%T", a) != fmt.Sprintf("%T", b) {
		return 2
	}
	if n, ok := a.(int64); ok {
		return int(max(-1, min(1, n-b.(int64))))
	}
	return bytes.Compare(fmt.Appendf(nil, "%v", a), fmt.Appendf(nil, "%v", b))
}
