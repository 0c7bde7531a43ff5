package enrollment

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// System decides what nobody decides by hand.
const System = "system"

// Limits of an application.
const (
	maxAnswers = 20
	maxAnswer  = 1000
)

// Desk is where applications come in and are decided.
type Desk struct {
	Store    Store
	Programs Programs
	Groups   Entrances // nil where nobody sorts partners
	Forms    Forms     // nil where every program has the plain form
	Clock    clock.Clock
	Entropy  io.Reader
}

// Applicant is who applies: somebody new (see [identity.Door.NewUser]), or a
// user that is known already. Code is of the partner by whose invitation they
// come, if any. Form is what they filled in, nil for who is let in by hand, who
// comes into Group, or else where new partners do.
type Applicant struct {
	User    identity.User
	New     bool
	Of      []id.Partner // the organisations that the user belongs to
	Code    string
	Form    *Form
	Country string // where requirements ask for it
	Group   id.Group
	Invited bool // somebody new who did not apply
}

// Apply takes the application of an organisation that is made with it, and with
// it the user if that is new. Where the program approves by itself, the
// enrollment comes back active.
func (d Desk) Apply(ctx context.Context, p id.Program, who Applicant, org partner.Partner, answers []Answer) (Enrollment, error) {
	now := d.Clock.Now()
	oid, err := id.New[id.Partner](now, d.Entropy)
	if err != nil {
		return Enrollment{}, err
	}
	org.ID, org.Version, org.CreatedAt = oid, 1, now
	if err := org.Validate(); err != nil {
		return Enrollment{}, err
	}
	a := Application{
		Partner:    &org,
		Member:     &identity.Membership{User: who.User.ID, Partner: oid, Role: identity.Admin, Since: now},
		Enrollment: Enrollment{Program: p, Partner: oid, Applicant: who.User.ID, Name: org.Name, Answers: answers},
	}
	if who.New {
		a.User = &who.User
	}
	return d.apply(ctx, p, a, who)
}

// Join takes the application of an organisation that is known already.
func (d Desk) Join(ctx context.Context, p id.Program, org partner.Partner, by Applicant, answers []Answer) (Enrollment, error) {
	return d.apply(ctx, p, Application{Enrollment: Enrollment{
		Program: p, Partner: org.ID, Applicant: by.User.ID, Name: org.Name, Answers: answers,
	}}, by)
}

func (d Desk) apply(ctx context.Context, p id.Program, a Application, by Applicant) (Enrollment, error) {
	prg, err := d.Programs.Load(ctx, p)
	if err != nil {
		return Enrollment{}, err
	}
	if prg.Status != program.Live {
		return Enrollment{}, fault.New(fault.Conflict, "program.not_open", "This program takes no applications at present.")
	}
	e := &a.Enrollment
	if e.Answers, err = clean(e.Answers); err != nil {
		return Enrollment{}, err
	}
	e.Group, e.Invited = by.Group, by.Invited
	if f := by.Form; f != nil {
		e.Group, e.Unmet = f.Group, f.Requirements.Unmet(by.Country, by.User.Email)
	}
	if err := d.submit(ctx, &a, by); err != nil {
		return Enrollment{}, err
	}
	return d.answer(ctx, prg, *e, by.Form)
}

// submit writes an application, or the new one of somebody who was turned away
// and may apply again.
func (d Desk) submit(ctx context.Context, a *Application, by Applicant) error {
	e, now := &a.Enrollment, d.Clock.Now()
	if a.Partner == nil {
		before, err := d.Store.Load(ctx, e.Program, e.Partner)
		switch {
		case fault.Is(err, fault.NotFound):
		case err != nil:
			return err
		default:
			return d.reapply(ctx, before, e, now)
		}
	}
	var ref [8]byte
	if _, err := io.ReadFull(d.Entropy, ref[:]); err != nil {
		return fmt.Errorf("make an enrollment's reference: %w", err)
	}
	var err error
	if e.Referrer, err = d.referrer(ctx, *e, by); err != nil {
		return err
	}
	e.Status, e.Ref, e.AppliedAt, e.Version = InReview, binary.BigEndian.Uint64(ref[:]), now, 1
	if a.Event, err = e.tells(event.EnrollmentApplied, now); err != nil {
		return err
	}
	return d.Store.Apply(ctx, *a)
}

// reapply puts a new application in the place of one that was rejected.
func (d Desk) reapply(ctx context.Context, before Enrollment, e *Enrollment, now time.Time) error {
	if before.Status != Rejected || before.ReapplyFrom.IsZero() || now.Before(before.ReapplyFrom) {
		return fault.New(fault.Conflict, "enrollment.exists", "This partner has applied to the program already.")
	}
	after, err := before.moved(InReview, "", string(e.Applicant), now)
	if err != nil {
		return err
	}
	after.Applicant, after.Answers, after.Group, after.Unmet, after.AppliedAt = e.Applicant, e.Answers, e.Group, e.Unmet, now
	after.DecidedAt, after.DecidedBy, after.ReapplyFrom = time.Time{}, "", time.Time{}
	*e = after
	dec := Decision{Before: before, After: after}
	if dec.Event, err = after.tells(event.EnrollmentApplied, now); err != nil {
		return err
	}
	return d.Store.Decide(ctx, dec)
}

