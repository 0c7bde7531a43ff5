package sim

import (
	"math/big"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// shop is what the merchant knows: its orders and what it refunded. From that
// alone the model says what each partner must have earned.
type shop struct {
	orders []*order
	split  bool // credit is shared by all whose click counts
	terms  kind
}

// order is one sale and its refunds, told or not yet told.
type order struct {
	id       string
	partner  int
	other    int // who clicked before, and shares where credit is split
	currency money.Currency
	minor    int64
	lines    []line
	coupon   bool // found by the partner's code, not by a click
	customer string
	told     bool // the sale was reported
	at       time.Time
	refunded int64
	refunds  int
	disputes []int64      // of each, what the bank took and has not given back
	closed   map[int]bool // by partner: a manager took the commission back

	// What is read at the end, and held against the rules by itself.
	counted int64         // the price in the program's currency
	seen    map[int]int64 // by partner: what it earned at first
	day     string        // in which it counts: its own, or the one before it was decided
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

// earned is what a partner must be left with: of each order the commission,
// rounded half-even, less the refunds' share of it, rounded the same way.
func (s *shop) earned(partner int) int64 {
	var sum int64
	for _, o := range s.orders {
		if !o.told || o.closed[partner] {
			continue
		}
		if parts := s.parts(o, partner); len(parts) > 1 && o.back() < o.minor {
			sum += o.keeps(parts)
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
			revenue += o.counted - halfEven(o.counted*o.back(), o.minor)
		}
	}
	return count, revenue
}

// share is a partner's part of an order's commission.
func (s *shop) share(o *order, partner int) int64 {
	if !s.terms.plain() {
		return o.seen[partner] // what it must be depends on what came before
	}
	var sum int64
	for _, p := range s.parts(o, partner) {
		sum += p.minor
	}
	return sum
}

// partOf is a partner's part of an amount: all of it, or half, where the odd
// cent is the later click's.
func (s *shop) partOf(o *order, partner int, whole int64) int64 {
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
func halfEven(n, d int64) int64 { return round(big.NewRat(n, d)) }

func round(r *big.Rat) int64 {
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
