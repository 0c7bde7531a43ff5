// Package table is the narrow port to the one table in which everything is
// kept. Conditions and updates are typed; a driver turns them into whatever its
// engine speaks. Two drivers exist, table/dynamo and table/memory, and one
// conformance suite, table/tabletest, runs on both.
package table

import "context"

// Names of the key attributes and of the attribute that expires an item.
const (
	PK  = "PK"
	SK  = "SK"
	TTL = "ttl" // Unix seconds; an item past it reads as absent, whether or not it is deleted yet
)

// Item is one item: attribute name to value. A value is a string, an int64, a
// bool or a []byte; anything richer is JSON in a string (see [Encode]). PK and
// SK are always strings, so are the index keys GSI1PK … GSI3SK.
type Item map[string]any

// Key names an item.
type Key struct{ PK, SK string }

// Key returns the item's key.
func (i Item) Key() Key {
	pk, _ := i[PK].(string)
	sk, _ := i[SK].(string)
	return Key{pk, sk}
}

// String returns a string attribute, "" when it is absent or of another type.
func (i Item) String(name string) string {
	s, _ := i[name].(string)
	return s
}

// Int returns a number, 0 when it is absent or of another type.
func (i Item) Int(name string) int64 {
	n, _ := i[name].(int64)
	return n
}

// Index names a key order: the base table or one of its three indexes.
type Index string

// The orders. Gsi1 ("whose") and Gsi2 ("of the program") project the keys and
// the attribute "view"; Gsi3 ("what is next") projects keys only. Indexes lag.
const (
	Base Index = ""
	Gsi1 Index = "GSI1"
	Gsi2 Index = "GSI2"
	Gsi3 Index = "GSI3"
)

// Keys returns the names of the index's partition and sort attribute.
func (x Index) Keys() (pk, sk string) {
	if x == Base {
		return PK, SK
	}
	return string(x) + "PK", string(x) + "SK"
}

// Query reads a range of one partition in key order.
type Query struct {
	Index      Index
	PK         string
	Prefix     string // SK begins with it; exclusive with From and To
	From, To   string // SK between them, both included; To alone or From alone are open on the other side
	Reverse    bool   // newest first
	Limit      int    // items at most; 0 means as many as a page of 1 MB holds
	Cursor     string // of the page before; opaque
	Consistent bool   // refused on an index
}

// Page is what a Query reads. Next is empty when the range is exhausted.
type Page struct {
	Items []Item
	Next  string
}

// Condition must hold of the stored item for a write to happen.
type Condition struct {
	Op    ConditionOp
	Attr  string // ignored by item-level Absent and Present when empty: then PK is meant
	Value any
	Any   []any  // of OneOf
	Other string // of Below: the other attribute's name
}

// ConditionOp is the kind of a Condition.
type ConditionOp int

// The conditions, see the constructors.
const (
	OpAbsent ConditionOp = iota
	OpPresent
	OpIs
	OpOneOf
	OpAtMost
	OpAtLeast
	OpAbsentOrAtMost
	OpBelow
)

// Absent holds when the attribute (the item, for "") does not exist.
func Absent(attr string) Condition { return Condition{Op: OpAbsent, Attr: attr} }

// Present holds when the attribute (the item, for "") exists.
func Present(attr string) Condition { return Condition{Op: OpPresent, Attr: attr} }

// Is holds when the attribute equals the value.
func Is(attr string, v any) Condition { return Condition{Op: OpIs, Attr: attr, Value: v} }

// OneOf holds when the attribute equals one of the values (100 at most).
func OneOf(attr string, vs ...any) Condition { return Condition{Op: OpOneOf, Attr: attr, Any: vs} }

// AtMost holds when the attribute exists and is ≤ the value.
func AtMost(attr string, v any) Condition { return Condition{Op: OpAtMost, Attr: attr, Value: v} }

// AtLeast holds when the attribute exists and is ≥ the value.
func AtLeast(attr string, v any) Condition { return Condition{Op: OpAtLeast, Attr: attr, Value: v} }

// AbsentOrAtMost holds when the attribute does not exist or is ≤ the value.
func AbsentOrAtMost(attr string, v any) Condition {
	return Condition{Op: OpAbsentOrAtMost, Attr: attr, Value: v}
}

// Below holds when the attribute is < another attribute of the same item.
func Below(attr, other string) Condition { return Condition{Op: OpBelow, Attr: attr, Other: other} }

// Update changes attributes of one item, which is made if it does not exist
// (guard with Present("") where that is wrong). All conditions must hold.
type Update struct {
	Key         Key
	If          []Condition
	Set         map[string]any
	SetIfAbsent map[string]any
	Add         map[string]int64 // to numbers; absent counts as 0
	Remove      []string
}

// Put writes a whole item, replacing what was there, if the conditions hold.
type Put struct {
	Item Item
	If   []Condition
}

// Delete removes an item if the conditions hold. Absent is fine without one.
type Delete struct {
	Key Key
	If  []Condition
}

// Check lets a transaction depend on an item that it does not write.
type Check struct {
	Key Key
	If  []Condition
}

// Op is a Put, an Update, a Delete or a Check.
type Op interface{ Target() Key }

// Target returns the key that the operation is about.
func (o Put) Target() Key { return o.Item.Key() }

// Target returns the key that the operation is about.
func (o Update) Target() Key { return o.Key }

// Target returns the key that the operation is about.
func (o Delete) Target() Key { return o.Key }

// Target returns the key that the operation is about.
func (o Check) Target() Key { return o.Key }

// Result is the outcome of one of several independent updates.
type Result struct {
	Old, New Item // both whole; Old is nil when the item was new
	Err      error
}

// Table is the port. Every error is an [*Error] or the context's.
type Table interface {
	// Get returns the items in the order of the keys (100 at most), nil for an
	// absent or expired one.
	Get(ctx context.Context, keys []Key, consistent bool) ([]Item, error)
	Query(ctx context.Context, q Query) (Page, error)
	// Update changes one item and returns it whole as it was and as it is.
	Update(ctx context.Context, u Update) (before, after Item, err error)
	// UpdateEach runs independent updates, in no order; any of them may fail alone.
	UpdateEach(ctx context.Context, us []Update) []Result
	// PutEach writes independent items without conditions; any may fail alone.
	PutEach(ctx context.Context, items []Item) []error
	// Commit does all operations or none: 100 at most, one per item.
	Commit(ctx context.Context, ops []Op) error
}
