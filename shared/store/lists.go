package store

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// cut shortens text to n bytes at most, at a character's border.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// splitKey cuts a sort key into n parts; what is missing is empty.
func splitKey(sk string, n int) []string {
	parts := strings.SplitN(sk, "#", n)
	for len(parts) < n {
		parts = append(parts, "")
	}
	return parts
}

func month(t time.Time) string { return t.UTC().Format("200601") }

// CommissionLists lists commissions.
type CommissionLists struct {
	T     table.Table
	Clock clock.Clock
}

// Get reads one commission (A9).
func (s CommissionLists) Get(ctx context.Context, c id.Commission) (commission.Commission, error) {
	found, err := Commissions{s.T}.Load(ctx, []id.Commission{c})
	if err != nil {
		return commission.Commission{}, err
	}
	if len(found) == 0 {
		return commission.Commission{}, fault.New(fault.NotFound, "commission.unknown", "There is no such commission.")
	}
	return found[0], nil
}

// queriesAPage bounds how many calls one filtered page may cost; a page that is
// not full by then comes with a cursor.
const queriesAPage = 4

// queriesASearch bounds the same where few of many rows may be meant, each of
// which is then as long as a page can be.
const queriesASearch = 10

// effort is how many queries of how many items a page may cost.
func effort(sparse bool, want int) (queries, items int) {
	if sparse {
		return queriesASearch, page.MaxLimit + 1
	}
	return queriesAPage, max(want, page.DefaultLimit) + 1
}

// OfPartner lists a partner's commissions in a program, newest event first (A8).
func (s CommissionLists) OfPartner(ctx context.Context, p id.Program, o id.Partner, f commission.Filter, r page.Request) (page.Of[commission.Row], error) {
	q := table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: commissionPrefix(), Reverse: true}
	if !f.From.IsZero() || !f.To.IsZero() {
		q.Prefix = ""
		q.From, q.To = bounds(f)
	}
	last := r.Cursor
	out := page.Of[commission.Row]{Data: []commission.Row{}}
	queries, _ := effort(f.Sparse(), 0)
	for range queries {
		if last != "" {
			q.Prefix, q.To = "", before(last)
			if q.From == "" {
				q.From = commissionPrefix()
			}
		}
		_, q.Limit = effort(f.Sparse(), r.Size()-len(out.Data))
		got, err := s.T.Query(ctx, q)
		if err != nil {
			return out, fmt.Errorf("list a partner's commissions: %w", err)
		}
		for _, item := range got.Items {
			row, err := decodeCommissionRow(p, item)
			if err != nil {
				return out, err
			}
			if len(out.Data) == r.Size() {
				out.Next = last
				return out, nil
			}
			last = item.String("GSI1SK")
			if f.Keeps(row) {
				out.Data = append(out.Data, row)
			}
		}
		if got.Next == "" {
			return out, nil
		}
	}
	out.Next = last
	return out, nil
}

func bounds(f commission.Filter) (from, to string) {
	from, to = commissionPrefix(), commissionPrefix()+"~"
	if !f.From.IsZero() {
		from = commissionPrefix() + instant(f.From)
	}
	if !f.To.IsZero() {
		to = commissionPrefix() + instant(f.To.Add(-time.Millisecond)) + "~"
	}
	return from, to
}

// before is the greatest key below sk, for a range whose ends are included.
func before(sk string) string {
	if sk == "" {
		return ""
	}
	return sk[:len(sk)-1] + string(sk[len(sk)-1]-1) + "~"
}

// monthly merges the shards of a program's months, newest first, from a cursor
// "yyyymm|sort key" backwards to the month first.
type monthly struct {
	t     table.Table
	pk    func(month, shard string) string
	from  string // first month, yyyymm
	start string // newest month, yyyymm

	sparse bool // few of many items may be kept
}

