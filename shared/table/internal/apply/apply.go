// Package apply is what both drivers of the table mean by their operations:
// which calls are wrong, when a condition holds, what an update makes of an
// item, how large it is and what an index shows of it. It reads and writes
// nothing.
package apply

import (
	"fmt"
	"math"

	"github.com/tributaryhq/tributary/shared/table"
)

// Run returns what an operation, cleaned by [Commit] or its like, makes of the
// stored item: nil for none. Its error is a *table.Error with one failure.
func Run(op table.Op, old table.Item) (table.Item, error) {
	switch o := op.(type) {
	case table.Put:
		return o.Item, hold(o.If, old)
	case table.Delete:
		return nil, hold(o.If, old)
	case table.Check:
		return old, hold(o.If, old)
	case table.Update:
		if err := hold(o.If, old); err != nil {
			return nil, err
		}
		return change(o, old)
	}
	return nil, misuse("unknown operation %T", op)
}

// Change returns what a cleaned update makes of the stored item, whatever its
// conditions say.
func Change(u table.Update, old table.Item) (table.Item, error) {
	u.If = nil
	return Run(u, old)
}

func change(u table.Update, old table.Item) (table.Item, error) {
	next := table.Item{table.PK: u.Key.PK, table.SK: u.Key.SK}
	for name, v := range old {
		next[name] = v
	}
	for name, v := range u.SetIfAbsent {
		if _, ok := next[name]; !ok {
			next[name] = v
		}
	}
	for name, v := range u.Set {
		next[name] = v
	}
	for name, n := range u.Add {
		was, isNumber := next[name].(int64)
		if _, ok := next[name]; ok && !isNumber {
			return nil, misuse("add to %s, which is no number", name)
		}
		if n > 0 && was > math.MaxInt64-n || n < 0 && was < math.MinInt64-n {
			return nil, misuse("add to %s: out of range", name)
		}
		next[name] = was + n
	}
	for _, name := range u.Remove {
		delete(next, name)
	}
	return next, fits(next)
}

func hold(conditions []table.Condition, old table.Item) error {
	for _, c := range conditions {
		if !holds(c, old) {
			return Failed(table.Refused, old)
		}
	}
	return nil
}

// Failed is the error of a single operation.
func Failed(reason table.Reason, old table.Item) *table.Error {
	return &table.Error{Reason: reason, Failed: []*table.Failure{{Reason: reason, Old: Clone(old)}}}
}

func misuse(format string, args ...any) error {
	return &table.Error{Reason: table.Misuse, Err: fmt.Errorf(format, args...)}
}

// Clone copies an item and its bytes, so that neither side can change the
// other's.
func Clone(item table.Item) table.Item {
	if item == nil {
		return nil
	}
	out := make(table.Item, len(item))
	for name, v := range item {
		if b, ok := v.([]byte); ok {
			v = append([]byte{}, b...)
		}
		out[name] = v
	}
	return out
}
