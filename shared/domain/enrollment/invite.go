package enrollment

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Guest is who is let in without having applied.
type Guest struct {
	Name    string // of the person
	Company string // the person's name when left out
	Email   string
	Website string
	Country string
	Message string // goes along in the mail
	Group   id.Group
	Tags    []string
	Quiet   bool // nobody is written to yet
}

// Invitation is open until somebody of the partner has come. The partner is
// active meanwhile: its links and codes earn.
type Invitation struct {
	Program id.Program
	Partner id.Partner
	User    id.User
	Name    string
	Email   string
	Message string
	By      id.User
	At      time.Time
	SentAt  time.Time // zero: nobody was written to yet
	Sends   int64
	Version int64
}

// Invitations keeps those that are open.
type Invitations interface {
	// Invite writes an invitation that still is what it was; stale.
	Invite(ctx context.Context, before, after Invitation) error
	// Invitation reads one consistently; NotFound.
	Invitation(ctx context.Context, p id.Program, o id.Partner) (Invitation, error)
	// Open lists a program's, newest first.
	Open(ctx context.Context, p id.Program, r page.Request) (page.Of[Invitation], error)
	// Withdraw ends an invitation together with the partnership; stale.
	Withdraw(ctx context.Context, i Invitation, d Decision) error
}

// Door makes people known and writes to them.
type Door interface {
	NewUser(email, name string) (identity.User, error)
	InviteUser(ctx context.Context, u identity.User, program, message string) error
}

// Inviter lets partners in who did not apply.
type Inviter struct {
	Annotator
	Invitations Invitations
	Door        Door
	Users       identity.Users
	Members     identity.Members
	Partners    partner.Store
}

// Outcome says what became of an invitation.
type Outcome string

// The outcomes.
const (
	Welcomed Outcome = "invited" // somebody new, who gets a mail
	Joined   Outcome = "joined"  // somebody with an account, who is told of it
	Present  Outcome = "present" // a partner of the program already
)

// MaxMessage is how long a message is at most.
const MaxMessage = 1000

// maxSends is how often an invitation is mailed at most.
const maxSends = 5

// Invite lets somebody in. Called again for the same address, it goes on where it
// stopped, and changes nothing of a partner who is there already but adding tags.
func (n Inviter) Invite(ctx context.Context, p program.Program, g Guest, by id.User) (Enrollment, Outcome, error) {
	who, own, err := n.meet(ctx, g)
	if err != nil {
		return Enrollment{}, "", err
	}
	e, outcome, err := n.admit(ctx, p.ID, who, own, g, string(by))
	if err != nil {
		return e, outcome, err
	}
	if len(g.Tags) > 0 {
		if e, err = n.Tag(ctx, p.ID, e.Partner, append(g.Tags, e.Tags...)); err != nil {
			return e, outcome, err
		}
	}
	if !e.Invited || e.SeenOn != "" {
		return e, outcome, nil
	}
	_, err = n.Invitations.Invitation(ctx, p.ID, e.Partner)
	if !fault.Is(err, fault.NotFound) {
		return e, outcome, err
	}
	i := Invitation{
		Program: p.ID, Partner: e.Partner, User: who.User.ID, Name: e.Name, Email: who.User.Email, Message: strings.TrimSpace(g.Message), By: by, At: n.Clock.Now(),
	}
	if g.Quiet {
		i.Version = 1
		return e, outcome, n.Invitations.Invite(ctx, Invitation{}, i)
	}
	_, err = n.send(ctx, p, i, who.User)
	return e, outcome, err
}

// Check tells what an invitation would come to, and changes nothing.
func (n Inviter) Check(ctx context.Context, p id.Program, g Guest) (Outcome, error) {
	who, own, err := n.meet(ctx, g)
	if err != nil {
		return "", err
	}
	if _, err := cleanTags(g.Tags); err != nil {
		return "", err
	}
	if own.ID == "" {
		if who.New {
			return Welcomed, nil
		}
		return Joined, nil
	}
	e, err := n.Store.Load(ctx, p, own.ID)
	switch {
	case fault.Is(err, fault.NotFound):
		return Joined, nil
	case err != nil:
		return "", err
	}
	return n.there(e)
}

