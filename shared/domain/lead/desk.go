package lead

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

// Desk is where leads are named, reviewed and ended.
type Desk struct {
	Store   Store
	Forms   Forms
	Clock   clock.Clock
	Entropy io.Reader
}

// Place is where a lead belongs: a program, a partner in it, and the group whose
// form is asked.
type Place struct {
	Program program.Program
	Partner id.Partner
	Group   id.Group
}

// Hand is whose act it is.
type Hand struct {
	User  id.User
	Staff bool // one who runs the program
}

// Submit takes a lead from a partner, or, by the hand of staff, for it. Faults:
// Invalid, Conflict "lead.duplicate".
func (d Desk) Submit(ctx context.Context, at Place, by Hand, draft Draft) (Lead, error) {
	form, err := d.Form(ctx, at)
	if err != nil {
		return Lead{}, err
	}
	return d.submit(ctx, at, by, draft, form, "")
}

// Form returns what is asked for a lead of the place.
func (d Desk) Form(ctx context.Context, at Place) (Form, error) {
	all, err := d.Forms.Forms(ctx, at.Program.ID)
	return FormOf(all, at.Program.ID, at.Group), err
}

// submit keeps a new lead; told is what its event says instead of the status.
func (d Desk) submit(ctx context.Context, at Place, by Hand, draft Draft, form Form, told string) (Lead, error) {
	l := Lead{Program: at.Program.ID, Partner: at.Partner, By: by.User, Source: FromPartner, Status: InReview}
	what := event.LeadSubmitted
	if by.Staff {
		l.Source, what = FromProgram, event.LeadReferred
		form.Fields = nil // what partners are asked is no question to the program
	}
	l, err := draft.into(l, form)
	if err != nil {
		return Lead{}, err
	}
	return d.create(ctx, at.Program, l, Step{By: by.User, Staff: by.Staff}, what, told)
}

// create gives a lead its id and writes it.
func (d Desk) create(ctx context.Context, p program.Program, l Lead, s Step, what event.Type, told string) (Lead, error) {
	now := d.Clock.Now()
	lid, err := id.New[id.Lead](now, d.Entropy)
	if err != nil {
		return Lead{}, err
	}
	s.At, s.Act = now, Submitted
	l.ID, l.CreatedAt = lid, now
	l = l.step(s)
	e, err := d.event(p, what, l)
	if err != nil {
		return Lead{}, err
	}
	if told != "" {
		e.Data[event.Status] = told
	}
	return l, d.Store.Create(ctx, l, e)
}

// Edit changes a lead that is in review, by who sent it. A version above zero
// must be the stored one.
func (d Desk) Edit(ctx context.Context, at Place, l Lead, by Hand, version int64, draft Draft) (Lead, error) {
	if err := l.mayChange(by, version); err != nil {
		return Lead{}, err
	}
	form, err := d.Form(ctx, at)
	if err != nil {
		return Lead{}, err
	}
	if by.Staff {
		form.Fields = nil
	}
	after, err := draft.into(l, form)
	if err != nil {
		return Lead{}, err
	}
	after = after.step(Step{At: d.Clock.Now(), Act: Edited, By: by.User, Staff: by.Staff})
	return after, d.Store.Save(ctx, l, after, nil)
}

// Delete takes a lead back that is in review.
func (d Desk) Delete(ctx context.Context, p program.Program, l Lead, by Hand) error {
	if err := l.mayChange(by, 0); err != nil {
		return err
	}
	gone := l
	gone.Version++
	gone.UpdatedAt = d.Clock.Now()
	e, err := d.event(p, event.LeadDeleted, gone)
	if err != nil {
		return err
	}
	return d.Store.Delete(ctx, l, e)
}

// mayChange tells whether somebody may still edit a lead or take it back.
func (l Lead) mayChange(by Hand, version int64) error {
	switch {
	case l.Status != InReview:
		return wrongState("The lead has been reviewed: it can no longer be changed.")
	case by.Staff != (l.Source == FromProgram):
		return wrongState("Only who sent the lead may change it.")
	case version > 0 && version != l.Version:
		return Changed()
	}
	return nil
}

