package memory

import (
	"cmp"
	"iter"
	"slices"
	"sort"

	"github.com/tributaryhq/tributary/shared/table"
)

// place orders items: by an index's keys, then by the item's own, which are
// empty in the base table.
type place struct{ pk, sk, itemPK, itemSK string }

// last sorts after any key: no UTF-8 text holds this byte.
const last = "\xff"

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.pk, q.pk), cmp.Compare(p.sk, q.sk), cmp.Compare(p.itemPK, q.itemPK), cmp.Compare(p.itemSK, q.itemSK))
}

type entry struct {
	at   place
	item table.Item // never changed, only replaced
}

// list is a sorted list in blocks, so that an insertion moves one block only.
type list struct{ blocks [][]entry }

const blockSize = 256

// find returns where p is or belongs.
func (l *list) find(p place) (block, i int, found bool) {
	block = sort.Search(len(l.blocks), func(b int) bool { return l.blocks[b][0].at.compare(p) > 0 }) - 1
	if block < 0 {
		return 0, 0, false
	}
	i, found = slices.BinarySearchFunc(l.blocks[block], p, func(e entry, p place) int { return e.at.compare(p) })
	return block, i, found
}

func (l *list) get(p place) table.Item {
	block, i, found := l.find(p)
	if !found {
		return nil
	}
	return l.blocks[block][i].item
}

// set puts the item at p; nil removes what is there.
func (l *list) set(p place, item table.Item) {
	block, i, found := l.find(p)
	switch {
	case item == nil && !found:
	case item == nil:
		l.blocks[block] = slices.Delete(l.blocks[block], i, i+1)
		if len(l.blocks[block]) == 0 {
			l.blocks = slices.Delete(l.blocks, block, block+1)
		}
	case found:
		l.blocks[block][i].item = item
	case len(l.blocks) == 0:
		l.blocks = [][]entry{{{p, item}}}
	default:
		l.insert(block, i, entry{p, item})
	}
}

func (l *list) insert(block, i int, e entry) {
	b := slices.Insert(l.blocks[block], i, e)
	l.blocks[block] = b
	if len(b) > blockSize {
		half := len(b) / 2
		upper := slices.Clone(b[half:])
		clear(b[half:])
		l.blocks[block] = b[:half]
		l.blocks = slices.Insert(l.blocks, block+1, upper)
	}
}

// between yields the entries from lo to hi, both included, or backwards.
func (l *list) between(lo, hi place, reverse bool) iter.Seq[entry] {
	start, step := lo, 1
	if reverse {
		start, step = hi, -1
	}
	return func(yield func(entry) bool) {
		block, i, found := l.find(start)
		if reverse && !found {
			i--
		}
		for ; block >= 0 && block < len(l.blocks); block += step {
			for ; i >= 0 && i < len(l.blocks[block]); i += step {
				e := l.blocks[block][i]
				if e.at.compare(lo) < 0 || e.at.compare(hi) > 0 || !yield(e) {
					return
				}
			}
			i = 0
			if reverse && block > 0 {
				i = len(l.blocks[block-1]) - 1
			}
		}
	}
}
