package enrollment

import (
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
	Clock    clock.Clock
	Entropy  io.Reader
}

// Applicant is who applies: somebody new (see [identity.Door.NewUser]), or a
// user that is known already. Code is of the partner by whose invitation they
// come, if any.
type Applicant struct {
	User identity.User
	New  bool
	Of   []id.Partner // the organisations that the user belongs to
	Code string
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
	if a.Enrollment.Answers, err = clean(a.Enrollment.Answers); err != nil {
		return Enrollment{}, err
	}
	if a.Enrollment.Referrer, err = d.referrer(ctx, a.Enrollment, by); err != nil {
		return Enrollment{}, err
	}
	var ref [8]byte
	if _, err := io.ReadFull(d.Entropy, ref[:]); err != nil {
		return Enrollment{}, fmt.Errorf("make an enrollment's reference: %w", err)
	}
	now := d.Clock.Now()
	e := &a.Enrollment
	e.Status, e.Ref, e.AppliedAt, e.Version = InReview, binary.BigEndian.Uint64(ref[:]), now, 1
	if a.Event, err = e.tells(event.EnrollmentApplied, now); err != nil {
		return Enrollment{}, err
	}
	if err := d.Store.Apply(ctx, a); err != nil {
		return Enrollment{}, err
	}
	if prg.AutoApprove {
		return d.Approve(ctx, p, e.Partner, System)
	}
	return *e, nil
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
func (d Desk) enter(ctx context.Context, e *Enrollment, day string) (err error) {
	if d.Groups == nil {
		return nil
	}
	if e.Group, e.Tier, err = d.Groups.Entrance(ctx, e.Program); e.Tier != "" {
		e.TierSince = day
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

// Reject ends an application, with the reason that the applicant is told.
func (d Desk) Reject(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	return d.decide(ctx, p, o, Rejected, reason, by)
}

// Suspend stops a partner from earning, with a reason. Its links go on leading
// visitors to the merchant.
func (d Desk) Suspend(ctx context.Context, p id.Program, o id.Partner, reason, by string) (Enrollment, error) {
	return d.decide(ctx, p, o, Suspended, reason, by)
}

// Resume ends a suspension.
func (d Desk) Resume(ctx context.Context, p id.Program, o id.Partner, by string) (Enrollment, error) {
	before, _, err := d.load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	if before.Status != Suspended {
		return Enrollment{}, fault.New(fault.Conflict, "enrollment.state", "Only a suspended enrollment can be resumed.")
	}
	return d.decide(ctx, p, o, Active, "", by)
}

func (d Desk) decide(ctx context.Context, p id.Program, o id.Partner, to Status, reason, by string) (Enrollment, error) {
	before, prg, err := d.load(ctx, p, o)
	if err != nil {
		return Enrollment{}, err
	}
	now := d.Clock.Now()
	after, err := before.moved(to, reason, by, now)
	if err != nil {
		return Enrollment{}, err
	}
	dec := Decision{Before: before, After: after, Currency: prg.Currency}
	if to == Rejected {
		evt, err := after.tells(event.EnrollmentRejected, now)
		if err != nil {
			return Enrollment{}, err
		}
		dec.Event = &evt
	}
	return after, d.Store.Decide(ctx, dec)
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
