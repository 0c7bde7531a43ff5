package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

type office struct {
	enrollment.Desk
	programs program.Desk
	door     identity.Door
	tab      *memory.Table
	clock    *clock.Manual
	prg      program.Program
}

func newOffice(t *testing.T, edit func(*program.Program)) *office {
	t.Helper()
	programs, tab, c := newDesk(t)
	o := &office{programs: programs, tab: tab, clock: c, door: identity.Door{Clock: c, Entropy: rand.Reader}}
	o.Desk = enrollment.Desk{
		Store: store.Enrollments{T: tab, Clock: c}, Programs: programs, Clock: c, Entropy: rand.Reader,
	}
	p := program.New("acme", "Acme", "https://acme.example", "EUR")
	if edit != nil {
		edit(&p)
	}
	var err error
	if o.prg, err = programs.Create(context.Background(), p); err != nil {
		t.Fatal(err)
	}
	if o.prg, err = programs.Publish(context.Background(), o.prg.ID); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *office) newcomer(t *testing.T, email string) (enrollment.Enrollment, error) {
	t.Helper()
	u, err := o.door.NewUser(email, "Ann")
	if err != nil {
		t.Fatal(err)
	}
	return o.Apply(context.Background(), o.prg.ID, enrollment.Applicant{User: u, New: true}, partner.Partner{Name: "Ann's Blog", Website: "https://ann.example"},
		[]enrollment.Answer{{Question: "How will you promote us?", Text: "Reviews"}, {Question: "Empty", Text: " "}})
}

func (o *office) events(t *testing.T) []event.Type {
	t.Helper()
	raws, err := store.Events{T: o.tab}.Minute(context.Background(), o.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	var types []event.Type
	for _, r := range raws {
		e, err := event.Decode(r.Text)
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, e.Type)
	}
	return types
}