// meet finds out who the guest is: somebody new, or a person, with the
// organisation that they speak for.
func (n Inviter) meet(ctx context.Context, g Guest) (Applicant, partner.Partner, error) {
	if !message(g.Message) {
		return Applicant{}, partner.Partner{}, fault.New(fault.Invalid, "invitation.message", "A message has at most %d characters.", MaxMessage).
			With(fault.Field{Location: "body.message", Message: "must have at most 1000 characters"})
	}
	fresh, err := n.Door.NewUser(g.Email, cmp.Or(g.Name, g.Company))
	if err != nil {
		return Applicant{}, partner.Partner{}, err
	}
	who := Applicant{User: fresh, New: true, Group: g.Group, Invited: true}
	if err := n.organisation(g, fresh).Validate(); err != nil {
		return who, partner.Partner{}, err
	}
	known, err := n.Users.ByEmail(ctx, identity.HashEmail(fresh.Email))
	if fault.Is(err, fault.NotFound) {
		return who, partner.Partner{}, nil
	}
	if err != nil {
		return who, partner.Partner{}, err
	}
	who = Applicant{User: known, Group: g.Group}
	ms, err := n.Members.OfUser(ctx, known.ID)
	if err != nil {
		return who, partner.Partner{}, err
	}
	for _, m := range ms {
		if m.Partner != "" && m.Role == identity.Admin {
			own, err := partner.Load(ctx, n.Partners, m.Partner)
			return who, own, err
		}
	}
	return who, partner.Partner{}, nil
}

func (n Inviter) organisation(g Guest, u identity.User) partner.Partner {
	return partner.Partner{Name: cmp.Or(strings.TrimSpace(g.Company), u.Name), Website: strings.TrimSpace(g.Website), Country: strings.ToUpper(strings.TrimSpace(g.Country))}
}

// admit makes the guest an active partner, in as many steps as are left.
func (n Inviter) admit(ctx context.Context, p id.Program, who Applicant, own partner.Partner, g Guest, by string) (e Enrollment, out Outcome, err error) {
	if own.ID == "" {
		if out = Joined; who.New {
			out = Welcomed
		}
		e, err = n.Apply(ctx, p, who, n.organisation(g, who.User), nil)
	} else if e, err = n.Store.Load(ctx, p, own.ID); fault.Is(err, fault.NotFound) {
		out = Joined
		e, err = n.Join(ctx, p, own, who, nil)
	} else if err == nil {
		out, err = n.there(e)
	}
	if err == nil && e.Status == InReview {
		e, err = n.Approve(ctx, p, e.Partner, by)
	}
	return e, out, err
}

// there says what an invitation means to somebody who is in the program in some
// way: those who were stopped or turned away are taken back otherwise.
func (n Inviter) there(e Enrollment) (Outcome, error) {
	switch e.Status {
	case InReview:
		return Joined, nil
	case Active:
		return Present, nil
	case Rejected, Suspended, Banned, Left:
	}
	return "", fault.New(fault.Conflict, "invitation.stopped", "This partner is %s. Decide that first, on the partner's page.", e.Status)
}

func message(s string) bool {
	for line := range strings.Lines(s) {
		if !plain(strings.TrimRight(line, "\r\n"), MaxMessage) {
			return false
		}
	}
	return len([]rune(s)) <= MaxMessage
}

// Resend mails an invitation anew: the link that was mailed before is void.
func (n Inviter) Resend(ctx context.Context, p program.Program, o id.Partner) (Invitation, error) {
	i, err := n.Invitations.Invitation(ctx, p.ID, o)
	if err != nil {
		return i, err
	}
	if i.Sends >= maxSends || n.Clock.Now().Sub(i.SentAt) < time.Minute {
		return i, fault.New(fault.Conflict, "invitation.sent", "An invitation is sent 5 times at most, and once in a minute.")
	}
	found, err := n.Users.Load(ctx, i.User)
	if err != nil {
		return i, err
	}
	if len(found) == 0 {
		return i, fault.New(fault.NotFound, "user.unknown", "There is no such person any more.")
	}
	return n.send(ctx, p, i, found[0])
}

// send counts the mail before it is sent: a crash costs one mail, never many.
func (n Inviter) send(ctx context.Context, p program.Program, i Invitation, to identity.User) (Invitation, error) {
	before := i
	i.SentAt, i.Sends, i.Version = n.Clock.Now(), i.Sends+1, i.Version+1
	if err := n.Invitations.Invite(ctx, before, i); err != nil {
		return i, err
	}
	return i, n.Door.InviteUser(ctx, to, p.Slug, i.Message)
}

// Withdraw takes an invitation back: the partner, of whom nobody has come, earns
// nothing any more. Nobody is told.
func (n Inviter) Withdraw(ctx context.Context, p id.Program, o id.Partner, by string) error {
	i, err := n.Invitations.Invitation(ctx, p, o)
	if err != nil {
		return err
	}
	before, prg, err := n.load(ctx, p, o)
	if err != nil {
		return err
	}
	after, err := before.moved(Left, "", by, n.Clock.Now())
	if err != nil {
		return err
	}
	d := Decision{Before: before, After: after, Currency: prg.Currency}
	if d.Event, err = after.tells(event.EnrollmentLeft, after.DecidedAt); err != nil {
		return err
	}
	d.Event.Data = map[string]string{event.Invited: Yes}
	return n.Invitations.Withdraw(ctx, i, d)
}