// Decide ends the review of a lead, by the side that did not send it. Without
// approval there must be a reason from the program. Faults: Invalid, Conflict.
func (d Desk) Decide(ctx context.Context, p program.Program, l Lead, by Hand, approve bool, reason string) (Lead, error) {
	reason, err := because(reason, by.Staff && !approve)
	if err != nil {
		return Lead{}, err
	}
	after, err := l.decide(approve, d.act(by, reason))
	if err != nil {
		return Lead{}, err
	}
	what := event.LeadApproved
	switch {
	case !by.Staff:
		what = event.LeadAnswered
	case !approve:
		what = event.LeadRejected
	}
	return d.save(ctx, p, l, after, what)
}

// Win ends an approved lead with a sale of this amount, in minor units of the
// program's currency. Faults: Invalid, Conflict.
func (d Desk) Win(ctx context.Context, p program.Program, l Lead, by Hand, minor int64) (Lead, error) {
	if minor < 0 || minor > maxMinor {
		return Lead{}, invalid(fault.Field{Location: "body.amount", Message: "must be zero or more, and not absurdly large"})
	}
	if p.Status != program.Live {
		return Lead{}, fault.New(fault.Conflict, "lead.program_not_live", "Nothing is earned while the program is not live. Make it live first.")
	}
	after, err := l.end(true, d.act(by, ""))
	if err != nil {
		return Lead{}, err
	}
	after.Minor = minor
	return d.save(ctx, p, l, after, event.LeadWon)
}

const maxMinor = 1_000_000_000_000

// Lose ends an approved lead without a sale.
func (d Desk) Lose(ctx context.Context, p program.Program, l Lead, by Hand, reason string) (Lead, error) {
	reason, err := because(reason, false)
	if err != nil {
		return Lead{}, err
	}
	after, err := l.end(false, d.act(by, reason))
	if err != nil {
		return Lead{}, err
	}
	return d.save(ctx, p, l, after, event.LeadLost)
}

func (d Desk) act(by Hand, reason string) Step {
	return Step{At: d.Clock.Now(), By: by.User, Staff: by.Staff, Reason: reason}
}

func (d Desk) save(ctx context.Context, p program.Program, before, after Lead, what event.Type) (Lead, error) {
	e, err := d.event(p, what, after)
	if err != nil {
		return Lead{}, err
	}
	return after, d.Store.Save(ctx, before, after, &e)
}

// event tells of a lead, without who it is: its number is enough to find it.
func (d Desk) event(p program.Program, what event.Type, l Lead) (event.Event, error) {
	e, err := event.New(what, l.UpdatedAt, l.Program, l.Partner, string(l.ID), l.Version)
	if err != nil {
		return e, err
	}
	e.Data = map[string]string{event.Reference: l.Number(), event.Status: string(l.Status)}
	if l.Reason != "" {
		e.Data[event.Reason] = l.Reason
	}
	counts := func(name string, day time.Time, n int64) {
		e.Rollups = []event.Rollup{{Day: clock.Day(day, p.Location()), Delta: map[string]int64{name: n}}}
	}
	switch {
	case what == event.LeadSubmitted:
		counts("submitted", l.CreatedAt, 1)
	case what == event.LeadDeleted && l.Source != FromProgram:
		counts("submitted", l.CreatedAt, -1)
	case what == event.LeadWon:
		counts("won", l.UpdatedAt, 1)
	}
	return e, nil
}

// Find reads a lead of a program that a partner may see, of any partner for an
// empty one; NotFound.
func (d Desk) Find(ctx context.Context, p id.Program, l id.Lead, o id.Partner) (Lead, error) {
	found, err := d.Store.Load(ctx, p, l)
	if err != nil {
		return Lead{}, err
	}
	if o != "" && found.Partner != o {
		return Lead{}, Unknown()
	}
	return found, nil
}

// because reads a reason; a needed one must be there.
func because(reason string, needed bool) (string, error) {
	reason = strings.TrimSpace(reason)
	if needed && reason == "" || !readable(reason, 500) {
		return "", invalid(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	return reason, nil
}

// Changed is the fault of writing over what somebody wrote meanwhile.
func Changed() error {
	return fault.New(fault.Conflict, "lead.changed", "Somebody changed the lead meanwhile. Load it again.")
}
