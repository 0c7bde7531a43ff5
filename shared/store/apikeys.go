package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// APIKeys keeps API keys: each with its owner, and, while it works, the way
// from the hash of its text to it.
type APIKeys struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type apiKeyRecord struct {
	ID        id.Key         `table:"id"`
	Owner     apikey.Owner   `table:"owner"`
	Kind      apikey.Kind    `table:"kind"`
	Name      string         `table:"name"`
	Scopes    []apikey.Scope `table:"scopes,omitempty"`
	Hint      string         `table:"hint"`
	Text      string         `table:"text,omitempty"`
	Hash      string         `table:"hash"`
	MadeBy    string         `table:"made_by"`
	MadeAt    time.Time      `table:"made_at"`
	ExpiresAt time.Time      `table:"expires_at"`
	RevokedAt time.Time      `table:"revoked_at"`
	LastUsed  time.Time      `table:"last_used"`
}

type apiKeyOwner struct {
	Key     id.Key     `table:"key"`
	Program id.Program `table:"program"`
	Partner id.Partner `table:"partner,omitempty"`
}

func keyOf(k apikey.Key) table.Key { return apiKeyKey(k.Owner.Program, k.Owner.Partner, k.ID) }

// Add writes a new key (A45).
func (s APIKeys) Add(ctx context.Context, k apikey.Key) error {
	absent := []table.Condition{table.Absent("")}
	owner := apiKeyOwner{k.ID, k.Owner.Program, k.Owner.Partner}
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: newItem(keyOf(k), "api_key", apiKeyRecord(k)), If: absent},
		table.Put{Item: newItem(apiKeyHashKey(k.Hash), "api_key_hash", owner), If: absent},
		auditOp(ctx, s.Clock.Now(), k.Owner.Program, "key.make", string(k.ID), nil, table.Item{"hint": k.Hint}),
	})
	if err != nil {
		return fmt.Errorf("keep API key %s: %w", k.ID, err)
	}
	return nil
}

// Of reads an owner's keys, oldest first (A45).
func (s APIKeys) Of(ctx context.Context, o apikey.Owner) ([]apikey.Key, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: apiKeysPK(o.Program, o.Partner), Prefix: apiKeyPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list API keys: %w", err)
	}
	keys := make([]apikey.Key, 0, len(items))
	for _, item := range items {
		k, err := decodeAPIKey(item)
		if err != nil {
			return nil, err
		}
		if k.Owner == o {
			keys = append(keys, k)
		}
	}
	return keys, nil
}

func decodeAPIKey(item table.Item) (apikey.Key, error) {
	var r apiKeyRecord
	if err := table.Decode(item, &r); err != nil {
		return apikey.Key{}, fmt.Errorf("read an API key: %w", err)
	}
	return apikey.Key(r), nil
}

// Find reads a key by the hash of its text: whose it is, then the key (A46).
func (s APIKeys) Find(ctx context.Context, hash string) (apikey.Key, error) {
	unknown := fault.New(fault.NotFound, "key.not_found", "There is no such key.")
	items, err := s.T.Get(ctx, []table.Key{apiKeyHashKey(hash)}, true)
	if err != nil {
		return apikey.Key{}, fmt.Errorf("look up an API key: %w", err)
	}
	if items[0] == nil {
		return apikey.Key{}, unknown
	}
	var o apiKeyOwner
	if err := table.Decode(items[0], &o); err != nil {
		return apikey.Key{}, fmt.Errorf("read an API key's owner: %w", err)
	}
	items, err = s.T.Get(ctx, []table.Key{apiKeyKey(o.Program, o.Partner, o.Key)}, true)
	if err != nil {
		return apikey.Key{}, fmt.Errorf("read an API key: %w", err)
	}
	if items[0] == nil {
		return apikey.Key{}, unknown
	}
	return decodeAPIKey(items[0])
}

// Revoke ends a key and takes its hash away.
func (s APIKeys) Revoke(ctx context.Context, k apikey.Key, at time.Time) error {
	err := s.T.Commit(ctx, []table.Op{
		table.Update{Key: keyOf(k), If: []table.Condition{table.Present("")}, Set: map[string]any{"revoked_at": at}},
		table.Delete{Key: apiKeyHashKey(k.Hash)},
		auditOp(ctx, s.Clock.Now(), k.Owner.Program, "key.revoke", string(k.ID), table.Item{"hint": k.Hint}, nil),
	})
	if err != nil {
		return fmt.Errorf("revoke API key %s: %w", k.ID, err)
	}
	return nil
}

// End lets a key be over at a time.
func (s APIKeys) End(ctx context.Context, k apikey.Key, at time.Time) error {
	err := s.T.Commit(ctx, []table.Op{
		table.Update{Key: keyOf(k), If: []table.Condition{table.Present("")}, Set: map[string]any{"expires_at": at}},
		auditOp(ctx, s.Clock.Now(), k.Owner.Program, "key.end", string(k.ID), table.Item{"hint": k.Hint}, table.Item{"hint": k.Hint, "expires_at": at}),
	})
	if err != nil {
		return fmt.Errorf("end API key %s: %w", k.ID, err)
	}
	return nil
}

// Used notes a use, at most once in every.
func (s APIKeys) Used(ctx context.Context, k apikey.Key, at time.Time, every time.Duration) error {
	if at.Sub(k.LastUsed) < every {
		return nil
	}
	_, _, err := s.T.Update(ctx, table.Update{
		Key: keyOf(k), Set: map[string]any{"last_used": at},
		If: []table.Condition{table.Present(""), table.AbsentOrAtMost("last_used", at.Add(-every))},
	})
	if err != nil && table.ReasonOf(err) != table.Refused {
		return fmt.Errorf("note a use of API key %s: %w", k.ID, err)
	}
	return nil
}

var _ apikey.Store = APIKeys{}
