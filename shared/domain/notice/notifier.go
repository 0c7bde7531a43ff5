package notice

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

const firstConversion = "first_conversion"

// Notifier tells people of events.
type Notifier struct {
	Store    Store
	Marks    Marks
	Members  Members
	Digests  Digests
	Audience Audience
	Farewell Farewell
	Queue    queue.Sender
	Programs Programs
	Mailer   Mailer
	Renderer Renderer
	Origin   string // of the portal, without a slash at its end
	Clock    clock.Clock
}

// Handle tells the events of the notices queue.
func (n Notifier) Handle(ctx context.Context, batch []queue.Message) []error {
	errs := make([]error, len(batch))
	for i, m := range batch {
		e, err := event.Decode(m.Body)
		if err == nil {
			err = n.tell(ctx, e, m.ID)
		}
		errs[i] = err
	}
	return errs
}

// audience is one group of people, and as what they are told.
type audience struct {
	kind   Kind
	people []Recipient
}

// tell tells one event to all members of its partner, or, where there is none,
// to those who run the program; an application to both. Trouble with one of them
// does not keep it from the others; they are not told again with the next try.
func (n Notifier) tell(ctx context.Context, e event.Event, writer string) error {
	if broadcast(e) {
		return n.spread(ctx, e)
	}
	kind, err := n.kind(ctx, e)
	if err != nil || kind == "" {
		return err
	}
	ps, err := n.Programs.Load(ctx, e.Program)
	if err != nil {
		return fmt.Errorf("load program %s: %w", e.Program, err)
	}
	if len(ps) == 0 {
		return fault.New(fault.NotFound, "notice.no_program", "the event's program does not exist")
	}
	people, err := n.people(ctx, e)
	if err != nil {
		return err
	}
	told := []audience{{kind, people}}
	if e.Type == event.EnrollmentApplied {
		managers, err := n.Members.Managers(ctx, e.Program, false)
		if err != nil {
			return fmt.Errorf("load the managers of %s: %w", e.Program, err)
		}
		told = append(told, audience{NewApplication, managers})
	}
	var failed []error
	for _, a := range told {
		for _, r := range a.people {
			if err := n.tellOne(ctx, e, a.kind, ps[0], r, writer); err != nil {
				failed = append(failed, fmt.Errorf("tell %s of %s: %w", r.User, e.ID, err))
			}
		}
	}
	return errors.Join(failed...)
}

func (n Notifier) people(ctx context.Context, e event.Event) ([]Recipient, error) {
	if e.Partner == "" || toManagers(e.Type) {
		people, err := n.Members.Managers(ctx, e.Program, kindOf(e) == PayoutWaits)
		if err != nil {
			return nil, fmt.Errorf("load the managers of %s: %w", e.Program, err)
		}
		return people, nil
	}
	find := n.Members.Recipients
	if e.Type == event.MethodChanged {
		find = n.Members.Payees
	}
	people, err := find(ctx, e.Partner)
	if err != nil {
		return nil, fmt.Errorf("load the members of %s: %w", e.Partner, err)
	}
	if e.Type == event.TicketAnswered || e.Type == event.ClaimAnswered { // who asked is told, and no colleague
		people = slices.DeleteFunc(people, func(r Recipient) bool { return string(r.User) != e.Data[event.Person] })
	}
	return people, nil
}

func (n Notifier) kind(ctx context.Context, e event.Event) (Kind, error) {
	kind := kindOf(e)
	if kind != Conversion {
		return kind, nil
	}
	first, err := n.Marks.Milestone(ctx, e.Program, e.Partner, firstConversion, e.ID)
	if err != nil {
		return "", fmt.Errorf("claim the milestone of %s: %w", e.Partner, err)
	}
	if first {
		return FirstConversion, nil
	}
	return Conversion, nil
}

func (n Notifier) tellOne(ctx context.Context, e event.Event, kind Kind, p program.Program, r Recipient, writer string) error {
	inbox, err := n.Store.Inbox(ctx, r.User)
	if err != nil {
		return fmt.Errorf("read the inbox: %w", err)
	}
	words, err := WordsOf(r.Language)
	if err != nil {
		return err
	}
	letter := pen{words, e, p, p.Home(n.Origin)}.write(kind).plain()
	if !r.Outside && inbox.Wants(kind, InApp) {
		nid, err := event.Derive[id.Notice](e, string(kind), string(r.User))
		if err != nil {
			return err
		}
		err = n.Store.Add(ctx, Notice{
			ID: nid, User: r.User, Kind: kind, Program: e.Program, Partner: e.Partner,
			Subject: e.Subject, Title: letter.Subject, Data: e.Data, At: e.At,
		})
		if err != nil {
			return fmt.Errorf("add the notice: %w", err)
		}
	}
	if r.Email == "" || !inbox.Wants(kind, Email) {
		return nil
	}
	if kind == Conversion {
		return n.mailConversion(ctx, e, Mark{e.ID, kind, r.User}, letter, p, r, writer)
	}
	return n.mail(ctx, Mark{e.ID, kind, r.User}, letter, p, r, writer)
}

// mail sends a letter once. A crash after the sending and before it is noted
// is the one moment that lets it be sent twice: losing it would be worse.
func (n Notifier) mail(ctx context.Context, m Mark, l Letter, p program.Program, to Recipient, writer string) error {
	mine, err := n.Marks.Claim(ctx, m, writer, n.Clock.Now())
	if err != nil || !mine {
		return err
	}
	var post string
	if m.Kind.Optional() && !to.Outside {
		if post, l.Leave, err = n.Farewell.Links(ctx, to.User, m.Kind); err != nil {
			return err
		}
	}
	mail, err := n.Renderer.Render(LookOf(p, n.Origin), l)
	if err != nil {
		return err
	}
	mail.To = to.Email
	if post != "" {
		mail.Headers["List-Unsubscribe"] = "<" + post + ">"
		mail.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
	}
	if err := n.Mailer.Send(ctx, mail); err != nil && !fault.Is(err, fault.Invalid) {
		return fmt.Errorf("send mail: %w", err)
	}
	return n.Marks.Sent(ctx, m)
}
