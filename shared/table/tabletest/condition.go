package tabletest

import "github.com/tributaryhq/tributary/shared/table"

// conditionCases hold each condition against one item, alone in an update and
// within a commit.
func conditionCases() map[string]func(*bench) {
	type check struct {
		c    table.Condition
		want bool
	}
	kinds := map[string][]check{
		"absent": {
			{table.Absent(""), false}, {table.Absent("none"), true}, {table.Absent("n"), false}, {table.Absent("empty"), false},
		},
		"present": {
			{table.Present(""), true}, {table.Present("none"), false}, {table.Present("no"), true},
		},
		"is": {
			{table.Is("n", int64(5)), true},
			{table.Is("n", 5), true},
			{table.Is("n", int64(6)), false},
			{table.Is("n", "5"), false},
			{table.Is("text", "m"), true},
			{table.Is("empty", ""), true},
			{table.Is("none", ""), false},
			{table.Is("no", false), true},
			{table.Is("no", true), false},
			{table.Is("none", false), false},
			{table.Is("bytes", []byte{1}), true},
			{table.Is("bytes", []byte{2}), false},
		},
		"one of": {
			{table.OneOf("text", "a", "m"), true},
			{table.OneOf("text", "a"), false},
			{table.OneOf("n", "5", 5), true},
			{table.OneOf("none", "a"), false},
			{table.OneOf("no", true), false},
		},
		"at most": {
			{table.AtMost("n", 5), true},
			{table.AtMost("n", 4), false},
			{table.AtMost("n", 6), true},
			{table.AtMost("none", 6), false},
			{table.AtMost("text", "m"), true},
			{table.AtMost("text", "l"), false},
			{table.AtMost("text", 9), false},
			{table.AtMost("big", 100), true},
		},
		"at least": {
			{table.AtLeast("n", 5), true},
			{table.AtLeast("n", 6), false},
			{table.AtLeast("n", -6), true},
			{table.AtLeast("none", 0), false},
			{table.AtLeast("text", "m"), true},
			{table.AtLeast("text", "n"), false},
		},
		"absent or at most": {
			{table.AbsentOrAtMost("none", 1), true},
			{table.AbsentOrAtMost("n", 5), true},
			{table.AbsentOrAtMost("n", 4), false},
			{table.AbsentOrAtMost("text", 4), false},
		},
		"below": {
			{table.Below("n", "big"), true},
			{table.Below("big", "n"), false},
			{table.Below("n", "none"), false},
			{table.Below("none", "n"), false},
			{table.Below("n", "text"), false},
			{table.Below("empty", "text"), true},
		},
	}
	cases := map[string]func(*bench){}
	for name, checks := range kinds {
		cases[name] = func(b *bench) {
			b.put(b.item("1", "n", int64(5), "big", int64(10), "text", "m", "empty", "", "no", false, "bytes", []byte{1}))
			for _, c := range checks {
				_, _, err := b.table.Update(b.Context(), table.Update{
					Key: b.key("1"), Set: map[string]any{"touched": "x"}, If: []table.Condition{c.c},
				})
				b.holdsTo(c.c, c.want, err)
				err = b.table.Commit(b.Context(), []table.Op{
					table.Check{Key: b.key("1"), If: []table.Condition{table.Present("n"), c.c}},
				})
				b.holdsTo(c.c, c.want, err)
			}
		}
	}
	cases["on no item"] = func(b *bench) {
		for _, c := range []check{
			{table.Absent(""), true},
			{table.Absent("n"), true},
			{table.Present(""), false},
			{table.Is("n", 0), false},
			{table.AtMost("n", 1), false},
			{table.AbsentOrAtMost("n", 1), true},
			{table.Below("n", "m"), false},
		} {
			err := b.table.Commit(b.Context(), []table.Op{table.Check{Key: b.key("1"), If: []table.Condition{c.c}}})
			b.holdsTo(c.c, c.want, err)
		}
	}
	return cases
}

func (b *bench) holdsTo(c table.Condition, want bool, err error) {
	b.Helper()
	if want && err != nil || !want && table.ReasonOf(err) != table.Refused {
		b.Errorf("%+v: want %v, got %v", c, want, err)
	}
}
