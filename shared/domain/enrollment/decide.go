package enrollment

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Reject ends an application, with the reason that the applicant is told. When
// they may apply again is as the form says.
func (d Desk) Reject(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	e, err := d.Store.Load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	all, err := d.AllForms(ctx, p)
	if err != nil {
		return Enrollment{}, err
	}
	days := all[0].ReapplyDays
	for _, f := range all {
		if f.Group == e.Group {
			days = f.ReapplyDays
		}
	}
	return d.RejectFor(ctx, p, o, reason, days, by)
}

// RejectFor ends an application for so many days, or for ever: see Never.
func (d Desk) RejectFor(ctx context.Context, p id.Program, o id.Partner, reason string, days int, by string) (Enrollment, error) {
	if days < Never || days > maxReapply {
		return Enrollment{}, fault.New(fault.Invalid, "enrollment.reapply", "Somebody may apply again after 0 to 730 days, or never.").
			With(fault.Field{Location: "body.reapply_days", Message: "must be -1 to 730"})
	}
	return d.change(ctx, p, o, Rejected, reason, by, func(e *Enrollment) { e.ReapplyFrom = reapplyFrom(e.DecidedAt, days) })
}

// Suspend stops a partner from earning and from being paid, with a reason that
// it is told. Its links go on leading visitors to the merchant, and what it has
// earned goes on through the holdback.
func (d Desk) Suspend(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	return d.decide(ctx, p, o, Suspended, reason, by)
}

// Ban ends a partnership for cause: the partner earns nothing more, is paid
// nothing and does not see the program's pages. What it has earned is kept as it
// stands, until somebody declines it or lifts the ban.
func (d Desk) Ban(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	return d.decide(ctx, p, o, Banned, reason, by)
}

// Leave ends a partnership in good terms: the partner earns nothing more, and
// gets what it has earned. A reason may be given.
func (d Desk) Leave(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	return d.decide(ctx, p, o, Left, reason, by)
}

// Resume takes a partner back who was suspended, banned or had left: its links,
// codes and customers earn again from then on.
func (d Desk) Resume(ctx context.Context, p id.Program, o id.Partner, by string) (Enrollment, error) {
	before, _, err := d.load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	if !before.Status.Opened() || before.Status == Active {
		return Enrollment{}, fault.New(fault.Conflict, "enrollment.state", "Only a partner who was suspended, banned or has left can be taken back.")
	}
	return d.decide(ctx, p, o, Active, "", by)
}

// Why a partner is not paid, as stable words.
const (
	NotEnrolled    = "not_enrolled"
	WhileSuspended = "partner_suspended"
	WhileBanned    = "partner_banned"
)

// MayPay says why the program may not pay the partner now, "" when it may.
func (d Desk) MayPay(ctx context.Context, p id.Program, o id.Partner) (string, error) {
	e, err := d.Store.Load(ctx, p, o)
	switch {
	case fault.Is(err, fault.NotFound):
		return NotEnrolled, nil
	case err != nil || e.Status.Paid():
		return "", err
	case e.Status == Banned:
		return WhileBanned, nil
	}
	return WhileSuspended, nil
}

func (d Desk) decide(ctx context.Context, p id.Program, o id.Partner, to Status, reason, by string) (Enrollment, error) {
	return d.change(ctx, p, o, to, reason, by, func(*Enrollment) {})
}

// change takes an enrollment to another state, with what else that changes.
func (d Desk) change(ctx context.Context, p id.Program, o id.Partner, to Status, reason, by string, edit func(*Enrollment)) (Enrollment, error) {
	before, prg, err := d.load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	now := d.Clock.Now()
	after, err := before.moved(to, reason, by, now)
	if err != nil {
		return Enrollment{}, err
	}
	edit(&after)
	dec := Decision{Before: before, After: after, Currency: prg.Currency}
	if dec.Event, err = after.tells(after.news(), now); err != nil {
		return Enrollment{}, err
	}
	return after, d.Store.Decide(ctx, dec)
}

// news is what is told of the state that an enrollment has come to by a
// decision. An approval has its own way.
func (e Enrollment) news() event.Type {
	switch e.Status {
	case InReview:
		return event.EnrollmentApplied
	case Active:
		return event.EnrollmentResumed
	case Rejected:
		return event.EnrollmentRejected
	case Suspended:
		return event.EnrollmentSuspended
	case Banned:
		return event.EnrollmentBanned
	case Left:
		return event.EnrollmentLeft
	}
	return ""
}
