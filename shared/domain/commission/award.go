package commission

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Draft is a commission that no conversion made: a bonus, a SPIFF, a stage, a
// manager's correction. Key is its business key: one program gives one
// commission per key, for ever.
type Draft struct {
	Account ledger.Account
	Kind    Kind
	Amount  money.Amount // below zero for a deduction, which only a manual one may be
	Key     string
	Name    string // as the partner reads it, where a sale names its offer
	Reason  string // why it was given; the partner reads it
	Actor   string // who gave it
	Order   string
	Offer   id.Offer
	Version int64     // of the offer
	Day     string    // in the program's zone
	EventAt time.Time // when it was earned
	DueAt   time.Time // zero, or past: available at once
}

// Award decides a draft on its account, as it was read: one new commission, one
// posting, one event. Network says that the program's money must be funded
// before it can be paid out.
func Award(d Draft, b ledger.Balance, network bool, now time.Time) (Outcome, error) {
	c, err := d.commission(now)
	if err != nil {
		return Outcome{}, err
	}
	if b.Version == 0 {
		return Outcome{}, fault.New(fault.Invalid, "commission.no_account", "This partner has no account in %s.", c.Account.Currency)
	}
	moves, kind, told := ledger.Earn(c.Amount.Minor()), ledger.Earned, event.CommissionCreated
	switch {
	case c.Amount.Sign() < 0:
		c.Status, c.ApprovedAt = Available, now
		moves, kind, told = b.Take(-c.Amount.Minor()), ledger.Clawback, event.CommissionReversed
	case !d.DueAt.After(now):
		if c, err = c.approved(now, network); err != nil {
			return Outcome{}, err
		}
		c.Version = 1
		moves, told = append(moves, accept(b, c.Amount.Minor(), network)...), event.CommissionApproved
	}
	return conclude(b, []Change{{After: c}}, ledger.Note{Kind: kind, Actor: d.Actor, Reason: d.Reason, At: now}, moves, told)
}

// AwardID is the commission's id that a program's business key has for ever.
func AwardID(p id.Program, key string) (id.Commission, error) {
	return id.Of[id.Commission](string(p), "award", key)
}

func (d Draft) commission(now time.Time) (Commission, error) {
	if err := d.check(); err != nil {
		return Commission{}, err
	}
	cid, err := AwardID(d.Account.Program, d.Key)
	if err != nil {
		return Commission{}, err
	}
	return Commission{
		ID: cid, Account: d.Account, Kind: d.Kind, Status: Pending, Reason: d.Reason, Amount: d.Amount, Order: d.Order,
		Basis: Basis{Offer: d.Offer, OfferName: d.Name, OfferVersion: d.Version, Type: Awarded, By: d.Actor, Why: d.Reason},
		Day:   d.Day, EventAt: d.EventAt, RecordedAt: now, DueAt: d.DueAt, Version: 1,
	}, nil
}

func (d Draft) check() error {
	switch {
	case !d.Kind.awarded():
		return fault.New(fault.Invalid, "commission.not_awarded", "A commission of kind %s comes from a conversion.", d.Kind)
	case d.Amount.IsZero() || d.Amount.Sign() < 0 && d.Kind != Manual:
		return fault.New(fault.Invalid, "commission.amount_invalid", "The amount must be above zero; only an adjustment may be below.").
			With(fault.Field{Location: "body.amount", Message: "must not be zero"})
	case d.Amount.Currency() != d.Account.Currency:
		return fault.New(fault.Invalid, "commission.currency_invalid", "The account is kept in %s.", d.Account.Currency)
	case d.Day == "" || d.EventAt.IsZero():
		return fault.New(fault.Invalid, "commission.day_missing", "An award has a day.")
	}
	return CheckReason(d.Reason)
}

// awarded tells whether commissions of the kind come from Award.
func (k Kind) awarded() bool {
	switch k {
	case Manual, Bonus, Spiff, Training, Stage, Referral, Click, Margin:
		return true
	case Sale, Recurring, Upgrade, Lead, Signup, Clawback, Reinstated:
		return false
	}
	return false
}

// Bonuses are the kinds that are paid beside what conversions bring.
func Bonuses() []Kind { return []Kind{Spiff, Bonus, Stage, Training, Referral} }

// Standard are all other kinds.
func Standard() []Kind {
	return []Kind{Sale, Recurring, Upgrade, Lead, Signup, Click, Margin, Manual, Clawback, Reinstated}
}

// Award gives what the draft says, once: a second call answers the commission
// that the first one made, as it is now.
func (d Decider) Award(ctx context.Context, draft Draft) (Commission, error) {
	cid, err := AwardID(draft.Account.Program, draft.Key)
	if err != nil {
		return Commission{}, err
	}
	for range attempts {
		var made []Commission
		if made, err = d.Store.Load(ctx, []id.Commission{cid}); err != nil || len(made) > 0 {
			return first(made), err
		}
		var o Outcome
		if o, err = d.proposeAward(ctx, draft); err != nil {
			return Commission{}, err
		}
		if err = d.Store.Commit(ctx, o); err == nil {
			return o.Changes[0].After, nil
		}
		if !fault.IsStale(err) {
			return Commission{}, err
		}
	}
	return Commission{}, busy(err)
}

func (d Decider) proposeAward(ctx context.Context, draft Draft) (Outcome, error) {
	b, err := d.Store.Balance(ctx, draft.Account)
	if err != nil {
		return Outcome{}, err
	}
	network, err := d.network(ctx, draft.Account.Program)
	if err != nil {
		return Outcome{}, err
	}
	return Award(draft, b, network, d.Clock.Now())
}

func first(cs []Commission) Commission {
	if len(cs) == 0 {
		return Commission{}
	}
	return cs[0]
}
