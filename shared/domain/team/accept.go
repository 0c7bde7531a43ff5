package team

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Look shows an invitation to whoever has its token; Gone otherwise.
func (d Desk) Look(ctx context.Context, raw string) (Offer, error) {
	o, key, ok := parse(raw)
	if !ok {
		return Offer{}, errSpent()
	}
	i, err := d.invitation(ctx, o, key)
	if fault.Is(err, fault.NotFound) {
		return Offer{}, errSpent()
	}
	if err != nil {
		return Offer{}, err
	}
	if !i.proves(raw) || !i.Open(d.Clock.Now()) {
		return Offer{}, errSpent()
	}
	out := Offer{Invitation: i}
	of, inviter, err := d.names(ctx, i)
	if err != nil {
		return Offer{}, err
	}
	out.Organisation, out.Inviter = of.name, inviter
	_, err = d.Users.ByEmail(ctx, identity.HashEmail(i.Email))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return Offer{}, err
	}
	out.Known = err == nil
	return out, nil
}

// Accept makes a person a member by an invitation that Look returned. Fresh
// says that the person is new here: the token proved the address.
func (d Desk) Accept(ctx context.Context, offer Offer, u identity.User, fresh bool) error {
	if u.Email != offer.Email || u.Status != identity.Active {
		return fault.New(fault.Forbidden, "invitation.other_address", "This invitation is for another address. Sign in with the address that it was mailed to.")
	}
	m := identity.Membership{User: u.ID, Partner: offer.Owner.Partner, Program: offer.Owner.Program, Role: offer.Role, Since: d.Clock.Now()}
	if err := m.Validate(); err != nil {
		return err
	}
	have, err := d.members(ctx, offer.Owner)
	if err != nil {
		return err
	}
	for _, old := range have {
		if old.User == u.ID { // a second invitation crossed the first: the role stays
			return d.Store.Withdraw(ctx, offer.Invitation)
		}
	}
	return d.Store.Accept(ctx, offer.Invitation, u, fresh, m)
}
