package deal

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where deals are registered, reviewed, moved and closed.
type Desk struct {
	Store   Store
	Plans   Plans
	Clock   clock.Clock
	Entropy io.Reader
}

// Hand is whose act it is.
type Hand struct {
	User  id.User
	Staff bool // one who runs the program
}

// Register keeps a new deal of a partner's for review. Faults: Invalid.
func (d Desk) Register(ctx context.Context, p program.Program, o id.Partner, by Hand, draft Draft) (Deal, error) {
	plan, err := d.Plans.Plan(ctx, p.ID)
	if err != nil {
		return Deal{}, err
	}
	now := d.Clock.Now()
	did, err := id.New[id.Deal](now, d.Entropy)
	if err != nil {
		return Deal{}, err
	}
	if draft.Currency == "" {
		draft.Currency = p.Currency
	}
	x, err := draft.into(Deal{ID: did, Program: p.ID, Partner: o, By: by.User, Status: Registered, Stage: plan.Stages[0].ID, CreatedAt: now})
	if err != nil {
		return Deal{}, err
	}
	return d.save(ctx, Deal{}, x, d.act(by, DidRegister, plan.Stages[0].Name, ""), event.DealRegistered)
}

// Edit changes what a deal says while it is not over. Whom it is about stays once
// it was accepted. A version above zero must be the stored one.
func (d Desk) Edit(ctx context.Context, x Deal, by Hand, version int64, draft Draft) (Deal, error) {
	switch {
	case version > 0 && version != x.Version:
		return Deal{}, Changed()
	case x.Status != Registered && x.At(d.Clock.Now()) != Open:
		return Deal{}, wrongState("Only a deal that waits for review or is open can be changed.")
	}
	if draft.Currency == "" {
		draft.Currency = x.Currency
	}
	after, err := draft.into(x)
	if err != nil {
		return Deal{}, err
	}
	if x.Status == Open && after.Customer() != x.Customer() {
		return Deal{}, wrongState("The deal was accepted for this customer. Register another deal for another one.")
	}
	return d.save(ctx, x, after, d.act(by, DidEdit, "", ""), "")
}

// Accept lets a deal in: its customer is kept for it until it expires. Faults:
// Conflict "deal.conflict" when another open deal has the customer.
func (d Desk) Accept(ctx context.Context, x Deal, by Hand, days int) (Deal, error) {
	if x.Status != Registered {
		return Deal{}, wrongState("The deal does not wait for review.")
	}
	after, err := d.until(ctx, x, days)
	if err != nil {
		return Deal{}, err
	}
	after.Status = Open
	return d.save(ctx, x, after, d.act(by, DidAccept, "", ""), event.DealAccepted)
}

// Renew gives an open deal more time, also one that has expired. Faults: Conflict
// "deal.conflict" when another has taken the customer meanwhile.
func (d Desk) Renew(ctx context.Context, x Deal, by Hand, days int) (Deal, error) {
	if x.Status != Open {
		return Deal{}, wrongState("Only an open deal can be renewed.")
	}
	after, err := d.until(ctx, x, days)
	if err != nil {
		return Deal{}, err
	}
	return d.save(ctx, x, after, d.act(by, DidRenew, "", ""), "")
}

// until gives a deal its day, so many days from now; the plan's for none.
func (d Desk) until(ctx context.Context, x Deal, days int) (Deal, error) {
	if days == 0 {
		plan, err := d.Plans.Plan(ctx, x.Program)
		if err != nil {
			return Deal{}, err
		}
		days = plan.Days
	}
	if days < 1 || days > maxDays {
		return Deal{}, invalid(fault.Field{Location: "body.days", Message: "must be 1 to 730"})
	}
	x.ExpiresAt = d.Clock.Now().AddDate(0, 0, days)
	return x, nil
}

// Reject turns a registration down.
func (d Desk) Reject(ctx context.Context, x Deal, by Hand, reason string) (Deal, error) {
	if x.Status != Registered {
		return Deal{}, wrongState("The deal does not wait for review.")
	}
	return d.end(ctx, x, Rejected, by, DidReject, reason, event.DealRejected)
}

// Move brings an open deal to another stage; an offer may pay for that, once for
// each stage of a deal.
func (d Desk) Move(ctx context.Context, x Deal, by Hand, stage string) (Deal, error) {
	plan, err := d.Plans.Plan(ctx, x.Program)
	if err != nil {
		return Deal{}, err
	}
	to, known := plan.Stage(stage)
	switch {
	case !known:
		return Deal{}, invalid(fault.Field{Location: "body.stage", Message: "must be one of the program's stages"})
	case x.At(d.Clock.Now()) == Expired:
		return Deal{}, expired()
	case x.Status != Open:
		return Deal{}, wrongState("Only an open deal moves on.")
	case to.Staff && !by.Staff:
		return Deal{}, wrongState("Only the program moves deals to this stage.")
	case to.ID == x.Stage:
		return x, nil
	}
	after := x
	after.Stage = to.ID
	return d.save(ctx, x, after, d.act(by, DidMove, to.Name, ""), event.DealMoved)
}

