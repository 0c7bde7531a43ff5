package apply

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/tributaryhq/tributary/shared/table"
)

// holds says whether a cleaned condition is true of the stored item.
func holds(c table.Condition, old table.Item) bool {
	name := c.Attr
	if name == "" {
		name = table.PK
	}
	v, present := old[name]
	switch c.Op {
	case table.OpAbsent:
		return !present
	case table.OpPresent:
		return present
	case table.OpIs:
		return present && equal(v, c.Value)
	case table.OpOneOf:
		return present && slices.ContainsFunc(c.Any, func(w any) bool { return equal(v, w) })
	case table.OpAtMost:
		order, ok := compare(v, c.Value)
		return ok && order <= 0
	case table.OpAtLeast:
		order, ok := compare(v, c.Value)
		return ok && order >= 0
	case table.OpAbsentOrAtMost:
		order, ok := compare(v, c.Value)
		return !present || ok && order <= 0
	case table.OpBelow:
		order, ok := compare(v, old[c.Other])
		return ok && order < 0
	}
	return false
}

func equal(a, b any) bool {
	if x, ok := a.(bool); ok {
		y, same := b.(bool)
		return same && x == y
	}
	order, ok := compare(a, b)
	return ok && order == 0
}

// compare orders two values of the same type; booleans and different types
// have no order.
func compare(a, b any) (order int, ok bool) {
	switch x := a.(type) {
	case string:
		y, same := b.(string)
		return cmp.Compare(x, y), same
	case int64:
		y, same := b.(int64)
		return cmp.Compare(x, y), same
	case []byte:
		y, same := b.([]byte)
		return bytes.Compare(x, y), same
	}
	return 0, false
}
