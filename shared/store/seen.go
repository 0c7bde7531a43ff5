package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
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
	return nil
}
