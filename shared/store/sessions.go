package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Sessions keeps sign-ins by the hash of their token.
type Sessions struct{ T table.Table }

type sessionRecord struct {
	User      id.User       `table:"user"`
	Hash      string        `table:"hash"`
	CreatedAt time.Time     `table:"created_at"`
	LastSeen  time.Time     `table:"last_seen"`
	AuthAt    time.Time     `table:"auth_at"`
	Idle      time.Duration `table:"idle"`
	Browser   string        `table:"browser,omitempty"`
	System    string        `table:"system,omitempty"`
	Country   string        `table:"country,omitempty"`

	Level    identity.Level `table:"level,omitempty"`
	SecondAt time.Time      `table:"second_at"`

	Host    string     `table:"host,omitempty"`
	Program id.Program `table:"program,omitempty"`
	Parent  string     `table:"parent,omitempty"`
}

// Start writes a session.
func (s Sessions) Start(ctx context.Context, n identity.Session) error {
	item := newItem(sessionKey(n.User, n.Hash), "session", sessionRecord(n))
	item[table.TTL] = n.CreatedAt.Add(identity.Absolute).Unix() + 1
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return fmt.Errorf("start a session: %w", err)
	}
	return nil
}

// Get reads a session consistently, so that one that was ended is ended.
func (s Sessions) Get(ctx context.Context, u id.User, hash string) (identity.Session, error) {
	items, err := s.T.Get(ctx, []table.Key{sessionKey(u, hash)}, true)
	if err != nil {
		return identity.Session{}, fmt.Errorf("read a session: %w", err)
	}
	if items[0] == nil {
		return identity.Session{}, fault.New(fault.NotFound, "session.unknown", "There is no such session.")
	}
	var r sessionRecord
	if err := table.Decode(items[0], &r); err != nil {
		return identity.Session{}, fmt.Errorf("read a session: %w", err)
	}
	return identity.Session(r), nil
}

// Touch moves last_seen, and does nothing when the session was ended meanwhile.
func (s Sessions) Touch(ctx context.Context, n identity.Session, at time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: sessionKey(n.User, n.Hash), If: []table.Condition{table.Present("")}, Set: map[string]any{"last_seen": at},
	})
	if table.ReasonOf(err) == table.Refused {
		return nil
	}
	return err
}

// End deletes a session.
func (s Sessions) End(ctx context.Context, u id.User, hash string) error {
	if err := s.T.Commit(ctx, []table.Op{table.Delete{Key: sessionKey(u, hash)}}); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// EndAll deletes a user's sessions, a hundred at a time.
func (s Sessions) EndAll(ctx context.Context, u id.User) error {
	items, err := queryAll(ctx, s.T, table.Query{PK: userKey(u).PK, Prefix: sessionPrefix(), Consistent: true})
	if err != nil {
		return fmt.Errorf("list sessions: %w", err)
	}
	for len(items) > 0 {
		n := min(len(items), 100)
		ops := make([]table.Op, n)
		for i, item := range items[:n] {
			ops[i] = table.Delete{Key: item.Key()}
		}
		if err := s.T.Commit(ctx, ops); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		items = items[n:]
	}
	return nil
}

// OfUser lists a user's sessions. Access pattern A57.
func (s Sessions) OfUser(ctx context.Context, u id.User) ([]identity.Session, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: userKey(u).PK, Prefix: sessionPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	out := make([]identity.Session, len(items))
	for i, item := range items {
		var r sessionRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a session: %w", err)
		}
		out[i] = identity.Session(r)
	}
	return out, nil
}

// Tokens keeps one-time tokens: one item per user and kind, so that a new one
// voids the one before.
type Tokens struct{ T table.Table }

// Issue replaces the user's token of the kind.
func (s Tokens) Issue(ctx context.Context, t identity.Token) error {
	item := newItem(tokenKey(t.User, string(t.Kind)), "token", struct {
		Hash    string `table:"hash"`
		Expires int64  `table:"expires"` // milliseconds
	}{t.Hash, t.ExpiresAt.UnixMilli()})
	item[table.TTL] = t.ExpiresAt.Unix() + 1
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return fmt.Errorf("issue a token: %w", err)
	}
	return nil
}

// Consume deletes the token on condition. Access pattern A23.
func (s Tokens) Consume(ctx context.Context, u id.User, kind identity.Kind, hash string, now time.Time) error {
	err := s.T.Commit(ctx, []table.Op{table.Delete{
		Key: tokenKey(u, string(kind)),
		If:  []table.Condition{table.Is("hash", hash), table.AtLeast("expires", now.UnixMilli())},
	}})
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Gone, "token.spent", "This link was used already, or it has expired. Ask for a new one.")
	}
	if err != nil {
		return fmt.Errorf("consume a token: %w", err)
	}
	return nil
}

var (
	_ identity.Sessions = Sessions{}
	_ identity.Tokens   = Tokens{}
)
