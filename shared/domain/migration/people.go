package migration

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// attempts is how often something is done anew after a lost race.
const attempts = 5

func (r *run) partners(ctx context.Context, from, to int) error {
	for _, p := range r.bundle.Partners[from:to] {
		o, why, err := r.partner(ctx, p)
		if err != nil {
			return fmt.Errorf("bring in the partner of line %d: %w", p.Line, err)
		}
		r.tell(p.Row, Partners, p.ID, o, why, p.Email)
	}
	return nil
}

func (r *run) partner(ctx context.Context, p Partner) (Outcome, Why, error) {
	if p.Standing == Waiting {
		return Skipped, NotLetIn, nil
	}
	if r.known[refOf(p.ID)] != "" {
		return Same, "", nil
	}
	for range attempts {
		user, here, err := r.Places.OfAddress(ctx, r.program.ID, p.Email)
		if err != nil {
			return "", "", err
		}
		if here != "" {
			return Matched, "", r.match(ctx, p, here)
		}
		e, err := r.entry(ctx, p, user)
		if fault.Is(err, fault.Invalid) {
			return Refused, BadName, nil
		}
		if err != nil || r.Dry {
			return Added, "", err
		}
		switch err = r.Places.Enter(ctx, e); {
		case err == nil:
			r.learn(p, e.Partner.ID)
			return Added, "", nil
		case !fault.IsStale(err):
			return "", "", err
		}
	}
	return "", "", fault.New(fault.Unavailable, "import.busy", "Somebody else changes the same; try again.")
}

func (r *run) match(ctx context.Context, p Partner, here id.Partner) error {
	r.learn(p, here)
	if r.Dry {
		return nil
	}
	return r.Places.Match(ctx, r.program.ID, r.bundle.Source, refs(p), here)
}

func (r *run) learn(p Partner, o id.Partner) {
	for _, ref := range refs(p) {
		r.known[ref] = o
	}
}

// entry is a partner as it comes in: let in or stopped as it was, told nothing.
func (r *run) entry(ctx context.Context, p Partner, user id.User) (Entry, error) {
	prg := r.program
	o, err := r.idOf(p)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Source: r.bundle.Source, Refs: refs(p), Currency: prg.Currency, Partner: partner.Partner{
		ID: o, Name: p.Name, Website: p.Website, Country: p.Country, Version: 1, CreatedAt: r.now,
	}}
	if err := e.Partner.Validate(); err != nil {
		return Entry{}, err
	}
	if user == "" {
		if user, err = id.Of[id.User]("import", identity.HashEmail(p.Email)); err != nil {
			return Entry{}, err
		}
		e.User = &identity.User{ID: user, Email: p.Email, Name: p.Name, Status: identity.Active, Version: 1, CreatedAt: r.now}
	}
	e.Member = identity.Membership{User: user, Partner: o, Role: identity.Admin, Since: r.now}
	var ref [8]byte
	if _, err := io.ReadFull(r.Desk.Entropy, ref[:]); err != nil {
		return Entry{}, fmt.Errorf("make an enrollment's reference: %w", err)
	}
	x := enrollment.Enrollment{
		Program: prg.ID, Partner: o, Applicant: user, Name: p.Name, Status: enrollment.Active, Ref: binary.BigEndian.Uint64(ref[:]),
		AppliedAt: p.JoinedAt, DecidedAt: r.now, DecidedBy: r.Actor, Version: 1,
	}
	if x.AppliedAt.IsZero() || x.AppliedAt.After(r.now) {
		x.AppliedAt = r.now
	}
	if p.Standing == Stopped {
		x.Status, x.Reason = enrollment.Suspended, "Stopped in "+r.bundle.Source.Name()
	}
	if x.Group, x.Tier, err = r.place(ctx, p.Group); err != nil {
		return Entry{}, err
	}
	if x.Tier != "" {
		x.TierSince = clock.Day(r.now, r.zone)
	}
	e.Enrollment = x
	e.Link, err = link.NewDefault(prg.ID, o, enrollment.Terms(prg, x.Ref), r.now, r.Desk.Entropy)
	return e, err
}

// place finds or makes the group of that name; without one partners come in
// where others do.
func (r *run) place(ctx context.Context, name string) (id.Group, id.Tier, error) {
	l, err := r.Groups.Store.Ladder(ctx, r.program.ID)
	if err != nil {
		return "", "", err
	}
	g, t := l.Entrance()
	if name = cut(strings.TrimSpace(name), 60); name == "" {
		return g, t, nil
	}
	for _, x := range l.Groups {
		if strings.EqualFold(x.Name, name) {
			return x.ID, t, nil
		}
	}
	if r.Dry {
		return "", t, nil
	}
	made, err := r.Groups.CreateGroup(ctx, group.Group{Program: r.program.ID, Name: name})
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) { // too many of them, or no name for one
		return g, t, nil
	}
	return made.ID, t, err
}

func (r *run) customers(ctx context.Context, from, to int) error {
	for _, c := range r.bundle.Customers[from:to] {
		o, why, err := r.customer(ctx, c)
		if err != nil {
			return fmt.Errorf("bring in the customer of line %d: %w", c.Line, err)
		}
		r.tell(c.Row, Customers, firstOf(c.ID, c.Stripe, customer.MaskEmail(c.Email)), o, why, c.Partner)
	}
	return nil
}

func (r *run) customer(ctx context.Context, c Customer) (Outcome, Why, error) {
	o, why, err := r.partnerOf(ctx, c.Partner)
	if err != nil || why != "" {
		return Refused, why, err
	}
	made, err := r.customerOf(c, o)
	if err != nil {
		return "", "", err
	}
	to, before, err := r.Binder.Bind(ctx, made, r.Dry)
	switch {
	case err != nil:
		return "", "", err
	case to != o:
		return Differs, Taken, nil
	case before:
		return Same, "", nil
	}
	return Added, "", nil
}

// customerOf is a customer as it is kept. What they paid before is in the
// imported commissions; here it only says that they are no new customer.
func (r *run) customerOf(c Customer, o id.Partner) (customer.Customer, error) {
	is := identities(c)
	cid, err := customer.IDOf(r.program.ID, is[0])
	if err != nil {
		return customer.Customer{}, err
	}
	at := c.At
	if at.IsZero() || at.After(r.now) {
		at = r.now
	}
	out := customer.Customer{
		ID: cid, Program: r.program.ID, Identities: is, Masked: customer.MaskEmail(c.Email), Bound: &customer.Touch{Partner: o, At: at},
		SignedUpAt: at, FirstPaidAt: c.FirstPaid, Version: 1, CreatedAt: at,
	}
	for _, x := range r.bundle.Commissions {
		if x.Customer == "" || x.Status == Void || !c.called(x.Customer) {
			continue
		}
		out.Payments++
		out.Revenue += x.Sale
		if out.FirstPaidAt.IsZero() || x.EarnedAt.Before(out.FirstPaidAt) {
			out.FirstPaidAt = x.EarnedAt
		}
	}
	return out, nil
}

func (c Customer) called(name string) bool {
	return name == c.ID || name == c.Stripe || c.Email != "" && strings.EqualFold(name, c.Email)
}

// identities are a customer's names, the strongest first.
func identities(c Customer) []customer.Identity {
	var out []customer.Identity
	if c.ID != "" {
		out = append(out, customer.Identity{Kind: customer.External, Value: c.ID})
	}
	if c.Stripe != "" {
		out = append(out, customer.Identity{Kind: customer.Stripe, Value: c.Stripe})
	}
	if c.Email != "" {
		out = append(out, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(c.Email)})
	}
	return out
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
