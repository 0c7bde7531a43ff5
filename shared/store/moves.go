package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Moves takes people from one e-mail address to another.
type Moves struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type emailMoveRecord struct {
	User    id.User `table:"user"`
	From    string  `table:"from"`
	To      string  `table:"to"`
	Hash    string  `table:"hash"`
	Back    bool    `table:"back,omitempty"`
	Expires int64   `table:"expires"` // milliseconds
}

func emailMoveItem(m identity.Move) table.Item {
	item := newItem(emailMoveKey(m), "move", emailMoveRecord{m.User, m.From, m.To, m.Hash, m.Back, m.ExpiresAt.UnixMilli()})
	item[table.TTL] = m.ExpiresAt.Unix() + 1
	return item
}

// emailMoveKey is one of each user for moves that are asked for, so that a new one
// voids the one before. Each way back has its own.
func emailMoveKey(m identity.Move) table.Key {
	if m.Back {
		return backMoveKey(m.User, m.Hash)
	}
	return askedMoveKey(m.User)
}

// Ask keeps a move.
func (s Moves) Ask(ctx context.Context, m identity.Move) error {
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: emailMoveItem(m)}}); err != nil {
		return fmt.Errorf("keep a move to another address: %w", err)
	}
	return nil
}

// Find reads a move. Access pattern A23.
func (s Moves) Find(ctx context.Context, u id.User, hash string) (identity.Move, error) {
	items, err := s.T.Get(ctx, []table.Key{askedMoveKey(u), backMoveKey(u, hash)}, true)
	if err != nil {
		return identity.Move{}, fmt.Errorf("read a move to another address: %w", err)
	}
	for _, item := range items {
		if item == nil || item.String("hash") != hash {
			continue
		}
		var r emailMoveRecord
		if err := table.Decode(item, &r); err != nil {
			return identity.Move{}, fmt.Errorf("read a move to another address: %w", err)
		}
		return identity.Move{User: r.User, From: r.From, To: r.To, Hash: r.Hash, Back: r.Back, ExpiresAt: time.UnixMilli(r.Expires).UTC()}, nil
	}
	return identity.Move{}, errMoved(nil)
}

// Make writes a move in one transaction.
func (s Moves) Make(ctx context.Context, m identity.Move, before, after identity.User, back *identity.Move, now time.Time) error {
	there, here := emailKey(identity.HashEmail(after.Email)), emailKey(identity.HashEmail(before.Email))
	held, err := s.T.Get(ctx, []table.Key{there}, true)
	if err != nil {
		return fmt.Errorf("look up an address: %w", err)
	}
	free := table.Absent("")
	if held[0] != nil { // nobody's: kept for somebody, perhaps for this user
		free = table.Is("former", string(before.ID))
	}
	is, was := newItem(userKey(after.ID), "user", userRecord(after)), newItem(userKey(before.ID), "user", userRecord(before))
	ops := []table.Op{
		table.Delete{Key: emailMoveKey(m), If: []table.Condition{table.Is("hash", m.Hash), table.AtLeast("expires", now.UnixMilli())}},
		table.Put{Item: newItem(there, "email", ownerRecord{User: string(after.ID)}), If: []table.Condition{free}},
		s.leave(here, before.ID, back),
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version), table.Is("email", before.Email)}},
		auditOp(ctx, s.Clock.Now(), "", "user.move", string(after.ID), was, is),
	}
	if back != nil {
		ops = append(ops, table.Put{Item: emailMoveItem(*back)})
	} else {
		ops = append(ops, table.Delete{Key: askedMoveKey(before.ID)})
	}
	for _, kind := range []identity.Kind{identity.Magic, identity.Reset, identity.Invite} {
		ops = append(ops, table.Delete{Key: tokenKey(before.ID, string(kind))})
	}
	err = s.T.Commit(ctx, ops)
	switch {
	case err == nil:
		return nil
	case refused(err, 0), refused(err, 1):
		return errMoved(err)
	case table.ReasonOf(err) == table.Refused:
		return fault.Stale(err)
	}
	return fmt.Errorf("move %s to another address: %w", before.ID, err)
}

type ownerRecord struct {
	User   string `table:"user"`
	Former string `table:"former,omitempty"`
}

// leave gives an address up, or keeps it for its user as long as there is a
// way back to it.
func (s Moves) leave(here table.Key, u id.User, back *identity.Move) table.Op {
	own := []table.Condition{table.Is("user", string(u))}
	if back == nil {
		return table.Delete{Key: here, If: own}
	}
	item := newItem(here, "email", ownerRecord{User: "nobody", Former: string(u)})
	item[table.TTL] = back.ExpiresAt.Unix() + 1
	return table.Put{Item: item, If: own}
}

func errMoved(err error) error {
	const text = "This link was used already, or it has expired. Ask for a new one."
	if err == nil {
		return fault.New(fault.Gone, "token.spent", text)
	}
	return fault.Wrap(err, fault.Gone, "token.spent", text)
}

var _ identity.Moves = Moves{}
