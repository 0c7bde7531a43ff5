package tabletest

import (
	"math"

	"github.com/tributaryhq/tributary/shared/table"
)

func (b *bench) update(u table.Update) (before, after table.Item) {
	b.Helper()
	before, after, err := b.table.Update(b.Context(), u)
	if err != nil {
		b.Fatalf("update %+v: %v", u, err)
	}
	return before, after
}

func updateCases() map[string]func(*bench) {
	set := func(name string, v any) map[string]any { return map[string]any{name: v} }
	return map[string]func(*bench){
		"returns the item as it was and as it is": func(b *bench) {
			was := b.item("1", "a", "x", "n", int64(5), "gone", true, "kept", []byte{1})
			b.put(was)
			before, after := b.update(table.Update{
				Key: b.key("1"), Set: set("a", "y"), SetIfAbsent: map[string]any{"kept": []byte{2}, "new": "z"},
				Add: map[string]int64{"n": -7, "m": 3}, Remove: []string{"gone", "never"},
			})
			is := b.item("1", "a", "y", "n", int64(-2), "m", int64(3), "kept", []byte{1}, "new", "z")
			b.same(was, before)
			b.same(is, after)
			b.holds("1", is)
		},
		"makes the item where there is none": func(b *bench) {
			before, after := b.update(table.Update{Key: b.key("1"), Add: map[string]int64{"n": 1}})
			b.same(table.Item(nil), before)
			b.same(b.item("1", "n", int64(1)), after)
		},
		"a refusal shows the item and changes nothing": func(b *bench) {
			was := b.item("1", "n", int64(1))
			b.put(was)
			before, after, err := b.table.Update(b.Context(), table.Update{
				Key: b.key("1"), Set: set("n", int64(2)), If: []table.Condition{table.Is("n", int64(1)), table.Present("x")},
			})
			b.fails(table.Refused, err)
			if f := table.Refusal(err, 0); f == nil {
				b.Error("no failure")
			} else {
				b.same(was, f.Old)
			}
			b.same([]table.Item{nil, nil}, []table.Item{before, after})
			b.holds("1", was)
		},
		"a refusal where there is no item shows none": func(b *bench) {
			_, _, err := b.table.Update(b.Context(), table.Update{
				Key: b.key("1"), Set: set("n", int64(2)), If: []table.Condition{table.Present("")},
			})
			b.fails(table.Refused, err)
			if f := table.Refusal(err, 0); f == nil || f.Old != nil {
				b.Errorf("got failure %+v", f)
			}
			b.holds("1", nil)
		},
		"an update that outgrows 400 KB is too large": func(b *bench) {
			was := b.item("1", "f", fill(300_000))
			b.put(was)
			_, _, err := b.table.Update(b.Context(), table.Update{Key: b.key("1"), Set: set("g", fill(200_000))})
			b.fails(table.TooLarge, err)
			b.holds("1", was)
		},
		"wrong updates are refused": wrongUpdates,
		"numbers hold 64 bits": func(b *bench) {
			b.put(b.item("1", "n", int64(math.MaxInt64-1)))
			_, after := b.update(table.Update{Key: b.key("1"), Add: map[string]int64{"n": 1}})
			b.same(int64(math.MaxInt64), after.Int("n"))
			b.holds("1", b.item("1", "n", int64(math.MaxInt64)))
		},
	}
}

func wrongUpdates(b *bench) {
	was := b.item("1", "text", "x")
	b.put(was)
	for name, u := range map[string]table.Update{
		"no key":                {Set: map[string]any{"a": "x"}},
		"no change":             {Key: b.key("1")},
		"a key as target":       {Key: b.key("1"), Set: map[string]any{"SK": "2"}},
		"one attribute twice":   {Key: b.key("1"), Set: map[string]any{"a": "x"}, Remove: []string{"a"}},
		"an attribute unnamed":  {Key: b.key("1"), Set: map[string]any{"": "x"}},
		"no value":              {Key: b.key("1"), Set: map[string]any{"a": nil}},
		"a value nobody knows":  {Key: b.key("1"), Set: map[string]any{"a": make(chan int)}},
		"adding to text":        {Key: b.key("1"), Add: map[string]int64{"text": 1}},
		"one of none":           {Key: b.key("1"), Set: map[string]any{"a": "x"}, If: []table.Condition{table.OneOf("text")}},
		"an order of booleans":  {Key: b.key("1"), Set: map[string]any{"a": "x"}, If: []table.Condition{table.AtMost("text", true)}},
		"is of no attribute":    {Key: b.key("1"), Set: map[string]any{"a": "x"}, If: []table.Condition{table.Is("", "x")}},
		"below itself":          {Key: b.key("1"), Set: map[string]any{"a": "x"}, If: []table.Condition{table.Below("text", "text")}},
		"below of no attribute": {Key: b.key("1"), Set: map[string]any{"a": "x"}, If: []table.Condition{table.Below("text", "")}},
	} {
		if _, _, err := b.table.Update(b.Context(), u); table.ReasonOf(err) != table.Misuse {
			b.Errorf("%s: got %v", name, err)
		}
	}
	b.holds("1", was)
}
