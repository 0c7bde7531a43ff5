package sim

import (
	"fmt"
	"math/big"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
)

// line is a product of an order: what it cost, and what refunds named as its.
type line struct {
	product     string
	minor, back int64
}

// part is what some lines earned a partner together, because their rate is one.
type part struct {
	minor int64
	lines []int
}

// parts is what an order earned a partner, rate by rate; one part for the whole
// where there are no lines.
func (s *shop) parts(o *order, partner int) []part {
	if len(o.lines) == 0 {
		return []part{{minor: s.partOf(o, partner, halfEven(o.counted*ratePercent, 100))}}
	}
	counted, at := o.countLines(), map[string]int{}
	var out []part
	var bases []int64
	for i, l := range o.lines {
		n, known := at[l.product]
		if !known {
			n = len(out)
			at[l.product], out, bases = n, append(out, part{}), append(bases, 0)
		}
		out[n].lines, bases[n] = append(out[n].lines, i), bases[n]+counted[i]
	}
	for product, n := range at {
		out[n].minor = s.partOf(o, partner, halfEven(bases[n]*percentOf(product), 100))
	}
	return out
}

// countLines is what each line cost in the program's currency: its part of what
// the order did, and of the cents that are left one for each of the first.
func (o *order) countLines() []int64 {
	out := make([]int64, len(o.lines))
	left := o.counted
	for i, l := range o.lines {
		out[i] = new(big.Int).Div(new(big.Int).Mul(big.NewInt(o.counted), big.NewInt(l.minor)), big.NewInt(o.minor)).Int64()
		left -= out[i]
	}
	for i := range left {
		out[i]++
	}
	return out
}

// keeps is what of its parts a partner keeps: of each as much as the customer
// has not got back of the part's lines. What no refund named as a line's is of
// all that is left.
func (o *order) keeps(parts []part) int64 {
	left, unnamed := o.minor, o.back()
	for _, l := range o.lines {
		named := min(l.back, l.minor)
		left, unnamed = left-named, unnamed-named
	}
	whole, lost := int64(0), new(big.Rat)
	for _, p := range parts {
		cost, kept := int64(0), new(big.Rat)
		for _, n := range p.lines {
			l := o.lines[n]
			cost += l.minor
			if left > 0 {
				rest := big.NewRat(l.minor-min(l.back, l.minor), 1)
				kept.Add(kept, rest.Mul(rest, big.NewRat(left-unnamed, left)))
			}
		}
		gone := new(big.Rat).Sub(big.NewRat(cost, 1), kept)
		gone.Mul(gone, big.NewRat(p.minor, cost))
		lost.Add(lost, gone)
		whole += p.minor
	}
	return whole - round(lost)
}

// reported is the lines as they are told.
func (o *order) reported() []conversion.Line {
	var out []conversion.Line
	for i, l := range o.lines {
		out = append(out, conversion.Line{ID: lineID(i), Product: l.product, Quantity: 1, Minor: l.minor})
	}
	return out
}

func lineID(n int) string { return fmt.Sprint("line-", n) }

// divide gives the order some lines that sum up to its price.
func (w *world) divide(o *order) {
	n := 1 + w.luck.IntN(4)
	if o.minor < int64(2*n) {
		return
	}
	for rest := o.minor; n > 0; n-- {
		minor := rest
		if n > 1 {
			minor = 1 + w.luck.Int64N(rest-int64(n)+1)
		}
		o.lines = append(o.lines, line{product: products()[w.luck.IntN(3)], minor: minor})
		rest -= minor
	}
}
