package team

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Limits of a team.
const (
	// InvitationLife is how long an invitation can be accepted.
	InvitationLife = 7 * 24 * time.Hour
	// MaxPeople is how many members and open invitations there are at most.
	MaxPeople = 100
	// MaxMails is how many invitations an organisation mails in a day.
	MaxMails = 40
)

// Owner is whose a team is: a partner's or a program's; the other is empty.
type Owner struct {
	Partner id.Partner
	Program id.Program
}

// String is the id.
func (o Owner) String() string { return string(o.Partner) + string(o.Program) }

// Head is the role that every team keeps.
func (o Owner) Head() identity.Role {
	if o.Program != "" {
		return identity.Owner
	}
	return identity.Admin
}

// Invitation asks one address into one team. There is one of each.
type Invitation struct {
	ID        id.Invitation
	Owner     Owner
	Email     string
	Role      identity.Role
	By        id.User
	Hash      string // of the token that was mailed last
	At        time.Time
	SentAt    time.Time
	ExpiresAt time.Time // good until this moment, it included
}

// Open tells whether the invitation can still be accepted.
func (i Invitation) Open(at time.Time) bool { return !at.After(i.ExpiresAt) }

// Member is somebody who acts for the organisation.
type Member struct {
	identity.Membership
	Name  string
	Email string
}

// Team is an organisation's people: members by the time they joined, and
// invitations by the time they were made, expired ones too.
type Team struct {
	Members     []Member
	Invitations []Invitation
}

// Offer is an invitation as its receiver sees it.
type Offer struct {
	Invitation
	Organisation string // or the program's name
	Inviter      string
	Known        bool // whether the address has an account
}

// Store keeps invitations and changes memberships.
type Store interface {
	// Invitations lists a team's, oldest first.
	Invitations(ctx context.Context, o Owner) ([]Invitation, error)
	// Invite writes an invitation, replacing the address's.
	Invite(ctx context.Context, i Invitation) error
	// Withdraw removes an invitation.
	Withdraw(ctx context.Context, i Invitation) error
	// Accept spends an invitation and makes the membership, and the user where
	// fresh. Gone when the invitation is not that any more, Conflict
	// "user.email_taken" when somebody has the address by now.
	Accept(ctx context.Context, i Invitation, u identity.User, fresh bool, m identity.Membership) error
	// Change replaces a member's role, while the witness is a head; an empty
	// witness is not asked for. Stale when either is not so.
	Change(ctx context.Context, before, after identity.Membership, witness id.User) error
	// Remove ends a membership in the same way.
	Remove(ctx context.Context, m identity.Membership, witness id.User) error
}

// Members lists memberships, consistently.
type Members interface {
	OfPartner(ctx context.Context, o id.Partner) ([]identity.Membership, error)
	OfProgram(ctx context.Context, p id.Program) ([]identity.Membership, error)
}

// Programs reads programs; unknown ones are left out.
type Programs interface {
	Load(ctx context.Context, ids ...id.Program) ([]program.Program, error)
}

// Users reads users.
type Users interface {
	ByEmail(ctx context.Context, hash string) (identity.User, error)
	Load(ctx context.Context, ids ...id.User) ([]identity.User, error)
}

// Keys ends the API keys that a member made.
type Keys interface {
	EndOf(ctx context.Context, o id.Partner, by id.User) error
}

// Limits counts mails.
type Limits interface {
	Take(ctx context.Context, bucket string, limit int64, window time.Duration, now time.Time) (bool, error)
}

// Partners reads organisations; unknown ones are left out.
type Partners interface {
	Load(ctx context.Context, ids ...id.Partner) ([]partner.Partner, error)
}

// role reads a role that the team has.
func (o Owner) role(text string) (identity.Role, error) {
	r := identity.Role(text)
	of := false
	switch r {
	case identity.Admin, identity.Member:
		of = o.Partner != ""
	case identity.Owner, identity.Manager, identity.Finance, identity.Viewer:
		of = o.Program != ""
	}
	if of {
		return r, nil
	}
	words := "admin or user"
	if o.Program != "" {
		words = "owner, manager, finance or viewer"
	}
	return "", fault.New(fault.Invalid, "team.bad_role", "A member is %s.", words).
		With(fault.Field{Location: "body.role", Message: "must be " + words})
}

func errUnknown(noun string) error {
	return fault.New(fault.NotFound, noun+".unknown", "There is no such %s.", noun)
}

func errSpent() error {
	return fault.New(fault.Gone, "invitation.spent", "This invitation was used, withdrawn or has expired. Ask for a new one.")
}