// Close says that an open deal is won: the program confirms it, or does not.
func (d Desk) Close(ctx context.Context, x Deal, by Hand) (Deal, error) {
	switch {
	case x.At(d.Clock.Now()) == Expired:
		return Deal{}, expired()
	case x.Status != Open:
		return Deal{}, wrongState("Only an open deal can be won.")
	}
	after := x
	after.Status, after.Reason = Closing, ""
	return d.save(ctx, x, after, d.act(by, DidClose, "", ""), event.DealClosed)
}

// Return opens a deal again that is not won yet.
func (d Desk) Return(ctx context.Context, x Deal, by Hand, reason string) (Deal, error) {
	if x.Status != Closing {
		return Deal{}, wrongState("Nobody says that the deal is won.")
	}
	return d.end(ctx, x, Open, by, DidReturn, reason, event.DealReturned)
}

// Confirm ends a deal as won, with what it came to in minor units of its
// currency: from here on it pays its partner.
func (d Desk) Confirm(ctx context.Context, p program.Program, x Deal, by Hand, minor int64) (Deal, error) {
	switch {
	case x.Status != Closing && x.Status != Open:
		return Deal{}, wrongState("Only an open deal can be won.")
	case minor < 0 || minor > maxMinor:
		return Deal{}, invalid(fault.Field{Location: "body.value", Message: "must be zero or more, and not absurdly large"})
	case p.Status != program.Live:
		return Deal{}, fault.New(fault.Conflict, "deal.program_not_live", "Nothing is earned while the program is not live. Make it live first.")
	}
	after := x
	after.Status, after.Minor, after.Reason = Won, minor, ""
	return d.save(ctx, x, after, d.act(by, DidWin, "", ""), event.DealWon)
}

// Lose ends a deal without a sale.
func (d Desk) Lose(ctx context.Context, x Deal, by Hand, reason string) (Deal, error) {
	if x.Status != Open && x.Status != Closing && x.Status != Registered {
		return Deal{}, wrongState("The deal is over.")
	}
	reason, err := because(reason, false)
	if err != nil {
		return Deal{}, err
	}
	after := x
	after.Status, after.Reason = Lost, reason
	return d.save(ctx, x, after, d.act(by, DidLose, "", reason), event.DealLost)
}

// end changes the state for a reason that the partner reads.
func (d Desk) end(ctx context.Context, x Deal, to Status, by Hand, act Act, reason string, what event.Type) (Deal, error) {
	reason, err := because(reason, true)
	if err != nil {
		return Deal{}, err
	}
	after := x
	after.Status, after.Reason = to, reason
	return d.save(ctx, x, after, d.act(by, act, "", reason), what)
}

// Find reads a deal of a program that a partner may see, of any partner for an
// empty one; NotFound.
func (d Desk) Find(ctx context.Context, p id.Program, x id.Deal, o id.Partner) (Deal, error) {
	found, err := d.Store.Load(ctx, p, x)
	if err != nil {
		return Deal{}, err
	}
	if o != "" && found.Partner != o {
		return Deal{}, Unknown()
	}
	return found, nil
}

func (d Desk) act(by Hand, act Act, stage, reason string) Step {
	return Step{At: d.Clock.Now().Truncate(time.Millisecond), Act: act, By: by.User, Staff: by.Staff, Stage: stage, Reason: reason}
}

func (d Desk) save(ctx context.Context, before, after Deal, s Step, what event.Type) (Deal, error) {
	after = after.step(s)
	if what == "" {
		return after, d.Store.Save(ctx, before, after, nil)
	}
	e, err := event.New(what, s.At, after.Program, after.Partner, string(after.ID), after.Version)
	if err != nil {
		return Deal{}, err
	}
	e.Data = map[string]string{event.Reference: after.Number(), event.Name: after.Name, event.Status: string(s.Act)}
	if what == event.DealMoved {
		e.Data[event.Stage], e.Data[stageID] = s.Stage, after.Stage
	}
	if s.Reason != "" {
		e.Data[event.Reason] = s.Reason
	}
	return after, d.Store.Save(ctx, before, after, &e)
}

// stageID is where a moved deal's event has the stage by its id.
const stageID = "stage_id"

// MovedTo is the id of the stage that an event of a moved deal tells of.
func MovedTo(e event.Event) string { return e.Data[stageID] }

func expired() error {
	return fault.New(fault.Conflict, "deal.expired", "The deal has expired. Ask the program to renew it.")
}

// because reads a reason; a needed one must be there.
func because(reason string, needed bool) (string, error) {
	reason = strings.TrimSpace(reason)
	if needed && reason == "" || !readable(reason, 500) {
		return "", invalid(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	return reason, nil
}
