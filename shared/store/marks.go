package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// markLife is longer than an event can be told again.
const markLife = deliveryLife

// claimEnds is after how long a claim without a sending may be taken over.
const claimEnds = 15 * time.Minute

// Claim claims a mail for a writer. A refused claim shows who was first: the
// same writer goes on with what it began.
func (s Notices) Claim(ctx context.Context, m notice.Mark, writer string, now time.Time) (bool, error) {
	k := mailMarkKey(m.Event, string(m.Kind), m.User)
	claim := map[string]any{"type": "mail", "v": int64(1), "writer": writer, "claimed_at": now, table.TTL: now.Add(markLife).Unix()}
	_, _, err := s.T.Update(ctx, table.Update{Key: k, If: []table.Condition{table.Absent("")}, Set: claim})
	if err == nil {
		return true, nil
	}
	f := table.Refusal(err, 0)
	if table.ReasonOf(err) != table.Refused || f == nil || f.Old == nil {
		return false, fmt.Errorf("claim a mail of %s: %w", m.Event, err)
	}
	var r struct {
		Writer    string    `table:"writer"`
		ClaimedAt time.Time `table:"claimed_at"`
		Sent      bool      `table:"sent"`
	}
	if err := table.Decode(f.Old, &r); err != nil {
		return false, fmt.Errorf("read the mark of a mail: %w", err)
	}
	switch {
	case r.Sent:
		return false, nil
	case r.Writer == writer:
		return true, nil
	case now.Sub(r.ClaimedAt) < claimEnds:
		return false, nil
	}
	_, _, err = s.T.Update(ctx, table.Update{
		Key: k, If: []table.Condition{table.Is("writer", r.Writer), table.Is("claimed_at", r.ClaimedAt), table.Absent("sent")}, Set: claim,
	})
	if table.ReasonOf(err) == table.Refused {
		return false, nil
	}
	return err == nil, err
}

// Sent notes that a mail is out.
func (s Notices) Sent(ctx context.Context, m notice.Mark) error {
	k := mailMarkKey(m.Event, string(m.Kind), m.User)
	_, _, err := s.T.Update(ctx, table.Update{Key: k, If: []table.Condition{table.Present("")}, Set: map[string]any{"sent": true}})
	if err != nil {
		return fmt.Errorf("note that a mail of %s is out: %w", m.Event, err)
	}
	return nil
}

// Milestone gives a milestone to the first event that asks, for ever.
func (s Notices) Milestone(ctx context.Context, p id.Program, o id.Partner, name string, e id.Event) (bool, error) {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: milestoneKey(p, o, name), If: []table.Condition{table.Absent("")},
		Set: map[string]any{"type": "milestone", "v": int64(1), "event": string(e)},
	})
	if f := table.Refusal(err, 0); table.ReasonOf(err) == table.Refused && f != nil {
		return f.Old.String("event") == string(e), nil
	}
	if err != nil {
		return false, fmt.Errorf("claim the milestone %s: %w", name, err)
	}
	return true, nil
}

var _ notice.Marks = Notices{}
