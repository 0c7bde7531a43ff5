package commission

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Report says what became of each commission that was asked for.
type Report struct {
	Done    []id.Commission          // as asked, now or before
	Refused map[id.Commission]string // why
}

func (r *Report) merge(o Report) {
	r.Done = append(r.Done, o.Done...)
	if r.Refused == nil {
		r.Refused = map[id.Commission]string{}
	}
	for k, v := range o.Refused {
		r.Refused[k] = v
	}
}

// change is one kind of decision on commissions of one account.
type change struct {
	kind   ledger.Kind
	event  event.Type
	act    string // for the log, of what moves no money
	actor  string
	reason string
	// each returns the commission as it is to be; one that is so already is
	// returned as it is.
	each func(Commission) (Commission, error)
}

// quietSize is how many commissions one transaction changes that moves no
// money: each has its line in the log.
const quietSize = ChunkSize / 2

func (ch change) size() int {
	if ch.act != "" {
		return quietSize
	}
	return ChunkSize
}

// decide takes commissions of a program through a change, those of an account
// together. A refusal of one stops no other. It can be called again with the
// same ids and goes on where it stopped.
func (d Decider) decide(ctx context.Context, program id.Program, ids []id.Commission, ch change) (Report, error) {
	groups, total, err := d.group(ctx, program, ids)
	if err != nil {
		return Report{}, err
	}
	for _, g := range groups {
		for start := 0; start < len(g.ids); start += ch.size() {
			r, err := d.chunk(ctx, g.account, g.ids[start:min(start+ch.size(), len(g.ids))], ch)
			if err != nil {
				return total, err
			}
			total.merge(r)
		}
	}
	return total, nil
}

// chunk decides some commissions of one account in one transaction, anew when
// it loses a race.
func (d Decider) chunk(ctx context.Context, a ledger.Account, ids []id.Commission, ch change) (Report, error) {
	var err error
	for range attempts {
		var o Outcome
		var r Report
		if o, r, err = d.propose(ctx, a, ids, ch); err != nil || len(o.Changes) == 0 {
			return r, err
		}
		if err = d.Store.Commit(ctx, o); err == nil {
			return r, nil
		}
		if !fault.IsStale(err) {
			return Report{}, err
		}
	}
	return Report{}, busy(err)
}

// busy is the answer when each attempt lost its race.
func busy(err error) error {
	return fault.Wrap(err, fault.Unavailable, "commission.busy", "This account is busy; try again.")
}

func (d Decider) propose(ctx context.Context, a ledger.Account, ids []id.Commission, ch change) (Outcome, Report, error) {
	report := Report{Refused: map[id.Commission]string{}}
	commissions, err := d.Store.Load(ctx, ids)
	if err != nil {
		return Outcome{}, report, err
	}
	var quiet, loud []Change
	for _, c := range commissions {
		n, err := ch.each(c)
		if err != nil {
			report.Refused[c.ID] = fault.CodeOf(err)
			continue
		}
		report.Done = append(report.Done, c.ID)
		switch {
		case n.Version == c.Version:
		case n.bucket() == c.bucket():
			quiet = append(quiet, Change{c, n})
		default:
			loud = append(loud, Change{c, n})
		}
	}
	if len(loud) == 0 {
		return Outcome{Changes: quiet, Act: ch.act, At: d.Clock.Now()}, report, nil
	}
	b, err := d.Store.Balance(ctx, a)
	if err != nil {
		return Outcome{}, report, err
	}
	o, err := conclude(b, loud, ledger.Note{Kind: ch.kind, Actor: ch.actor, Reason: ch.reason, At: d.Clock.Now()}, moves(b, loud), ch.event)
	o.Changes, o.Act, o.At = append(o.Changes, quiet...), ch.act, d.Clock.Now()
	return o, report, err
}

// bucket is where the ledger keeps what is left of a commission.
func (c Commission) bucket() ledger.Bucket {
	switch c.Status {
	case Pending, Held:
		return ledger.Pending
	case Approved:
		return ledger.Approved
	case Available:
		return ledger.Available
	case Paid:
		return ledger.Paid
	case Declined, Reversed:
		return ledger.Expense
	}
	return ledger.Expense
}

// moves are those of commissions that were decided on: all of them alike.
func moves(b ledger.Balance, changes []Change) []ledger.Move {
	var sum int64
	for _, ch := range changes {
		sum += ch.Before.Net()
	}
	from, to := changes[0].Before.bucket(), changes[0].After.bucket()
	switch {
	case from == ledger.Pending && to == ledger.Available:
		return b.Approve(sum)
	case from == ledger.Approved && to == ledger.Available:
		return b.Fund(sum)
	}
	return []ledger.Move{{From: from, To: to, Minor: sum}}
}

type group struct {
	account ledger.Account
	ids     []id.Commission
}

// group sorts ids by account, keeping their order; what is not of the program
// is refused as unknown.
func (d Decider) group(ctx context.Context, program id.Program, ids []id.Commission) ([]group, Report, error) {
	report := Report{Refused: map[id.Commission]string{}}
	var groups []group
	at := map[ledger.Account]int{}
	seen := map[id.Commission]bool{}
	for start := 0; start < len(ids); start += 100 {
		part := ids[start:min(start+100, len(ids))]
		commissions, err := d.Store.Load(ctx, part)
		if err != nil {
			return nil, report, err
		}
		for _, c := range commissions {
			if c.Account.Program != program || seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			i, ok := at[c.Account]
			if !ok {
				i = len(groups)
				at[c.Account] = i
				groups = append(groups, group{account: c.Account})
			}
			groups[i].ids = append(groups[i].ids, c.ID)
		}
	}
	for _, c := range ids {
		if !seen[c] {
			report.Refused[c] = "commission.unknown"
		}
	}
	return groups, report, nil
}
