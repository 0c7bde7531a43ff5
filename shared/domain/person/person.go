// Package person answers people with an account who ask what is held of them,
// or to be forgotten. What names them goes; what they did under an id without a
// name stays: accounts, proofs and the audit log stand on it.
package person

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Gone is what somebody is called who was forgotten.
const Gone = "Former partner"

// Store reads and forgets people.
type Store interface {
	// Held lists what lies under a user's name, and under the names of
	// organisations that are the user's alone: by kind, without secrets.
	Held(ctx context.Context, u id.User, own []id.Partner) (map[string][]map[string]any, error)
	// Accounts reads what a partner is owed and owes in all its programs.
	Accounts(ctx context.Context, o id.Partner) ([]ledger.Balance, error)
	// ForgetPartner takes away what names an organisation, and its user in the
	// leads and deals of its programs.
	ForgetPartner(ctx context.Context, o id.Partner, of identity.User) error
	// ForgetUser takes away what names a user and lets them in. Doing it again
	// does the rest.
	ForgetUser(ctx context.Context, u identity.User) error
}

// Places ends partnerships.
type Places interface {
	OfPartner(ctx context.Context, o id.Partner) ([]enrollment.Enrollment, error)
}

// Leaver lets a partner leave a program.
type Leaver interface {
	Leave(ctx context.Context, p id.Program, o id.Partner, reason, by string) (enrollment.Enrollment, error)
}

// Desk is where people ask.
type Desk struct {
	Store   Store
	Users   identity.Users
	Members identity.Members
	Places  Places
	Leaver  Leaver
}

// Held lists what is held of a user.
func (d Desk) Held(ctx context.Context, u id.User) (map[string][]map[string]any, error) {
	own, _, err := d.alone(ctx, u)
	if err != nil {
		return nil, err
	}
	return d.Store.Held(ctx, u, own)
}

// alone lists the organisations in which nobody but the user is, and refuses to
// leave others, or a program, without anybody who leads them.
func (d Desk) alone(ctx context.Context, u id.User) (own []id.Partner, refusal, err error) {
	mine, err := d.Members.OfUser(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range mine {
		var all []identity.Membership
		leads := identity.Admin
		if m.Partner != "" {
			all, err = d.Members.OfPartner(ctx, m.Partner)
		} else {
			leads = identity.Owner
			all, err = d.Members.OfProgram(ctx, m.Program)
		}
		if err != nil {
			return nil, nil, err
		}
		others, leaders := 0, 0
		for _, x := range all {
			if x.User == u {
				continue
			}
			others++
			if x.Role == leads {
				leaders++
			}
		}
		switch {
		case m.Partner != "" && others == 0:
			own = append(own, m.Partner)
		case m.Role == leads && leaders == 0:
			refusal = errors.Join(refusal, lonely(m))
		}
	}
	return own, refusal, nil
}

func lonely(m identity.Membership) error {
	if m.Program != "" {
		return fault.New(fault.Conflict, "person.sole_owner", "You are the only owner of a program. Make somebody else an owner first.")
	}
	return fault.New(fault.Conflict, "person.sole_admin", "You are the only admin of an organisation in which others work. Make somebody else an admin first.")
}

// Forget takes away what names a user, and the organisations that are the
// user's alone, which leave their programs. Where money is still on its way to
// them it is refused, unless the user says that it may stay where it is: nobody
// can be paid without a payout method. Faults are Conflicts.
func (d Desk) Forget(ctx context.Context, u id.User, despiteMoney bool) error {
	users, err := d.Users.Load(ctx, u)
	if err != nil {
		return err
	}
	if len(users) == 0 {
		return fault.New(fault.NotFound, "user.unknown", "There is no such user.")
	}
	own, refusal, err := d.alone(ctx, u)
	if err = errors.Join(err, refusal); err != nil {
		return err
	}
	for _, o := range own {
		if err := d.settled(ctx, o); err != nil && !despiteMoney {
			return err
		}
	}
	for _, o := range own {
		if err := d.leave(ctx, o, u); err != nil {
			return err
		}
		if err := d.Store.ForgetPartner(ctx, o, users[0]); err != nil {
			return fmt.Errorf("forget an organisation: %w", err)
		}
	}
	return d.Store.ForgetUser(ctx, users[0])
}

func (d Desk) settled(ctx context.Context, o id.Partner) error {
	bs, err := d.Store.Accounts(ctx, o)
	if err != nil {
		return err
	}
	for _, b := range bs {
		if b.Pending != 0 || b.Approved != 0 || b.Available != 0 || b.InTransit != 0 {
			return fault.New(fault.Conflict, "person.money_open", "Money is still on its way to you. Wait until it is paid, or say that it may stay with the program.")
		}
	}
	return nil
}

func (d Desk) leave(ctx context.Context, o id.Partner, by id.User) error {
	places, err := d.Places.OfPartner(ctx, o)
	if err != nil {
		return err
	}
	for _, e := range places {
		_, err := d.Leaver.Leave(ctx, e.Program, o, "The account was deleted.", string(by))
		if err != nil && !fault.Is(err, fault.Conflict) { // it had left, or was never in
			return err
		}
	}
	return nil
}
