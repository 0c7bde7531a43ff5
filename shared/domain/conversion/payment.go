package conversion

import (
	"maps"
	"slices"
)

// Failure is a refund of a payment that did not come about, and when that was
// said, in Unix seconds.
type Failure struct {
	At    int64 `json:"t" table:"t"`
	Minor int64 `json:"m" table:"m"`
}

// ofPayment notes what the provider said of a payment: how much of it was
// refunded so far, of which the latest word counts, or that a refund failed.
func (d decision) ofPayment(h *Head) {
	p, at, minor := d.report.Payment, d.report.OccurredAt.Unix(), d.report.Amount.Minor()
	if d.report.Failed {
		h.Failed = maps.Clone(h.Failed)
		if h.Failed == nil {
			h.Failed = map[string][]Failure{}
		}
		h.Failed[p] = append(slices.Clone(h.Failed[p]), Failure{at, minor})
		return
	}
	if last, known := h.Targets[p]; known && (at < h.Seen[p] || at == h.Seen[p] && minor <= last) {
		return
	}
	h.Targets, h.Seen = maps.Clone(h.Targets), maps.Clone(h.Seen)
	if h.Targets == nil {
		h.Targets = map[string]int64{}
	}
	if h.Seen == nil {
		h.Seen = map[string]int64{}
	}
	h.Targets[p], h.Seen[p] = minor, at
}

// targeted is how much of the order's payments was refunded, as far as their
// provider said: what it said last of each, less what failed since.
func (h Head) targeted() int64 {
	var sum int64
	for p, minor := range h.Targets {
		for _, f := range h.Failed[p] {
			if f.At >= h.Seen[p] {
				minor -= f.Minor
			}
		}
		sum += max(minor, 0)
	}
	return sum
}

// follow moves what is refunded of an order from one target to another. Where
// more was refunded, by other reports, that stays.
func follow(refunded, was, is int64) int64 {
	switch {
	case is >= was:
		return max(refunded, is)
	case refunded <= was: // it is the target, or all that there is to refund
		return is
	}
	return refunded - (was - is)
}
