package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// seenEvery is how often it is noted at most that a member is there.
const seenEvery = 15 * time.Minute

// Seen notes that a member acts for what the membership is of, unless it was
// noted a moment ago.
func (s Members) Seen(ctx context.Context, m identity.Membership) error {
	now := s.Clock.Now()
	if now.Sub(m.SeenAt) < seenEvery {
		return nil
	}
	mine, theirs := membershipKeys(m)
	note := func(k table.Key) table.Update {
		return table.Update{Key: k, If: []table.Condition{table.Present("")}, Set: map[string]any{"seen_at": now}}
	}
	for _, r := range s.T.UpdateEach(ctx, []table.Update{note(mine), note(theirs)}) {
		if r.Err != nil && table.ReasonOf(r.Err) != table.Refused { // refused: the membership ended meanwhile
			return fmt.Errorf("note that a member is there: %w", r.Err)
		}
	}
	if m.Partner == "" || clock.Day(now, time.UTC) == clock.Day(m.SeenAt, time.UTC) {
		return nil
	}
	return s.seenOn(ctx, m.Partner, clock.Day(now, time.UTC))
}

// seenOn notes in each program of a partner that somebody was there on a day;
// invitations are accepted by it. Whoever changes an enrollment at the same time
// comes first: the next day is noted too.
func (s Members) seenOn(ctx context.Context, o id.Partner, day string) error {
	places, err := Enrollments{T: s.T}.OfPartner(ctx, o)
	if err != nil {
		return err
	}
	var notes []table.Update
	for _, e := range places {
		after, changed := e.Seen(day)
		if !changed {
			continue
		}
		notes = append(notes, table.Update{
			Key: enrollmentKey(e.Program, e.Partner), If: []table.Condition{table.Is("version", e.Version)},
			Set: map[string]any{"seen_on": after.SeenOn, "seen_days": after.SeenDays, "view": enrollmentView(after)},
		})
	}
	for _, r := range s.T.UpdateEach(ctx, notes) {
		if r.Err != nil && table.ReasonOf(r.Err) != table.Refused {
			return fmt.Errorf("note that a partner is there: %w", r.Err)
		}
	}
	open, err := queryAll(ctx, s.T, table.Query{PK: partnerPK(o), Prefix: guestPrefix()})
	if err != nil {
		return fmt.Errorf("read a partner's invitations: %w", err)
	}
	for _, item := range open {
		if err := s.T.Commit(ctx, []table.Op{table.Delete{Key: item.Key()}}); err != nil {
			return fmt.Errorf("close an invitation: %w", err)
		}
	}
	return nil
}
