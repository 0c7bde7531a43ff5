package team

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where a team is led.
type Desk struct {
	Store    Store
	Members  Members
	Users    Users
	Partners Partners
	Programs Programs
	Keys     Keys
	Limits   Limits
	Mail     identity.Mailer
	Clock    clock.Clock
	Entropy  io.Reader
	Origin   string // the public origin, from configuration, never from a request
}

// Of returns a team.
func (d Desk) Of(ctx context.Context, o Owner) (Team, error) {
	ms, err := d.members(ctx, o)
	if err != nil {
		return Team{}, err
	}
	ids := make([]id.User, len(ms))
	for i, m := range ms {
		ids[i] = m.User
	}
	users, err := d.Users.Load(ctx, ids...)
	if err != nil {
		return Team{}, err
	}
	byID := make(map[id.User]identity.User, len(users))
	for _, u := range users {
		byID[u.ID] = u
	}
	var t Team
	for _, m := range ms {
		t.Members = append(t.Members, Member{Membership: m, Name: byID[m.User].Name, Email: byID[m.User].Email})
	}
	slices.SortStableFunc(t.Members, func(a, b Member) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.User, b.User))
	})
	t.Invitations, err = d.Store.Invitations(ctx, o)
	return t, err
}

// Invite asks an address into the team, and mails it. Asking again
// replaces the invitation. Whether the address has an account decides nothing
// here, so that nobody can find out.
func (d Desk) Invite(ctx context.Context, o Owner, email, role string, by id.User) (Invitation, error) {
	to, err := identity.ParseEmail(email)
	if err != nil {
		return Invitation{}, err
	}
	r, err := o.role(role)
	if err != nil {
		return Invitation{}, err
	}
	t, err := d.Of(ctx, o)
	if err != nil {
		return Invitation{}, err
	}
	if slices.ContainsFunc(t.Members, func(m Member) bool { return m.Email == to }) {
		return Invitation{}, fault.New(fault.Conflict, "team.member", "That person is in the team already.")
	}
	again := slices.ContainsFunc(t.Invitations, func(i Invitation) bool { return i.Email == to })
	if !again && len(t.Members)+len(t.Invitations) >= MaxPeople {
		return Invitation{}, fault.New(fault.Conflict, "team.full", "A team has at most %d people, invitations included.", MaxPeople)
	}
	key, err := id.Of[id.Invitation](o.String(), identity.HashEmail(to))
	if err != nil {
		return Invitation{}, err
	}
	return d.send(ctx, Invitation{ID: key, Owner: o, Email: to, Role: r, By: by, At: d.Clock.Now()})
}

// Resend mails an invitation anew, with seven more days; the link that was
// mailed before is void.
func (d Desk) Resend(ctx context.Context, o Owner, i id.Invitation) (Invitation, error) {
	found, err := d.invitation(ctx, o, i)
	if err != nil {
		return Invitation{}, err
	}
	return d.send(ctx, found)
}

// Withdraw takes an invitation back.
func (d Desk) Withdraw(ctx context.Context, o Owner, i id.Invitation) error {
	found, err := d.invitation(ctx, o, i)
	if err != nil {
		return err
	}
	return d.Store.Withdraw(ctx, found)
}

func (d Desk) invitation(ctx context.Context, o Owner, i id.Invitation) (Invitation, error) {
	all, err := d.Store.Invitations(ctx, o)
	if err != nil {
		return Invitation{}, err
	}
	at := slices.IndexFunc(all, func(one Invitation) bool { return one.ID == i })
	if at < 0 {
		return Invitation{}, errUnknown("invitation")
	}
	return all[at], nil
}

// send gives the invitation a new token and mails it.
func (d Desk) send(ctx context.Context, i Invitation) (Invitation, error) {
	now := d.Clock.Now()
	ok, err := d.Limits.Take(ctx, "team-mail/"+i.Owner.String(), MaxMails, 24*time.Hour, now)
	if err != nil {
		return Invitation{}, err
	}
	if !ok {
		return Invitation{}, fault.New(fault.TooMany, "team.too_many_mails", "Your team has sent %d invitations today. Try again tomorrow.", MaxMails)
	}
	of, inviter, err := d.names(ctx, i)
	if err != nil {
		return Invitation{}, err
	}
	raw, hash, err := mint(i, d.Entropy)
	if err != nil {
		return Invitation{}, err
	}
	i.Hash, i.SentAt, i.ExpiresAt = hash, now, now.Add(InvitationLife)
	if err := d.Store.Invite(ctx, i); err != nil {
		return Invitation{}, err
	}
	err = d.Mail.Send(ctx, identity.Mail{
		Kind: identity.MailTeam, To: i.Email, Link: d.Origin + "/join#token=" + raw, ExpiresIn: InvitationLife, By: inviter, Team: of.name, Program: of.slug,
	})
	if err != nil {
		return Invitation{}, fmt.Errorf("send an invitation: %w", err)
	}
	return i, nil
}

func (d Desk) members(ctx context.Context, o Owner) ([]identity.Membership, error) {
	if o.Program != "" {
		return d.Members.OfProgram(ctx, o.Program)
	}
	return d.Members.OfPartner(ctx, o.Partner)
}

// called is what a team's owner is called, and whose brand its mail bears.
type called struct{ name, slug string }

// names returns what the owner is called, and the inviter's name.
func (d Desk) names(ctx context.Context, i Invitation) (of called, inviter string, err error) {
	if of, err = d.called(ctx, i.Owner); err != nil {
		return called{}, "", err
	}
	users, err := d.Users.Load(ctx, i.By)
	if err != nil {
		return called{}, "", err
	}
	if len(users) > 0 {
		inviter = users[0].Name
	}
	return of, inviter, nil
}

func (d Desk) called(ctx context.Context, o Owner) (called, error) {
	if o.Program != "" {
		programs, err := d.Programs.Load(ctx, o.Program)
		if err != nil || len(programs) == 0 {
			return called{}, cmp.Or(err, errUnknown("program"))
		}
		return called{programs[0].Name, programs[0].Slug}, nil
	}
	orgs, err := d.Partners.Load(ctx, o.Partner)
	if err != nil || len(orgs) == 0 {
		return called{}, cmp.Or(err, errUnknown("partner"))
	}
	return called{orgs[0].Name, ""}, nil
}
