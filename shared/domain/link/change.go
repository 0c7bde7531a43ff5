package link

import (
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MaxRenames is how often a link's key may be changed: each key before goes on
// leading to it, because it is printed somewhere.
const MaxRenames = 5

// Change is what a partner may change of a link; nil leaves it as it is. Clicks
// and sales that were counted stay what they were: a click keeps its own facts.
type Change struct {
	Name        *string
	Status      *Status
	Key         *string
	Destination *string // of custom and marketplace links
	UTM         *UTM    // macros are written out
	Subs        *Subs
	Rules       *[]Rule
	ExpiresAt   *time.Time // zero: never
	Words       Words
}

// Update changes a link. Faults: NotFound, Invalid, and Conflict when somebody
// else changed the link meanwhile or the new key is taken.
func (m Maker) Update(ctx context.Context, program id.Program, partner id.Partner, link id.Link, c Change) (Link, error) {
	before, err := m.Store.ByID(ctx, program, partner, link)
	if err != nil {
		return Link{}, err
	}
	if before.Status == Archived {
		return Link{}, fault.New(fault.Conflict, "link.archived", "an archived link stays as it is")
	}
	after, err := before.changed(c, m.Clock.Now())
	if err != nil {
		return Link{}, err
	}
	after.Version++
	if after.Key != before.Key {
		after.Renames++
		if after.Renames > MaxRenames {
			return Link{}, invalid("body.key", "the key was changed as often as it can be")
		}
		return after, m.Store.Rename(ctx, before, after)
	}
	return after, m.Store.Save(ctx, before, after)
}

// changed returns the link as the change wants it.
func (l Link) changed(c Change, now time.Time) (Link, error) {
	if c.Key != nil {
		l.Key = cleanKey(*c.Key)
		if err := checkKey(l.Key); err != nil {
			return l, err
		}
	}
	if c.Name != nil {
		l.Name = strings.TrimSpace(*c.Name)
		if err := checkName(l.Name); err != nil {
			return l, err
		}
	}
	if c.Status != nil {
		if err := l.move(*c.Status); err != nil {
			return l, err
		}
	}
	if c.ExpiresAt != nil {
		l.ExpiresAt = *c.ExpiresAt
		if err := l.checkEnd(now); err != nil {
			return l, err
		}
	}
	return l.redirected(c)
}

// redirected changes where the link leads, and with which parameters.
func (l Link) redirected(c Change) (Link, error) {
	utm, subs := l.UTM, l.Subs
	if c.UTM != nil {
		utm = *c.UTM
	}
	if c.Subs != nil {
		subs = *c.Subs
	}
	if err := l.mark(utm, subs, c.Words); err != nil {
		return l, err
	}
	if c.Destination != nil {
		if l.Kind == Default {
			return l, badDestination("body.destination", "the default link always leads to the program's website")
		}
		if err := l.lead(*c.Destination); err != nil {
			return l, err
		}
	}
	if c.Rules != nil {
		return l.ruled(*c.Rules)
	}
	return l, nil
}

func (l *Link) move(to Status) error {
	switch to {
	case Active, Inactive:
	case Archived:
		if l.Kind == Default {
			return fault.New(fault.Invalid, "link.bad_status", "the default link can be switched off, not archived")
		}
	default:
		return fault.New(fault.Invalid, "link.bad_status", "a link is active, inactive or archived")
	}
	l.Status = to
	return nil
}
