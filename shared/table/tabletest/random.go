package tabletest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/table"
)

// Random does the same n random calls on two tables and holds their answers,
// and at the end all they hold, against each other.
func Random(t *testing.T, got, want table.Table, seed uint64, n int) {
	t.Helper()
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 0)), space: t.Name()}
	b := &bench{T: t}
	for i := range n {
		call := g.call(b)
		a, e := call(got), call(want)
		b.same(e, a)
		if t.Failed() {
			t.Fatalf("seed %d: call %d", seed, i)
		}
	}
	for _, x := range []table.Index{table.Base, table.Gsi1, table.Gsi2, table.Gsi3} {
		for i := range partitions {
			q := table.Query{Index: x, PK: g.pk(i)}
			b.await(byKey(b, want, q), func() any { return byKey(b, got, q) })
		}
	}
}

// byKey returns all of a query in the order of the items' own keys, as equal
// index keys leave the order open.
func byKey(b *bench, tab table.Table, q table.Query) []table.Item {
	var items []table.Item
	for done := false; !done; done = q.Cursor == "" {
		page, err := tab.Query(b.Context(), q)
		if err != nil {
			b.Fatal(err)
		}
		items, q.Cursor = append(items, page.Items...), page.Next
	}
	slices.SortFunc(items, func(x, y table.Item) int {
		return strings.Compare(x.String(table.PK)+"\x00"+x.String(table.SK), y.String(table.PK)+"\x00"+y.String(table.SK))
	})
	return items
}

const partitions = 3

type generator struct {
	*rand.Rand
	space string
}

func (g *generator) pk(i int) string { return fmt.Sprint(g.space, "#", i) }

func (g *generator) key() table.Key {
	return table.Key{PK: g.pk(g.IntN(partitions)), SK: fmt.Sprintf("%02d", g.IntN(12))}
}

func (g *generator) attr() string { return []string{"a", "b", "c", "view", "type"}[g.IntN(5)] }

func (g *generator) other(than string) string {
	for {
		if attr := g.attr(); attr != than {
			return attr
		}
	}
}

func (g *generator) value() any {
	return []any{"", "x", "y", int64(g.IntN(4)), int64(-1), true, false, []byte{byte(g.IntN(2))}, int64(g.IntN(4))}[g.IntN(9)]
}

func (g *generator) conditions() (cs []table.Condition) {
	for range g.IntN(3) {
		attr, v := g.attr(), g.value()
		ordered := v
		if _, isBool := v.(bool); isBool {
			ordered = "x"
		}
		cs = append(cs, []table.Condition{
			table.Absent(attr), table.Absent(""), table.Present(attr), table.Present(""), table.Is(attr, v),
			table.OneOf(attr, v, g.value()), table.AtMost(attr, ordered), table.AtLeast(attr, ordered),
			table.AbsentOrAtMost(attr, ordered), table.Below(attr, g.other(attr)),
		}[g.IntN(10)])
	}
	return cs
}

func (g *generator) item(k table.Key) table.Item {
	item := table.Item{table.PK: k.PK, table.SK: k.SK}
	for range g.IntN(4) {
		item[g.attr()] = g.value()
	}
	for _, x := range []table.Index{table.Gsi1, table.Gsi2, table.Gsi3} {
		pk, sk := x.Keys()
		if g.IntN(2) == 0 {
			item[pk], item[sk] = g.pk(g.IntN(partitions)), fmt.Sprint(g.IntN(5))
		}
	}
	return item
}

// update may be a wrong one, changing an attribute twice. It adds to numbers
// only: engines differ in what they say of a commit that is wrong and refused.
func (g *generator) update(k table.Key) table.Update {
	u := table.Update{Key: k, If: g.conditions(), Set: map[string]any{g.attr(): g.value()}}
	switch g.IntN(5) {
	case 0:
		u.SetIfAbsent = map[string]any{g.attr(): g.value()}
	case 1:
		u.Add = map[string]int64{"n": int64(g.IntN(5) - 2)}
	case 2:
		u.Remove = []string{g.attr()}
	case 3:
		u.Set["GSI2SK"] = fmt.Sprint(g.IntN(5))
	case 4:
		u.Remove = []string{"GSI3PK", "GSI1SK"}
	}
	return u
}

func (g *generator) op(k table.Key) table.Op {
	switch g.IntN(4) {
	case 0:
		return table.Put{Item: g.item(k), If: g.conditions()}
	case 1:
		return table.Delete{Key: k, If: g.conditions()}
	case 2:
		return table.Check{Key: k, If: append(g.conditions(), table.Absent("never"))}
	}
	return g.update(k)
}

// call returns a random call; its answer is what two tables must agree on.
func (g *generator) call(b *bench) func(table.Table) any {
	switch g.IntN(5) {
	case 0:
		ops := []table.Op{g.op(g.key()), g.op(g.key()), g.op(g.key())}
		return func(t table.Table) any { return outcome(t.Commit(b.Context(), ops)) }
	case 1:
		u := g.update(g.key())
		return func(t table.Table) any {
			before, after, err := t.Update(b.Context(), u)
			return []any{before, after, outcome(err)}
		}
	case 2:
		items := []table.Item{g.item(g.key())}
		return func(t table.Table) any { return outcome(t.PutEach(b.Context(), items)[0]) }
	case 3:
		keys := []table.Key{g.key(), g.key(), g.key()}
		return func(t table.Table) any {
			items, err := t.Get(b.Context(), keys, true)
			return []any{items, outcome(err)}
		}
	}
	q := table.Query{PK: g.pk(g.IntN(partitions)), Reverse: g.IntN(2) == 0, Limit: g.IntN(6), Consistent: true}
	switch k := g.key(); g.IntN(4) {
	case 0:
		q.From, q.To = k.SK, g.key().SK
	case 1:
		q.Prefix = k.SK[:1]
	case 2:
		q.From = k.SK
	}
	return func(t table.Table) any {
		page, err := t.Query(b.Context(), q)
		return []any{page.Items, page.Next != "", outcome(err)}
	}
}

// outcome is what matters of an error. What is wrong with a call as a whole
// need not be told by operation.
func outcome(err error) any {
	var e *table.Error
	if !errors.As(err, &e) {
		return err
	}
	if e.Reason != table.Refused {
		return e.Reason
	}
	var failures []table.Failure
	for i, f := range e.Failed {
		if f != nil && f.Reason == table.Refused {
			failures = append(failures, table.Failure{Reason: table.Reason(i), Old: f.Old})
		}
	}
	return failures
}
