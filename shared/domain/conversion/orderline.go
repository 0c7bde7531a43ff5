package conversion

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// OrderLine is what is known of one line of an order, in the order's currency:
// what it cost and how much of that came back. Under a product's name it is
// what came back of the product, whichever lines it was on.
type OrderLine struct {
	Product string `json:"p,omitempty" table:"p,omitempty"`
	Sale    int64  `json:"s,omitempty" table:"s,omitempty"`
	Back    int64  `json:"b,omitempty" table:"b,omitempty"`
}

func lineKey(id string) string { return "line " + id }

func productKey(product string) string { return "product " + product }

// byLine tells whether parts of the order earned apart.
func byLine(c commission.Commission) bool {
	for _, p := range c.Basis.Lines {
		if len(p.Of) > 0 {
			return true
		}
	}
	return false
}

// lined adds the sale's lines to the order, once, where they earn apart.
func (d *decision) lined(h Head, c commission.Commission) Head {
	if d.lines || !byLine(c) {
		return h
	}
	d.lines = true
	h.Lines = cloned(h.Lines)
	given := d.report.asGiven()
	for _, l := range atMost(given.Lines, *given.Amount) {
		o := h.Lines[lineKey(l.ID)]
		o.Product = l.Product
		o.Sale += l.Minor
		h.Lines[lineKey(l.ID)] = o
	}
	return h
}

// atMost brings lines down to an amount, where they say more than it is.
func atMost(lines []Line, a money.Amount) []Line {
	weights := make([]int64, len(lines))
	var sum int64
	for i, l := range lines {
		weights[i] = max(l.Minor, 0)
		sum += weights[i]
	}
	if sum <= a.Minor() {
		return lines
	}
	parts, err := a.Split(weights)
	if err != nil {
		return nil // the weights add up to more than the amount, so to something
	}
	out := slices.Clone(lines)
	for i := range out {
		out[i].Minor = parts[i].Minor()
	}
	return out
}

// named gives lines that have no id one by which they are known: their
// product's, or their place.
func named(lines []Line) []Line {
	out := slices.Clone(lines)
	taken := map[string]bool{}
	for _, l := range lines {
		taken[l.ID] = true
	}
	for i := range out {
		if out[i].ID != "" {
			continue
		}
		if out[i].ID = out[i].Product; out[i].ID == "" || taken[out[i].ID] {
			out[i].ID = "line-" + strconv.Itoa(i+1)
		}
		taken[out[i].ID] = true
	}
	return out
}

// returned notes which lines a refund is of, unless the order is known to earn
// as a whole.
func (d decision) returned(h *Head) {
	if len(d.report.Lines) == 0 || len(h.Lines) == 0 && len(h.Commissions) > 0 {
		return
	}
	h.Lines = cloned(h.Lines)
	for _, l := range atMost(d.report.Lines, *d.report.Amount) {
		k := lineKey(l.ID)
		if l.ID == "" {
			k = productKey(l.Product)
		}
		o := h.Lines[k]
		o.Back += l.Minor
		if o.Product == "" {
			o.Product = l.Product
		}
		h.Lines[k] = o
	}
}

func cloned(lines map[string]OrderLine) map[string]OrderLine {
	if lines == nil {
		return map[string]OrderLine{}
	}
	return maps.Clone(lines)
}

// target is how much of a commission the order's refunds take back in all: of
// each part that its lines earned, what of these lines came back. It depends on
// what came back and not on the order of it, is rounded once and is the whole
// commission when the whole order came back, so that the parts of refunds sum
// up to it (I-6).
func target(c commission.Commission, h Head) (int64, error) {
	if len(h.Lines) == 0 || !byLine(c) || h.back() >= h.SaleMinor {
		return share(c.Amount, h)
	}
	left, rest := h.left()
	apart := map[string]bool{} // lines that a part names
	for _, p := range c.Basis.Lines {
		for _, of := range p.Of {
			apart[lineKey(of)] = true
		}
	}
	sum := new(big.Rat)
	for _, p := range c.Basis.Lines {
		sale, kept := new(big.Rat), new(big.Rat)
		for k, l := range h.Lines {
			mine := slices.ContainsFunc(p.Of, func(of string) bool { return lineKey(of) == k })
			if l.Sale > 0 && (mine || len(p.Of) == 0 && !apart[k]) {
				sale.Add(sale, whole(l.Sale))
				kept.Add(kept, left[k])
			}
		}
		if len(p.Of) == 0 {
			sale.Add(sale, whole(h.unlined()))
			kept.Add(kept, rest)
		}
		if sale.Sign() == 0 { // it cost nothing: as the order
			sale, kept = whole(h.SaleMinor), whole(h.SaleMinor-h.back())
		}
		back := new(big.Rat).Sub(sale, kept)
		sum.Add(sum, back.Mul(back.Quo(back, sale), whole(p.Minor)))
	}
	return halfEven(sum), nil
}

// unlined is what of the sales no line makes up.
func (h Head) unlined() int64 {
	n := h.SaleMinor
	for _, l := range h.Lines {
		n -= l.Sale
	}
	return max(n, 0)
}

// left is how much of each line the customer still has, and of what no line
// makes up: first goes what was named as a line's, at most the line; then what
// was named as a product's, over its lines; then all else that came back, over
// all that is left, each in proportion.
func (h Head) left() (lines map[string]*big.Rat, rest *big.Rat) {
	lines, rest = map[string]*big.Rat{}, whole(h.unlined())
	back := map[string]*big.Rat{} // of products
	had := map[string]*big.Rat{}
	unnamed := whole(h.back())
	for k, l := range h.Lines {
		if l.Sale > 0 {
			lines[k] = whole(l.Sale - min(l.Back, l.Sale))
			unnamed.Sub(unnamed, whole(min(l.Back, l.Sale)))
			sumTo(had, l.Product, lines[k])
		} else if l.Product != "" {
			sumTo(back, l.Product, whole(l.Back))
		}
	}
	for k, l := range lines {
		if p := h.Lines[k].Product; back[p] != nil {
			shrink(l, back[p], had[p])
		}
	}
	for p, b := range back {
		switch {
		case had[p] == nil:
		case b.Cmp(had[p]) > 0:
			unnamed.Sub(unnamed, had[p])
		default:
			unnamed.Sub(unnamed, b)
		}
	}
	if unnamed.Sign() <= 0 {
		return lines, rest
	}
	all := new(big.Rat).Set(rest)
	for _, l := range lines {
		all.Add(all, l)
	}
	shrink(rest, unnamed, all)
	for _, l := range lines {
		shrink(l, unnamed, all)
	}
	return lines, rest
}

func sumTo(sums map[string]*big.Rat, key string, n *big.Rat) {
	if sums[key] == nil {
		sums[key] = new(big.Rat)
	}
	sums[key].Add(sums[key], n)
}

// shrink takes from n its share of what is taken from all.
func shrink(n, taken, all *big.Rat) {
	if all.Sign() <= 0 {
		return
	}
	kept := new(big.Rat).Sub(all, taken)
	if kept.Sign() < 0 {
		kept.SetInt64(0)
	}
	n.Mul(n, kept.Quo(kept, all))
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// halfEven rounds to minor units; what is rounded is a part of an amount that
// fits.
func halfEven(r *big.Rat) int64 {
	q, m := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int))
	twice := m.Lsh(m, 1).Cmp(r.Denom())
	if twice > 0 || twice == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return q.Int64()
}
