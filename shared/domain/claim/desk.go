package claim

import (
	"context"
	"maps"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Store keeps claims.
type Store interface {
	Reader
	// Claim reads one consistently; NotFound.
	Claim(ctx context.Context, p id.Program, c id.Claim) (Claim, error)
	// Save writes a claim whose stored version is the one before its own, and
	// tells the event in the same transaction; stale when it is another.
	Save(ctx context.Context, c Claim, tell event.Event) error
}

// Finder looks for what may be known of a claimed order.
type Finder interface {
	Look(ctx context.Context, c Claim) (Evidence, error)
}

// Creditor gives the partner the claimed order, by the path of conversions that
// are added by hand: any number of calls gives it once.
type Creditor interface {
	Credit(ctx context.Context, c Claim, amount money.Amount, reason string, by id.User) (id.Conversion, error)
}

// Desk is where claims are filed and answered.
type Desk struct {
	Store    Store
	Finder   Finder
	Creditor Creditor
	Clock    clock.Clock
}

// File files a claim, to be answered within days. The same claim again answers
// with what became of it; one for the same order that says otherwise is a
// Conflict "claim.filed".
func (d Desk) File(ctx context.Context, c Claim, days int) (Claim, error) {
	now := d.Clock.Now()
	c.Order, c.Text, c.Coupon = strings.TrimSpace(c.Order), strings.TrimSpace(c.Text), strings.TrimSpace(c.Coupon)
	if err := c.check(now); err != nil {
		return c, err
	}
	if days <= 0 {
		days = AnswerDays
	}
	var err error
	if c.ID, err = IDOf(c.Program, c.Partner, c.Order); err != nil {
		return c, err
	}
	found, err := d.Store.Claim(ctx, c.Program, c.ID)
	if err == nil {
		return found, sameClaim(found, c)
	}
	if !fault.Is(err, fault.NotFound) {
		return c, err
	}
	c.Status, c.FiledAt, c.DueAt, c.Version = Open, now, now.AddDate(0, 0, days), 1
	e, err := c.event(event.ClaimFiled)
	if err != nil {
		return c, err
	}
	if err = d.Store.Save(ctx, c, e); fault.IsStale(err) { // somebody else was first
		if found, err = d.Store.Claim(ctx, c.Program, c.ID); err == nil {
			return found, sameClaim(found, c)
		}
	}
	return c, err
}

func sameClaim(a, b Claim) error {
	if a.Amount == b.Amount && a.Text == b.Text && a.Email == b.Email {
		return nil
	}
	return fault.New(fault.Conflict, "claim.filed", "This order was claimed already.")
}

// Credit accepts an open claim: the order becomes a conversion of the partner's
// with this amount, once, and the partner is told.
func (d Desk) Credit(ctx context.Context, c Claim, amount money.Amount, reason string, by id.User) (Claim, error) {
	if c.Status == Credited {
		return c, nil
	}
	if err := c.open(); err != nil {
		return c, err
	}
	conversion, err := d.Creditor.Credit(ctx, c, amount, reason, by)
	if err != nil {
		return c, err
	}
	c.Status, c.Conversion = Credited, conversion
	return d.answer(ctx, c, reason, by)
}

// Refuse declines an open claim, with a reason that the partner reads.
func (d Desk) Refuse(ctx context.Context, c Claim, reason string, by id.User) (Claim, error) {
	if c.Status == Refused {
		return c, nil
	}
	if err := c.open(); err != nil {
		return c, err
	}
	if reason = strings.TrimSpace(reason); !readable(reason, 500) {
		return c, fault.New(fault.Invalid, "claim.reason_missing", "A reason is needed, of at most 500 characters.").
			With(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	c.Status = Refused
	return d.answer(ctx, c, reason, by)
}

func (c Claim) open() error {
	if c.Status == Open {
		return nil
	}
	return fault.New(fault.Conflict, "claim.answered", "This claim is %s already.", c.Status)
}

func (d Desk) answer(ctx context.Context, c Claim, reason string, by id.User) (Claim, error) {
	c.Reason, c.AnsweredBy, c.AnsweredAt, c.Version = reason, by, d.Clock.Now(), c.Version+1
	e, err := c.event(event.ClaimAnswered)
	if err != nil {
		return c, err
	}
	if err = d.Store.Save(ctx, c, e); !fault.IsStale(err) {
		return c, err
	}
	found, err := d.Store.Claim(ctx, c.Program, c.ID)
	if err == nil && found.Status != c.Status {
		return found, fault.New(fault.Conflict, "claim.answered", "This claim is %s already.", found.Status)
	}
	return found, err
}

// event tells of the claim as it is.
func (c Claim) event(t event.Type) (event.Event, error) {
	at := c.FiledAt
	if t == event.ClaimAnswered {
		at = c.AnsweredAt
	}
	e, err := event.New(t, at, c.Program, c.Partner, string(c.ID), c.Version)
	e.Data = map[string]string{
		event.Name: c.Order, event.Reference: c.Number(), event.Person: string(c.By), event.Amount: c.Amount.Decimal(), event.Currency: string(c.Amount.Currency()),
		event.Status: string(c.Status), event.Reason: c.Reason,
	}
	maps.DeleteFunc(e.Data, func(_, v string) bool { return v == "" })
	return e, err
}

// Find reads a claim of a program that a partner may see, of any partner for an
// empty one; NotFound.
func (d Desk) Find(ctx context.Context, p id.Program, c id.Claim, o id.Partner) (Claim, error) {
	found, err := d.Store.Claim(ctx, p, c)
	if err == nil && o != "" && found.Partner != o {
		return Claim{}, Unknown()
	}
	return found, err
}
