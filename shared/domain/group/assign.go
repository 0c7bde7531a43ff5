package group

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MaxAssign is how many partners one call places at most.
const MaxAssign = 500

// attempts is how often a placement is made anew after a lost race.
const attempts = 5

// Assignment is where a manager puts partners; nil leaves that as it is, and an
// empty id takes a partner out.
type Assignment struct {
	Group  *id.Group
	Tier   *id.Tier
	Locked *bool
	Reason string // for managers
}

// Report says what became of each partner.
type Report struct {
	Done    []id.Partner
	Refused map[id.Partner]string // the fault's code
}

// AssignAll places partners, each by itself: a refusal of one stops no other,
// and a call that is made again finds the rest to do.
func (d Desk) AssignAll(ctx context.Context, p id.Program, partners []id.Partner, a Assignment, by string) (Report, error) {
	r := Report{Refused: map[id.Partner]string{}}
	if len(partners) == 0 || len(partners) > MaxAssign {
		return r, fault.New(fault.Invalid, "group.partners", "Between 1 and 500 partners can be placed at a time.").
			With(fault.Field{Location: "body.partners", Message: "must name 1 to 500 partners"})
	}
	l, err := d.checked(ctx, p, a)
	if err != nil {
		return r, err
	}
	for _, o := range partners {
		_, err := d.place(ctx, l, p, o, a, by)
		switch {
		case err == nil:
			r.Done = append(r.Done, o)
		case fault.Final(err):
			r.Refused[o] = fault.CodeOf(err)
		default:
			return r, err
		}
	}
	return r, nil
}

// Assign places one partner. Faults: NotFound "group.unknown", "tier.unknown",
// "enrollment.unknown"; Conflict where it is archived or the partner was not
// let in.
func (d Desk) Assign(ctx context.Context, p id.Program, o id.Partner, a Assignment, by string) (Member, error) {
	l, err := d.checked(ctx, p, a)
	if err != nil {
		return Member{}, err
	}
	return d.place(ctx, l, p, o, a, by)
}

// checked reads the ladder and holds the assignment against it.
func (d Desk) checked(ctx context.Context, p id.Program, a Assignment) (Ladder, error) {
	if a.Group == nil && a.Tier == nil && a.Locked == nil {
		return Ladder{}, fault.New(fault.Invalid, "group.nothing", "Name a group, a tier, or whether rules may move the partner.")
	}
	if !fits(a.Reason, MaxText, "\n") {
		return Ladder{}, fault.New(fault.Invalid, "group.reason", "A reason has at most 500 characters.").
			With(fault.Field{Location: "body.reason", Message: "must have at most 500 characters"})
	}
	l, err := d.Store.Ladder(ctx, p)
	if err != nil {
		return l, err
	}
	if a.Group != nil && *a.Group != "" {
		switch g, ok := l.Group(*a.Group); {
		case !ok:
			return l, unknownGroup()
		case g.Archived:
			return l, fault.New(fault.Conflict, "group.archived", "Nobody comes into %s any more.", g.Name)
		}
	}
	if a.Tier != nil && *a.Tier != "" {
		switch t, ok := l.Tier(*a.Tier); {
		case !ok:
			return l, unknownTier()
		case t.Archived:
			return l, fault.New(fault.Conflict, "tier.archived", "Nobody comes into %s any more.", t.Name)
		}
	}
	return l, nil
}

func (d Desk) place(ctx context.Context, l Ladder, p id.Program, o id.Partner, a Assignment, by string) (Member, error) {
	var err error
	for range attempts {
		var before Member
		if before, err = d.Places.Member(ctx, p, o); err != nil {
			return before, err
		}
		if !before.Entered {
			return before, fault.New(fault.Conflict, "group.not_entered", "Only a partner that was let in has a place.")
		}
		after := before
		set(&after.Group, a.Group)
		set(&after.Tier, a.Tier)
		set(&after.Locked, a.Locked)
		if after == before {
			return before, nil
		}
		if after, err = d.commit(ctx, l, before, after, Move{Cause: Manual, Reason: strings.TrimSpace(a.Reason), By: by}); err == nil || !fault.IsStale(err) {
			return after, err
		}
	}
	return Member{}, fault.Wrap(err, fault.Unavailable, "group.busy", "This partner is being changed by somebody else; try again.")
}

// commit writes another place, with the move that explains it.
func (d Desk) commit(ctx context.Context, l Ladder, before, after Member, m Move) (Member, error) {
	now := d.Clock.Now()
	after.Version = before.Version + 1
	x := Placement{Before: before, At: now}
	if after.Tier != before.Tier {
		today, err := d.Zones.Today(ctx, before.Program)
		if err != nil {
			return before, err
		}
		after.Since, after.Reviewed = today, ""
		if t, ok := l.Tier(after.Tier); ok && m.Cause != Joined {
			e, err := after.told(t, now)
			if err != nil {
				return before, err
			}
			x.Event = &e
		}
	}
	x.After = after
	if after.Group != before.Group || after.Tier != before.Tier {
		m.Program, m.Partner, m.Seq, m.At = after.Program, after.Partner, after.Version, now
		m.FromGroup, m.ToGroup = l.groupName(before.Group), l.groupName(after.Group)
		m.FromTier, m.ToTier = l.tierName(before.Tier), l.tierName(after.Tier)
		x.Move = &m
	}
	return after, d.Places.Place(ctx, x)
}

func (l Ladder) groupName(g id.Group) string {
	x, _ := l.Group(g)
	return x.Name
}

func (l Ladder) tierName(t id.Tier) string {
	x, _ := l.Tier(t)
	return x.Name
}

// set changes what an assignment says anything of.
func set[T any](what, by *T) {
	if by != nil {
		*what = *by
	}
}
