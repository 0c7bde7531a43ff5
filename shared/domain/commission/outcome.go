package commission

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
)

// Change is a commission as it was read and as it is to be. A Before of
// Version 0 means a new one.
type Change struct {
	Before Commission
	After  Commission
}

// Outcome is a decision: what one transaction writes, all or nothing. It holds
// at most one entry per account. Act names it in the log where no posting does.
type Outcome struct {
	Changes    []Change
	Entries    []ledger.Entry
	Events     []event.Event
	Adjustment *AdjustmentChange
	Case       *CaseChange // that was decided
	Act        string
	At         time.Time // of the act
}

// ChunkSize is how many commissions one transaction moves at most.
const ChunkSize = 40

// Items returns how many items the transaction writes: an entry is a balance
// and a posting.
func (o Outcome) Items() int { return len(o.Changes) + 2*len(o.Entries) + len(o.Events) }

// Concerned is the sum that changes of one kind are about: what was taken back,
// or else what the commissions come to.
func Concerned(changes []Change) int64 {
	var taken, net int64
	for _, ch := range changes {
		net += ch.After.Net()
		switch {
		case ch.Before.Version == 0 && ch.After.Amount.Sign() < 0:
			taken -= ch.After.Net()
		case ch.Before.Version > 0:
			taken += ch.After.Reversed - ch.Before.Reversed
		}
	}
	if taken > 0 {
		return taken
	}
	return net
}

// Rollups returns how the day counters change with these commissions.
func Rollups(changes []Change) []event.Rollup {
	type place struct {
		day    string
		facets event.Facets
	}
	var order []place
	deltas := map[place]map[string]int64{}
	for _, ch := range changes {
		c := ch.After
		d := Delta(ch)
		p := place{day: c.Day}
		if d["earned"] != 0 {
			p.facets = c.Facets()
		}
		if deltas[p] == nil {
			deltas[p] = map[string]int64{}
			order = append(order, p)
		}
		for k, v := range d {
			deltas[p][k] += v
		}
	}
	out := make([]event.Rollup, 0, len(order))
	for _, p := range order {
		out = append(out, event.Rollup{Day: p.day, Facets: p.facets, Delta: deltas[p]})
	}
	return out
}

// Delta returns how one change moves the day's amounts by state. "earned" is
// what is neither declined nor reversed.
func Delta(ch Change) map[string]int64 {
	d := map[string]int64{}
	count := func(c Commission, sign int64) {
		if c.Version == 0 {
			return
		}
		net := c.Net()
		switch c.Status {
		case Pending, Held:
			d["pending"] += sign * net
		case Approved:
			d["approved"] += sign * net
		case Available:
			d["available"] += sign * net
		case Paid:
			d["paid"] += sign * net
		case Declined:
			d["declined"] += sign * net
		case Reversed:
			d["reversed"] += sign * net
		}
		ended := c.Status == Declined || c.Status == Reversed
		if !ended {
			d["earned"] += sign * net
		}
		switch {
		case c.Status == Declined:
			d["declined"] += sign * c.Reversed
		case c.Amount.Sign() < 0: // a clawback or a deduction
			d["reversed"] -= sign * net
		default:
			d["reversed"] += sign * c.Reversed
		}
	}
	count(ch.Before, -1)
	count(ch.After, 1)
	for k, v := range d {
		if v == 0 {
			delete(d, k)
		}
	}
	return d
}
