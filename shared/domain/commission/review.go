package commission

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Reasons of held commissions that other decisions look at. A partner reads
// none of them: what is held is under review.
const (
	InReview         = "fraud_review"
	AwaitingMerchant = "awaiting_merchant"
)

// Acts on cases, as the log calls them.
const (
	ActCleared   = "case.clear"
	ActConfirmed = "case.confirm"
)

// CaseChange is a case as it was read and as it is to be.
type CaseChange struct {
	Before fraud.Case
	After  fraud.Case
}

// inReview refuses what would make a commission payable while its case is open.
func (c Commission) inReview() error {
	if c.Review == "" {
		return nil
	}
	return fault.New(fault.Conflict, "commission.in_review", "This commission is under fraud review. Decide its case.")
}

// Cases reads fraud cases.
type Cases interface {
	// Case reads one consistently; NotFound.
	Case(ctx context.Context, p id.Program, c id.Case) (fraud.Case, error)
}

// Reviewer decides fraud cases: the case, its commissions and their postings in
// one transaction.
type Reviewer struct {
	Decider

	Cases Cases
}

// Verdict is what a manager found of a case.
type Verdict struct {
	Status fraud.Status // Cleared or Confirmed
	By     id.User
	Reason string // of Confirmed; the partner reads it
	Note   string // the partner does not
}

// Decide ends a case. A cleared one's commissions go their way: they wait for
// the end of their holdback, or are approved when that is past. A confirmed
// one's are declined. The same again changes nothing; otherwise is a Conflict.
func (r Reviewer) Decide(ctx context.Context, p id.Program, cid id.Case, v Verdict) (fraud.Case, error) {
	if v.Status == fraud.Confirmed {
		if err := CheckReason(v.Reason); err != nil {
			return fraud.Case{}, err
		}
	}
	network, err := r.network(ctx, p)
	if err != nil {
		return fraud.Case{}, err
	}
	for range attempts {
		var c fraud.Case
		if c, err = r.decideCase(ctx, p, cid, v, network); err == nil || !fault.IsStale(err) {
			return c, err
		}
	}
	return fraud.Case{}, busy(err)
}

func (r Reviewer) decideCase(ctx context.Context, p id.Program, cid id.Case, v Verdict, network bool) (fraud.Case, error) {
	before, err := r.Cases.Case(ctx, p, cid)
	if err != nil {
		return before, err
	}
	now := r.Clock.Now()
	after, err := before.Decide(v.Status, v.By, v.Reason, v.Note, now)
	if err != nil || after.Version == before.Version {
		return after, err
	}
	cs, err := r.Store.Load(ctx, before.Commissions)
	if err != nil {
		return before, err
	}
	o := Outcome{Case: &CaseChange{before, after}, At: now}
	note := ledger.Note{Kind: ledger.Approval, Actor: string(v.By), At: now}
	told := event.CommissionApproved
	if v.Status == fraud.Confirmed {
		note.Kind, note.Reason, told = ledger.Declined, v.Reason, event.CommissionDeclined
	}
	var loud []Change
	for _, c := range cs {
		if c.Review != cid {
			continue
		}
		n, err := c.reviewed(v, network, r)
		if err != nil {
			return before, err
		}
		if n.bucket() == c.bucket() {
			o.Changes = append(o.Changes, Change{c, n})
		} else {
			loud = append(loud, Change{c, n})
		}
	}
	for _, some := range byAccount(loud) {
		b, err := r.Store.Balance(ctx, some[0].Before.Account)
		if err != nil {
			return before, err
		}
		one, err := conclude(b, some, note, moves(b, some), told)
		if err != nil {
			return before, err
		}
		o.Changes, o.Entries, o.Events = append(o.Changes, one.Changes...), append(o.Entries, one.Entries...), append(o.Events, one.Events...)
	}
	return after, r.Store.Commit(ctx, o)
}

// reviewed is a commission after its case. What ended meanwhile stays ended, and
// what waits for the merchant's word waits on.
func (c Commission) reviewed(v Verdict, network bool, r Reviewer) (Commission, error) {
	n := c
	n.Review, n.Version = "", c.Version+1
	if c.Status != Held {
		return n, nil
	}
	if v.Status == fraud.Confirmed {
		out, err := n.declined(v.Reason, r.Clock.Now())
		out.Version = n.Version
		return out, err
	}
	if c.Reason == AwaitingMerchant {
		return n, nil
	}
	out, err := n.released(r.Clock.Now(), network)
	out.Version = n.Version
	return out, err
}

// byAccount puts changes of one account together, in their order.
func byAccount(changes []Change) [][]Change {
	var out [][]Change
	at := map[ledger.Account]int{}
	for _, ch := range changes {
		i, known := at[ch.Before.Account]
		if !known {
			i = len(out)
			at[ch.Before.Account] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], ch)
	}
	return out
}
