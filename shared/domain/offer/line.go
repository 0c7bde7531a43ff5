package offer

import (
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Line is one part of what an event earns: a base, the term that priced it, and
// what that comes to. It is kept with the commission and computes again to the
// same amount (I-10).
type Line struct {
	Rule   string   `json:"rule,omitempty"` // whose term it is, empty for the offer's own
	Of     []string `json:"of,omitempty"`   // ids of the order's lines in it; empty: what no other line names
	Term            // that priced it
	Pieces int64    `json:"pieces,omitempty"` // how often a flat amount is paid, when more than once
	Base   int64    `json:"base"`             // of the event's amount, the partner's share
	Whole  int64    `json:"whole,omitempty"`  // the base of all who share the event, when they do
	Cut    int64    `json:"cut,omitempty"`    // what caps and budgets took of it
	Minor  int64    `json:"minor"`            // what it earns
}

// Share is which part of an event's credit is a partner's: the Nth of Of equal
// ones, from 0 on. The zero value is all of it.
type Share struct {
	N  int `json:"n,omitempty"`
	Of int `json:"of"`
}

// shared tells whether somebody else has a part too.
func (s Share) shared() bool { return s.Of > 1 }

// take returns the part of an amount; the parts of all sum up to it, and the
// first ones get the odd units.
func (s Share) take(a money.Amount) (money.Amount, error) {
	if !s.shared() {
		return a, nil
	}
	weights := make([]int64, s.Of)
	for i := range weights {
		weights[i] = 1
	}
	parts, err := a.Split(weights)
	if err != nil {
		return money.Amount{}, err
	}
	if s.N < 0 || s.N >= s.Of {
		return money.Amount{}, fault.New(fault.Internal, "offer.bad_share", "there is no part %d of %d", s.N, s.Of)
	}
	return parts[s.N], nil
}

// Recompute prices the line again and returns what it must have earned.
func (l Line) Recompute(c money.Currency, s Share) (int64, error) {
	base := l.Base
	if s.shared() {
		base = l.Whole
	}
	of, err := money.New(base, c)
	if err != nil {
		return 0, err
	}
	whole, err := l.of(of, l.Pieces)
	if err != nil {
		return 0, err
	}
	part, err := s.take(whole)
	return part.Minor() - l.Cut, err
}
