package sim

import "math/big"

// shop is what the merchant knows: its orders and what it refunded. From that
// alone the model says what each partner must have earned.
type shop struct {
	orders []*order
	split  bool // credit is shared by all whose click counts
}

// order is one sale and its refunds, told or not yet told.
type order struct {
	id       string
	partner  int
	other    int // who clicked before, and shares where credit is split
	minor    int64
	coupon   bool // found by the partner's code, not by a click
	customer string
	told     bool // the sale was reported
	refunded int64
	refunds  int
	disputes []int64      // of each, what the bank took and has not given back
	closed   map[int]bool // by partner: a manager took the commission back
}

// back is how much the customer has of the order's price.
func (o *order) back() int64 {
	sum := o.refunded
	for _, d := range o.disputes {
		sum += d
	}
	return min(sum, o.minor)
}

func newShop() *shop { return &shop{} }

// ratePercent is what the program's one offer pays.
const ratePercent = 20

// earned is what a partner must be left with: of each order the commission,
// rounded half-even, less the refunds' share of it, rounded the same way.
func (s *shop) earned(partner int) int64 {
	var sum int64
	for _, o := range s.orders {
		if !o.told || o.closed[partner] {
			continue
		}
		commission := s.share(o, partner)
		sum += commission - halfEven(commission*o.back(), o.minor)
	}
	return sum
}

// sales is how many sales were told, and what is left of their prices.
func (s *shop) sales() (count, revenue int64) {
	for _, o := range s.orders {
		if o.told {
			count++
			revenue += o.minor - o.back()
		}
	}
	return count, revenue
}

// share is a partner's part of an order's commission: all of it, or half, where
// the odd cent is the later click's.
func (s *shop) share(o *order, partner int) int64 {
	whole := halfEven(o.minor*ratePercent, 100)
	shared := s.split && !o.coupon && o.other != o.partner
	switch {
	case partner == o.partner && !shared:
		return whole
	case partner == o.partner:
		return whole - whole/2
	case partner == o.other && shared:
		return whole / 2
	}
	return 0
}

// halfEven divides by way of a decimal fraction, unlike the handlers do.
func halfEven(n, d int64) int64 {
	r := big.NewRat(n, d)
	floor := new(big.Int).Div(r.Num(), r.Denom())
	rest := new(big.Rat).Sub(r, new(big.Rat).SetInt(floor))
	switch rest.Cmp(big.NewRat(1, 2)) {
	case -1:
		return floor.Int64()
	case 0:
		return floor.Int64() + floor.Int64()%2
	}
	return floor.Int64() + 1
}
