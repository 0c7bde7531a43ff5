package commission

import (
	"context"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// System is the actor of what no person decided.
const System = "system"

// attempts is how often a decision is made anew after a lost race.
const attempts = 5

// Decider approves, declines and reverses commissions, many at a time.
type Decider struct {
	Store   Store
	Clock   clock.Clock
	Funding Funding // nil: every program pays directly
}

// Report says what became of each commission that was asked for.
type Report struct {
	Done    []id.Commission
	Refused map[id.Commission]string // why
}

// ApproveDue approves what is due now, at most limit commissions, and returns
// how many. What is left is the next run's. Two runs at once do it once.
func (d Decider) ApproveDue(ctx context.Context, limit int) (int, error) {
	now := d.Clock.Now()
	nominees, err := d.Store.Due(ctx, now, limit)
	if err != nil {
		return 0, err
	}
	done := 0
	for start := 0; start < len(nominees); {
		end := start
		ids := []id.Commission{}
		for end < len(nominees) && len(ids) < ChunkSize && nominees[end].Account == nominees[start].Account {
			ids = append(ids, nominees[end].ID)
			end++
		}
		network, err := d.network(ctx, nominees[start].Account.Program)
		if err != nil {
			return done, err
		}
		r, err := d.chunk(ctx, nominees[start].Account, ids, change{
			network: network,
			kind:    ledger.Approval, event: event.CommissionApproved, actor: System,
			each: func(c Commission) (Commission, error) {
				if c.DueAt.IsZero() || c.DueAt.After(now) {
					return c, fault.New(fault.Conflict, "commission.not_due", "The holdback has not ended.")
				}
				return c.approved(now, network)
			},
		})
		if err != nil {
			return done, err
		}
		done += len(r.Done)
		start = end
	}
	if len(nominees) < limit {
		return done, d.Store.Swept(ctx, now)
	}
	return done, nil
}

// Approve approves commissions of the program before their holdback ends, for
// a manager. Each is decided by itself; a refusal of one stops no other.
func (d Decider) Approve(ctx context.Context, program id.Program, ids []id.Commission, actor string) (Report, error) {
	now := d.Clock.Now()
	network, err := d.network(ctx, program)
	if err != nil {
		return Report{}, err
	}
	return d.decide(ctx, program, ids, change{
		network: network,
		kind:    ledger.Approval, event: event.CommissionApproved, actor: actor,
		each: func(c Commission) (Commission, error) { return c.approved(now, network) },
	})
}

// Decline declines pending or held commissions of the program, with a reason.
func (d Decider) Decline(ctx context.Context, program id.Program, ids []id.Commission, reason, actor string) (Report, error) {
	if err := CheckReason(reason); err != nil {
		return Report{}, err
	}
	now := d.Clock.Now()
	return d.decide(ctx, program, ids, change{
		kind: ledger.Declined, event: event.CommissionDeclined, actor: actor, reason: reason,
		each: func(c Commission) (Commission, error) { return c.declined(reason, now) },
	})
}

// change is one kind of decision on commissions of one account.
type change struct {
	network bool // what is approved waits to be funded
	kind    ledger.Kind
	event   event.Type
	actor   string
	reason  string
	each    func(Commission) (Commission, error)
}

func (d Decider) decide(ctx context.Context, program id.Program, ids []id.Commission, ch change) (Report, error) {
	groups, total, err := d.group(ctx, program, ids)
	if err != nil {
		return Report{}, err
	}
	for _, g := range groups {
		for start := 0; start < len(g.ids); start += ChunkSize {
			r, err := d.chunk(ctx, g.account, g.ids[start:min(start+ChunkSize, len(g.ids))], ch)
			if err != nil {
				return total, err
			}
			total.merge(r)
		}
	}
	return total, nil
}

// chunk decides up to ChunkSize commissions of one account in one transaction,
// anew when it loses a race.
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
	var changes []Change
	var sum int64
	for _, c := range commissions {
		n, err := ch.each(c)
		if err != nil {
			report.Refused[c.ID] = fault.CodeOf(err)
			continue
		}
		changes = append(changes, Change{c, n})
		report.Done = append(report.Done, c.ID)
		sum += c.Net()
	}
	if len(changes) == 0 {
		return Outcome{}, report, nil
	}
	b, err := d.Store.Balance(ctx, a)
	if err != nil {
		return Outcome{}, report, err
	}
	moves := ledger.Decline(sum)
	if ch.kind == ledger.Approval {
		moves = accept(b, sum, ch.network)
	}
	o, err := conclude(b, changes, ledger.Note{Kind: ch.kind, Actor: ch.actor, Reason: ch.reason, At: d.Clock.Now()}, moves, ch.event)
	return o, report, err
}

// conclude makes the outcome of changes of one account: one posting, one event.
func conclude(b ledger.Balance, changes []Change, n ledger.Note, moves []ledger.Move, t event.Type) (Outcome, error) {
	for _, ch := range changes {
		n.Refs = append(n.Refs, string(ch.After.ID))
	}
	entry, err := b.Post(n, moves...)
	if err != nil {
		return Outcome{}, err
	}
	first := changes[0].After
	amount, err := money.New(Concerned(changes), b.Account.Currency)
	if err != nil {
		return Outcome{}, err
	}
	e, err := Told(entry, t, n.At, map[string]string{
		"commission_id": string(first.ID), "count": strconv.Itoa(len(changes)), "reason": n.Reason,
		"payout": amount.Decimal(), "currency": string(b.Account.Currency), "click_id": first.Click,
		"transaction_id": first.Transaction, "sub1": first.Sub, "status": string(first.Status),
		"conversion_id": string(first.Conversion), "offer_id": string(first.Basis.Offer),
	}, Rollups(changes))
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Changes: changes, Entries: []ledger.Entry{entry}, Events: []event.Event{e}}, nil
}

// Told returns the event of a ledger entry: an account's posting happens once,
// so its number makes the event's id.
func Told(e ledger.Entry, t event.Type, at time.Time, data map[string]string, rs []event.Rollup) (event.Event, error) {
	a := e.Posting.Account
	subject, err := id.Of[id.Posting](string(a.Program), string(a.Partner), string(a.Currency), strconv.FormatInt(e.Posting.Seq, 10))
	if err != nil {
		return event.Event{}, err
	}
	eid, err := id.Of[id.Event](string(t), string(subject))
	if err != nil {
		return event.Event{}, err
	}
	for k, v := range data {
		if v == "" {
			delete(data, k)
		}
	}
	return event.Event{ID: eid, Type: t, At: at, Program: a.Program, Partner: a.Partner, Subject: string(subject), Version: e.Posting.Seq, Data: data, Rollups: rs}, nil
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