// answer decides an application at once where the form or the program says so.
func (d Desk) answer(ctx context.Context, prg program.Program, e Enrollment, f *Form) (Enrollment, error) {
	switch {
	case f == nil && prg.AutoApprove, f != nil && len(e.Unmet) == 0 && f.lets(prg.AutoApprove):
		return d.Approve(ctx, e.Program, e.Partner, System)
	case f != nil && len(e.Unmet) > 0 && f.Requirements.Reject:
		return d.RejectFor(ctx, e.Program, e.Partner, f.Requirements.Reason, f.ReapplyDays, System)
	}
	return e, nil
}

func clean(answers []Answer) ([]Answer, error) {
	var kept []Answer
	for _, a := range answers {
		a.Question, a.Text = strings.TrimSpace(a.Question), strings.TrimSpace(a.Text)
		if a.Text == "" {
			continue
		}
		if len(a.Question) > 200 || utf8.RuneCountInString(a.Text) > maxAnswer || !utf8.ValidString(a.Text) {
			return nil, fault.New(fault.Invalid, "enrollment.answer", "An answer has at most %d characters.", maxAnswer)
		}
		kept = append(kept, a)
	}
	if len(kept) > maxAnswers {
		return nil, fault.New(fault.Invalid, "enrollment.answers", "An application has at most %d answers.", maxAnswers)
	}
	return kept, nil
}

// Approve makes an enrollment active, with everything that belongs to it.
// Conflict when it was decided already.
func (d Desk) Approve(ctx context.Context, p id.Program, o id.Partner, by string) (Enrollment, error) {
	before, prg, err := d.load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	if before.Status != InReview {
		return Enrollment{}, fault.New(fault.Conflict, "enrollment.state", "An enrollment that is %s cannot be approved.", before.Status)
	}
	now := d.Clock.Now()
	a := Approval{Before: before, Currency: prg.Currency}
	if a.After, err = before.moved(Active, "", by, now); err != nil {
		return Enrollment{}, err
	}
	if err := d.enter(ctx, &a.After, clock.Day(now, prg.Location())); err != nil {
		return Enrollment{}, err
	}
	if a.Event, err = a.After.tells(event.EnrollmentApproved, now); err != nil {
		return Enrollment{}, err
	}
	return a.After, d.approve(ctx, a, terms(prg, before.Ref), now)
}

// enter puts a new partner where new partners come in.
func (d Desk) enter(ctx context.Context, e *Enrollment, day string) error {
	if d.Groups == nil {
		return nil
	}
	first, tier, err := d.Groups.Entrance(ctx, e.Program)
	if e.Group = cmp.Or(e.Group, first); tier != "" {
		e.Tier, e.TierSince = tier, day
	}
	return err
}

// approve tries another key for the default link when one is taken.
func (d Desk) approve(ctx context.Context, a Approval, t link.Terms, now time.Time) error {
	var err error
	for range 3 {
		if a.Link, err = link.NewDefault(a.After.Program, a.After.Partner, t, now, d.Entropy); err != nil {
			return err
		}
		if err = d.Store.Approve(ctx, a); fault.CodeOf(err) != "link.key_taken" {
			return err
		}
	}
	return err
}

func (d Desk) load(ctx context.Context, p id.Program, o id.Partner) (Enrollment, program.Program, error) {
	prg, err := d.Programs.Load(ctx, p)
	if err != nil {
		return Enrollment{}, program.Program{}, err
	}
	e, err := d.Store.Load(ctx, p, o)
	return e, prg, err
}

// LinkTerms tells what a partner may do with links: NotFound when it is not
// enrolled, Forbidden when its enrollment is not active.
func (d Desk) LinkTerms(ctx context.Context, p id.Program, o id.Partner) (link.Terms, error) {
	e, prg, err := d.load(ctx, p, o)
	if err != nil {
		return link.Terms{}, err
	}
	if e.Status != Active {
		return link.Terms{}, fault.New(fault.Forbidden, "enrollment.not_active", "Links can be made once the program has approved you.")
	}
	return terms(prg, e.Ref), nil
}

func terms(p program.Program, ref uint64) link.Terms {
	return link.Terms{
		EnrollmentRef: ref, Host: p.TrackingHost, Website: p.Website, AllowedHosts: p.AllowedHosts, Listings: p.AppListings,
		ClickParam: p.ClickParam, Zone: p.Zone, WindowDays: p.Attribution.WindowDays,
		Cookieless: p.Privacy == program.Cookieless, Consent: p.Privacy == program.Consent,
		NoCustom: !p.Has(program.CustomLinks), NoDeep: !p.Has(program.DeepLinks),
	}
}

// Landing returns the page that a program's links may lead to, its website for
// none, as browsers write it; Invalid where they may not.
func (d Desk) Landing(ctx context.Context, p id.Program, page string) (string, error) {
	prg, err := d.Programs.Load(ctx, p)
	if err != nil {
		return "", err
	}
	return terms(prg, 0).Landing(page)
}

// Earns tells whether a partner may have codes in a program: NotFound when it
// is not enrolled, Conflict when its enrollment is not active.
func (d Desk) Earns(ctx context.Context, p id.Program, o id.Partner) error {
	e, err := d.Store.Load(ctx, p, o)
	if err == nil && e.Status != Active {
		err = fault.New(fault.Conflict, "enrollment.not_active", "Only a partner that the program has approved can have a code.")
	}
	return err
}

var (
	_ link.Grants     = Desk{}
	_ coupon.Places   = Desk{}
	_ promotion.Pages = Desk{}
	_ Programs        = program.Desk{}
)
