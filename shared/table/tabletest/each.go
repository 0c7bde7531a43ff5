package tabletest

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/table"
)

func eachCases() map[string]func(*bench) {
	return map[string]func(*bench){
		"updates fail alone, results are in their order": func(b *bench) {
			b.put(b.item("1", "n", int64(1)))
			us := []table.Update{
				{Key: b.key("1"), Add: map[string]int64{"n": 1}},
				{Key: b.key("2"), Add: map[string]int64{"n": 1}, If: []table.Condition{table.Present("")}},
				{Key: table.Key{}, Add: map[string]int64{"n": 1}},
				{Key: b.key("3"), Add: map[string]int64{"n": 1}},
			}
			rs := b.table.UpdateEach(b.Context(), us)
			b.same([]table.Reason{0, table.Refused, table.Misuse, 0}, []table.Reason{
				table.ReasonOf(rs[0].Err), table.ReasonOf(rs[1].Err), table.ReasonOf(rs[2].Err), table.ReasonOf(rs[3].Err),
			})
			b.same([]table.Item{b.item("1", "n", int64(1)), nil, nil, nil}, []table.Item{rs[0].Old, rs[1].Old, rs[2].Old, rs[3].Old})
			b.same([]table.Item{b.item("1", "n", int64(2)), nil, nil, b.item("3", "n", int64(1))}, []table.Item{rs[0].New, rs[1].New, rs[2].New, rs[3].New})
			b.holds("2", nil)
		},
		"puts fail alone and replace": func(b *bench) {
			b.put(b.item("1", "old", true))
			errs := b.table.PutEach(b.Context(), []table.Item{b.item("1", "new", true), b.item(""), b.item("2")})
			b.same([]table.Reason{0, table.Misuse, 0}, []table.Reason{table.ReasonOf(errs[0]), table.ReasonOf(errs[1]), table.ReasonOf(errs[2])})
			b.holds("1", b.item("1", "new", true))
			b.holds("2", b.item("2"))
		},
		"hundreds go at once, additions to one item add up": func(b *bench) {
			us := make([]table.Update, 300)
			for i := range us {
				us[i] = table.Update{Key: b.key(fmt.Sprint(i % 3)), Add: map[string]int64{"n": 1}}
			}
			for i, r := range b.table.UpdateEach(b.Context(), us) {
				if r.Err != nil {
					b.Fatalf("update %d: %v", i, r.Err)
				}
			}
			b.holds("2", b.item("2", "n", int64(100)))
		},
		"nothing is done for no elements": func(b *bench) {
			if rs, errs := b.table.UpdateEach(b.Context(), nil), b.table.PutEach(b.Context(), nil); len(rs)+len(errs) != 0 {
				b.Errorf("got %v and %v", rs, errs)
			}
		},
		"a cancelled context stops every call": func(b *bench) {
			ctx, cancel := context.WithCancel(b.Context())
			cancel()
			_, getErr := b.table.Get(ctx, []table.Key{b.key("1")}, true)
			_, queryErr := b.table.Query(ctx, table.Query{PK: b.pk("")})
			_, _, updateErr := b.table.Update(ctx, table.Update{Key: b.key("1"), Add: map[string]int64{"n": 1}})
			for i, err := range []error{
				getErr, queryErr, updateErr,
				b.table.Commit(ctx, []table.Op{table.Put{Item: b.item("1")}}),
				b.table.PutEach(ctx, []table.Item{b.item("1")})[0],
				b.table.UpdateEach(ctx, []table.Update{{Key: b.key("1"), Add: map[string]int64{"n": 1}}})[0].Err,
			} {
				if !errors.Is(err, context.Canceled) {
					b.Errorf("call %d: got %v", i, err)
				}
			}
			b.holds("1", nil)
		},
	}
}

func ttlCases() map[string]func(*bench) {
	future := int64(32503680000) // the year 3000
	return map[string]func(*bench){
		"an expired item reads as absent": func(b *bench) {
			b.put(b.item("1", table.TTL, int64(1)), b.item("2", table.TTL, future), b.item("3", table.TTL, "1"))
			b.holds("1", nil)
			b.holds("2", b.item("2", table.TTL, future))
			b.same([]string{"2", "3"}, b.flat(table.Query{PK: b.pk(""), Consistent: true}))
			b.same([]string{"2", "3"}, b.flat(table.Query{PK: b.pk(""), Limit: 1, Consistent: true}))
			got, err := b.table.Get(b.Context(), []table.Key{b.key("1"), b.key("2")}, true)
			if err != nil {
				b.Fatal(err)
			}
			b.same([]table.Item{nil, b.item("2", table.TTL, future)}, got)
		},
		"a condition still meets an expired item": func(b *bench) {
			old := b.item("1", table.TTL, int64(1))
			b.put(old)
			err := b.table.Commit(b.Context(), []table.Op{table.Put{Item: b.item("1"), If: []table.Condition{table.Absent("")}}})
			b.fails(table.Refused, err)
			b.same(old, table.Refusal(err, 0).Old)
			b.commit(table.Put{Item: b.item("1"), If: []table.Condition{table.AtMost(table.TTL, 2)}})
			b.holds("1", b.item("1"))
		},
	}
}
