package policy

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Apply makes a program what a document says and returns what was done.
// Groups and tiers come first: settings and offers may name them. A second run
// finds nothing to do; one that broke off does the rest.
func (d Desk) Apply(ctx context.Context, p id.Program, text []byte, actor string) ([]Step, error) {
	s, err := d.state(ctx, p)
	if err != nil {
		return nil, err
	}
	w, err := s.want(text)
	if err != nil || len(w.steps) == 0 {
		return nil, err
	}
	if err := d.applyLadder(ctx, s, w); err != nil {
		return nil, err
	}
	if s, err = d.state(ctx, p); err != nil { // with the ids of what is new
		return nil, err
	}
	again, err := s.want(text)
	if err != nil {
		return nil, err
	}
	if again.changes("settings") {
		if err := d.applySettings(ctx, s, again); err != nil {
			return nil, err
		}
	}
	return w.steps, d.applyOffers(ctx, s, again, actor)
}

func (w wanted) changes(what string) bool {
	for _, s := range w.steps {
		if s.What == what {
			return true
		}
	}
	return false
}

// differs tells whether a step is about something of that name.
func (w wanted) differs(what, name string) (Step, bool) {
	for _, s := range w.steps {
		if s.What == what && s.Name == name {
			return s, true
		}
	}
	return Step{}, false
}

func (d Desk) applyLadder(ctx context.Context, s state, w wanted) error {
	for _, x := range w.groups {
		step, differs := w.differs("group", x.Name)
		if !differs {
			continue
		}
		var err error
		if step.Act == Create {
			g := group.Group{Program: s.program.ID}
			x.onto(&g)
			_, err = d.Groups.CreateGroup(ctx, g)
		} else {
			_, err = d.Groups.ChangeGroup(ctx, s.program.ID, id.Group(x.ID), 0, x.onto)
		}
		if err != nil {
			return fmt.Errorf("group %s: %w", x.Name, err)
		}
	}
	for _, x := range w.tiers {
		step, differs := w.differs("tier", x.Name)
		if !differs {
			continue
		}
		var err error
		if step.Act == Create {
			t := group.Tier{Program: s.program.ID}
			x.onto(&t)
			_, err = d.Groups.CreateTier(ctx, t)
		} else {
			_, err = d.Groups.ChangeTier(ctx, s.program.ID, id.Tier(x.ID), 0, x.onto)
		}
		if err != nil {
			return fmt.Errorf("tier %s: %w", x.Name, err)
		}
	}
	return nil
}

func (d Desk) applySettings(ctx context.Context, s state, w wanted) error {
	if _, err := d.Programs.Change(ctx, s.program.ID, s.program.Version, func(p *program.Program) { *p = w.program }); err != nil {
		return err
	}
	return d.Links.Renew(ctx, s.program.ID)
}

func (d Desk) applyOffers(ctx context.Context, s state, w wanted, actor string) error {
	for _, x := range w.offers {
		step, differs := w.differs("offer", x.Name)
		if !differs {
			continue
		}
		var err error
		switch step.Act {
		case Create:
			var made offer.Offer
			if made, err = d.Offers.Create(ctx, s.program.ID, x.version(actor)); err == nil && x.Retired {
				err = d.Offers.Retire(ctx, s.program.ID, made.ID)
			}
		case Retire:
			err = d.Offers.Retire(ctx, s.program.ID, id.Offer(x.ID))
		case Change:
			_, err = d.Offers.Revise(ctx, s.program.ID, id.Offer(x.ID), x.version(actor))
		}
		if err != nil {
			return fmt.Errorf("offer %s: %w", x.Name, err)
		}
	}
	return nil
}