// list hands items to take, newest first, until size of them were kept. The
// cursor that it returns continues behind the last item taken; it is empty at
// the end.
func (m monthly) list(ctx context.Context, cursor string, size int, take func(table.Item) (kept bool, err error)) (string, error) {
	mon, last, _ := strings.Cut(cursor, "|")
	if mon == "" {
		mon = m.start
	}
	kept := 0
	most, many := effort(m.sparse, size)
	for queries := 1; mon >= m.from; queries++ {
		items, more, err := m.merged(ctx, mon, last, many)
		if err != nil {
			return "", err
		}
		for _, item := range items {
			if kept == size {
				return mon + "|" + last, nil
			}
			ok, err := take(item)
			if err != nil {
				return "", err
			}
			if ok {
				kept++
			}
			last = item.String("GSI2SK")
		}
		if !more {
			mon, last = monthBefore(mon), ""
		} else if queries >= most && (kept > 0 || m.sparse) {
			return mon + "|" + last, nil
		}
	}
	return "", nil
}

// monthCursor continues behind an item of one of the months.
func monthCursor(item table.Item) string {
	return splitKey(item.String("GSI2PK"), 5)[3] + "|" + item.String("GSI2SK")
}

// merged reads a month's shards side by side.
func (m monthly) merged(ctx context.Context, mon, last string, limit int) (items []table.Item, more bool, err error) {
	var pages [programShards]table.Page
	each := limit
	if !m.sparse { // the newest are spread over the shards
		each = limit/2 + 3
	}
	calls := make([]func() error, programShards)
	for shard := range pages {
		q := table.Query{Index: table.Gsi2, PK: m.pk(mon, strconv.Itoa(shard)), Reverse: true, Limit: each}
		if last != "" {
			q.To = before(last)
		}
		calls[shard] = func() (err error) {
			pages[shard], err = m.t.Query(ctx, q)
			return err
		}
	}
	if err := table.Together(m.t, calls...); err != nil {
		return nil, false, fmt.Errorf("list a month: %w", err)
	}
	floor := "" // below it a shard has more that was not read
	for _, got := range pages {
		items = append(items, got.Items...)
		if got.Next != "" {
			more, floor = true, max(floor, got.Items[len(got.Items)-1].String("GSI2SK"))
		}
	}
	items = slices.DeleteFunc(items, func(item table.Item) bool { return item.String("GSI2SK") < floor })
	sort.SliceStable(items, func(i, j int) bool { return items[i].String("GSI2SK") > items[j].String("GSI2SK") })
	if len(items) > limit {
		items, more = items[:limit], true
	}
	return items, more, nil
}

func monthBefore(mon string) string { return monthsFrom(mon, -1) }

func monthAfter(mon string) string { return monthsFrom(mon, 1) }

func monthsFrom(mon string, n int) string {
	t, err := time.Parse("200601", mon)
	if err != nil {
		return ""
	}
	return t.AddDate(0, n, 0).Format("200601")
}

// OfProgram lists a program's commissions, newest event first (A10).
func (s CommissionLists) OfProgram(ctx context.Context, p id.Program, f commission.Filter, r page.Request) (page.Of[commission.Row], error) {
	m := s.months(f.From, f.To, func(mon, shard string) string { return commissionsPK(p, mon, shard) })
	m.sparse = f.Sparse()
	out := page.Of[commission.Row]{Data: []commission.Row{}}
	var err error
	out.Next, err = m.list(ctx, r.Cursor, r.Size(), func(item table.Item) (bool, error) {
		row, err := decodeCommissionRow(p, item)
		if err != nil || !f.Keeps(row) {
			return false, err
		}
		out.Data = append(out.Data, row)
		return true, nil
	})
	return out, err
}

// reach is how far back a list goes that names no start, in months.
const reach = 13

// months returns the months that a list covers, by the time of the event.
func (s CommissionLists) months(from, to time.Time, pk func(mon, shard string) string) monthly {
	now := s.Clock.Now()
	if to.IsZero() || to.After(now) {
		to = now
	}
	if from.IsZero() {
		from = to.AddDate(0, -reach, 0)
	}
	return monthly{t: s.T, pk: pk, from: month(from), start: month(to)}
}

var _ commission.Reader = CommissionLists{}
