package conversion

import (
	"maps"
	"math/big"

	"github.com/tributaryhq/tributary/shared/domain/commission"
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
	for _, l := range d.report.Lines {
		o := h.Lines[lineKey(l.ID)]
		o.Product = l.Product
		if d.report.Exchanged != nil {
			o.Sale += l.Given
		} else {
			o.Sale += l.Minor
		}
		h.Lines[lineKey(l.ID)] = o
	}
	return h
}

// returned notes which lines a refund is of, unless the order is known to earn
// as a whole.
func (d decision) returned(h *Head) {
	if len(d.report.Lines) == 0 || len(h.Lines) == 0 && len(h.Commissions) > 0 {
		return
	}
	h.Lines = cloned(h.Lines)
	for _, l := range d.report.Lines {
		k := lineKey(l.ID)
		if l.ID == "" {
			k = productKey(l.Product)
		}
		o := h.Lines[k]
		o.Back += l.Minor
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
	named := map[string]bool{}
	for _, p := range c.Basis.Lines {
		for _, of := range p.Of {
			named[of] = true
		}
	}
	sum := new(big.Rat)
	for _, p := range c.Basis.Lines {
		sale, kept := new(big.Rat), new(big.Rat)
		for k, l := range h.Lines {
			if of := p.Of; l.Sale > 0 && (len(of) == 0 && !anyKey(named, k) || len(of) > 0 && hasKey(of, k)) {
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

func anyKey(named map[string]bool, key string) bool {
	for of := range named {
		if lineKey(of) == key {
			return true
		}
	}
	return false
}

func hasKey(of []string, key string) bool {
	for _, o := range of {
		if lineKey(o) == key {
			return true
		}
	}
	return false
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
	lines = map[string]*big.Rat{}
	products := map[string]*big.Rat{}
	all, unnamed := whole(h.unlined()), whole(h.back())
	for k, l := range h.Lines {
		if l.Sale == 0 {
			continue
		}
		back := min(l.Back, l.Sale)
		lines[k] = whole(l.Sale - back)
		unnamed.Sub(unnamed, whole(back))
		if p := productKey(l.Product); h.Lines[p].Back > 0 {
			if products[p] == nil {
				products[p] = new(big.Rat)
			}
			products[p].Add(products[p], lines[k])
		}
	}
	for p, had := range products {
		back := whole(h.Lines[p].Back)
		if back.Cmp(had) > 0 {
			back.Set(had)
		}
		unnamed.Sub(unnamed, back)
		for k, l := range h.Lines {
			if l.Sale > 0 && productKey(l.Product) == p {
				shrink(lines[k], back, had)
			}
		}
	}
	for _, l := range lines {
		all.Add(all, l)
	}
	rest = whole(h.unlined())
	if unnamed.Sign() <= 0 {
		return lines, rest
	}
	shrink(rest, unnamed, all)
	for _, l := range lines {
		shrink(l, unnamed, all)
	}
	return lines, rest
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