func TestApprovalOpensEverythingAtOnce(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	e, err := o.newcomer(t, "ann@example.com")
	if err != nil || e.Status != enrollment.InReview || len(e.Answers) != 1 {
		t.Fatal(e, err)
	}
	if diff := cmp.Diff([]event.Type{event.EnrollmentApplied}, o.events(t)); diff != "" {
		t.Error(diff)
	}
	if _, err := o.LinkTerms(ctx, o.prg.ID, e.Partner); !fault.Is(err, fault.Forbidden) {
		t.Errorf("links before approval: %v", err)
	}
	o.clock.Advance(time.Minute)
	if e, err = o.Approve(ctx, o.prg.ID, e.Partner, "usr_boss"); err != nil || e.Status != enrollment.Active || e.DecidedBy != "usr_boss" {
		t.Fatal(e, err)
	}
	got, err := o.Store.Load(ctx, o.prg.ID, e.Partner)
	if diff := cmp.Diff(e, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	bal, err := store.Ledgers{T: o.tab}.Of(ctx, ledger.Account{Program: o.prg.ID, Partner: e.Partner, Currency: "EUR"})
	if err != nil || bal.Version != 1 || bal.Status != ledger.Active {
		t.Errorf("account %+v %v", bal, err)
	}
	links, err := store.Links{T: o.tab}.List(ctx, o.prg.ID, e.Partner, page.Request{})
	if err != nil || len(links.Data) != 1 || links.Data[0].Kind != link.Default {
		t.Errorf("links %+v %v", links, err)
	}
	ms, err := store.Members{T: o.tab}.OfPartner(ctx, e.Partner)
	if err != nil || len(ms) != 1 || ms[0].User != e.Applicant || ms[0].Role != identity.Admin {
		t.Errorf("members %+v %v", ms, err)
	}
	mine, err := store.Members{T: o.tab}.OfUser(ctx, e.Applicant)
	if diff := cmp.Diff(ms, mine); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if diff := cmp.Diff([]event.Type{event.EnrollmentApproved}, o.events(t)); diff != "" {
		t.Error(diff)
	}
	terms, err := o.LinkTerms(ctx, o.prg.ID, e.Partner)
	if err != nil || terms.EnrollmentRef != e.Ref || terms.Website != "https://acme.example" {
		t.Errorf("%+v %v", terms, err)
	}
	if _, err := o.Approve(ctx, o.prg.ID, e.Partner, "usr_boss"); !fault.Is(err, fault.Conflict) {
		t.Errorf("the second approval: %v", err)
	}
}

func TestEachStepNeedsTheRightState(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	e, err := o.newcomer(t, "ann@example.com")
	if err != nil {
		t.Fatal(err)
	}
	p, who := o.prg.ID, e.Partner
	status := func() ledger.Status {
		b, err := store.Ledgers{T: o.tab}.Of(ctx, ledger.Account{Program: p, Partner: who, Currency: "EUR"})
		if err != nil {
			t.Fatal(err)
		}
		return b.Status
	}
	conflict := func(what string, err error) {
		t.Helper()
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err = o.Suspend(ctx, p, who, "no", "usr_boss")
	conflict("suspending an application", err)
	_, err = o.Resume(ctx, p, who, "usr_boss")
	conflict("resuming an application", err)
	if _, err = o.Reject(ctx, p, who, " ", "usr_boss"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a rejection without reason: %v", err)
	}
	if _, err = o.Approve(ctx, p, who, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	_, err = o.Reject(ctx, p, who, "late", "usr_boss")
	conflict("rejecting an active partner", err)
	if e, err = o.Suspend(ctx, p, who, "Spam", "usr_boss"); err != nil || e.Reason != "Spam" || status() != "suspended" {
		t.Errorf("%+v %v, account %s", e, err, status())
	}
	if e, err = o.Resume(ctx, p, who, "usr_boss"); err != nil || e.Reason != "" || status() != ledger.Active {
		t.Errorf("%+v %v, account %s", e, err, status())
	}
	if _, err := o.Approve(ctx, p, "ptr_00000000000000000000000000", "usr_boss"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger: %v", err)
	}
}

func TestADecisionOnOldNewsIsRefused(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	before, err := o.newcomer(t, "ann@example.com")
	if err != nil {
		t.Fatal(err)
	}
	rejected, err := o.Reject(ctx, o.prg.ID, before.Partner, "No", "usr_a")
	if err != nil {
		t.Fatal(err)
	}
	late, err := event.New(event.EnrollmentRejected, rejected.DecidedAt, rejected.Program, rejected.Partner, rejected.Subject(), rejected.Version)
	if err != nil {
		t.Fatal(err)
	}
	err = o.Store.Decide(ctx, enrollment.Decision{Before: before, After: rejected, Currency: "EUR", Event: late})
	if !fault.IsStale(err) {
		t.Errorf("%v", err)
	}
}

func TestOneAddressAppliesOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, nil)
	if _, err := o.newcomer(t, "ann@example.com"); err != nil {
		t.Fatal(err)
	}
	_, err := o.newcomer(t, "ann@example.com")
	if fault.CodeOf(err) != "user.email_taken" {
		t.Errorf("%v", err)
	}
	waiting, err := store.Enrollments{T: o.tab}.Waiting(context.Background(), o.prg.ID)
	if err != nil || len(waiting) != 1 {
		t.Errorf("half of the second application was written: %d waiting, %v", len(waiting), err)
	}
}

func TestAProgramMayApproveByItself(t *testing.T) {
	t.Parallel()
	o := newOffice(t, func(p *program.Program) { p.AutoApprove = true })
	e, err := o.newcomer(t, "ann@example.com")
	if err != nil || e.Status != enrollment.Active || e.DecidedBy != enrollment.System {
		t.Error(e, err)
	}
}

func TestAPausedProgramTakesNoApplications(t *testing.T) {
	t.Parallel()
	o := newOffice(t, nil)
	if _, err := o.programs.Move(context.Background(), o.prg.ID, program.Paused); err != nil {
		t.Fatal(err)
	}
	if _, err := o.newcomer(t, "ann@example.com"); fault.CodeOf(err) != "program.not_open" {
		t.Error(err)
	}
}

func TestAPartnerJoinsAnotherProgram(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	e, err := o.newcomer(t, "ann@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = o.Approve(ctx, o.prg.ID, e.Partner, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	other, err := o.programs.Create(ctx, program.New("other", "Other", "https://other.example", "USD"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = o.programs.Publish(ctx, other.ID); err != nil {
		t.Fatal(err)
	}
	org, err := partner.Load(ctx, store.Partners{T: o.tab, Clock: o.clock}, e.Partner)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Join(ctx, other.ID, org, enrollment.Applicant{User: identity.User{ID: e.Applicant}}, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Join(ctx, other.ID, org, enrollment.Applicant{User: identity.User{ID: e.Applicant}}, nil); fault.CodeOf(err) != "enrollment.exists" {
		t.Errorf("twice: %v", err)
	}
	mine, err := o.Store.OfPartner(ctx, e.Partner)
	if err != nil || len(mine) != 2 {
		t.Errorf("%+v %v", mine, err)
	}
}

func TestManagersListPartnersByState(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	reader := store.Enrollments{T: o.tab, Clock: o.clock}
	var all []id.Partner
	for i := range 30 {
		o.clock.Advance(time.Second)
		e, err := o.newcomer(t, fmt.Sprintf("p%d@example.com", i))
		if err != nil {
			t.Fatal(err)
		}
		all = append([]id.Partner{e.Partner}, all...)
		if i%10 == 0 {
			if _, err := o.Approve(ctx, o.prg.ID, e.Partner, "usr_boss"); err != nil {
				t.Fatal(err)
			}
		}
	}
	list := func(s enrollment.Status, size int) (out []id.Partner) {
		t.Helper()
		for r := (page.Request{Limit: size}); ; {
			p, err := reader.OfProgram(ctx, o.prg.ID, enrollment.Filter{Status: s}, r)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range p.Data {
				out = append(out, row.Partner)
			}
			if r.Cursor = p.Next; p.Next == "" {
				return out
			}
		}
	}
	if diff := cmp.Diff(all, list("", 7)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]id.Partner{all[9], all[19], all[29]}, list(enrollment.Active, 2)); diff != "" {
		t.Error(diff)
	}
	waiting, err := reader.Waiting(ctx, o.prg.ID)
	if err != nil || len(waiting) != 27 || waiting[0].Partner != all[28] {
		t.Errorf("%d wait, %v", len(waiting), err)
	}
	if none, err := reader.Waiting(ctx, "prg_00000000000000000000000000"); err != nil || len(none) != 0 {
		t.Errorf("another program's: %v %v", none, err)
	}
}

func TestAPartnerChangesItsProfile(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	e, err := o.newcomer(t, "ann@example.com")
	if err != nil {
		t.Fatal(err)
	}
	s := store.Partners{T: o.tab, Clock: o.clock}
	p, err := partner.Change(ctx, s, e.Partner, func(p *partner.Partner) { p.Name, p.Country = "Ann & Co", "DE" })
	if err != nil || p.Version != 2 {
		t.Fatal(p, err)
	}
	if _, err := partner.Change(ctx, s, e.Partner, func(p *partner.Partner) { p.Website = "javascript:alert(1)" }); !fault.Is(err, fault.Invalid) {
		t.Errorf("a script as website: %v", err)
	}
	if got, err := partner.Load(ctx, s, e.Partner); err != nil || got != p {
		t.Errorf("%+v %v", got, err)
	}
}
