package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Guests keeps the invitations of which nobody has come yet (A122).
type Guests struct{ Enrollments }

type guestRecord struct {
	Program id.Program `table:"program"`
	Partner id.Partner `table:"partner"`
	User    id.User    `table:"user"`
	Name    string     `table:"name"`
	Email   string     `table:"email"`
	Message string     `table:"message,omitempty"`
	By      id.User    `table:"by"`
	At      time.Time  `table:"at"`
	SentAt  time.Time  `table:"sent_at,omitempty"`
	Sends   int64      `table:"sends"`
	Version int64      `table:"version"`
}

// Invite writes an invitation that still is what it was.
func (s Guests) Invite(ctx context.Context, before, after enrollment.Invitation) error {
	item := newItem(guestKey(after.Program, after.Partner), "guest", guestRecord(after))
	item["GSI2PK"], item["GSI2SK"] = guestsPK(after.Program), guestSK(after.At, after.Partner)
	act := "invitation.send"
	if before.Version == 0 {
		act = "invitation.create"
	}
	return commit(ctx, s.T, []table.Op{
		table.Put{Item: item, If: ifVersion(before.Version)},
		auditOp(ctx, s.Clock.Now(), after.Program, act, string(after.Program)+"/"+string(after.Partner), nil, item),
	})
}

// Invitation reads one consistently; NotFound.
func (s Guests) Invitation(ctx context.Context, p id.Program, o id.Partner) (enrollment.Invitation, error) {
	items, err := s.T.Get(ctx, []table.Key{guestKey(p, o)}, true)
	if err != nil {
		return enrollment.Invitation{}, fmt.Errorf("read an invitation: %w", err)
	}
	if items[0] == nil {
		return enrollment.Invitation{}, fault.New(fault.NotFound, "invitation.unknown", "There is no such open invitation.")
	}
	return decodeGuest(items[0])
}

func decodeGuest(item table.Item) (enrollment.Invitation, error) {
	var r guestRecord
	if err := table.Decode(item, &r); err != nil {
		return enrollment.Invitation{}, fmt.Errorf("read an invitation: %w", err)
	}
	return enrollment.Invitation(r), nil
}

// Open lists a program's open invitations, newest first.
func (s Guests) Open(ctx context.Context, p id.Program, r page.Request) (page.Of[enrollment.Invitation], error) {
	got, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: guestsPK(p), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[enrollment.Invitation]{}, fmt.Errorf("list open invitations: %w", err)
	}
	out := page.Of[enrollment.Invitation]{Next: got.Next}
	keys := make([]table.Key, len(got.Items))
	for i, item := range got.Items {
		keys[i] = item.Key()
	}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return out, fmt.Errorf("read open invitations: %w", err)
	}
	for _, item := range items {
		if item == nil { // accepted a moment ago
			continue
		}
		i, err := decodeGuest(item)
		if err != nil {
			return out, err
		}
		out.Data = append(out.Data, i)
	}
	return out, nil
}

// Withdraw ends an invitation together with the partnership.
func (s Guests) Withdraw(ctx context.Context, i enrollment.Invitation, d enrollment.Decision) error {
	ops := append(s.decided(ctx, d), table.Delete{Key: guestKey(i.Program, i.Partner), If: ifVersion(i.Version)})
	return commit(ctx, s.T, ops)
}

var _ enrollment.Invitations = Guests{}
