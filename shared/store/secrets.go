package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// ProgramSecrets keeps the hashes of postback secrets.
type ProgramSecrets struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type secretRecord struct {
	Hash   string    `table:"hash"`
	Hint   string    `table:"hint"`
	MadeAt time.Time `table:"made_at"`
}

// Replace makes a secret current; the one before ends at overlapEnds.
func (s ProgramSecrets) Replace(ctx context.Context, p id.Program, next program.Secret, overlapEnds time.Time) error {
	before, err := s.Current(ctx, p)
	if err != nil {
		return err
	}
	same := []table.Condition{table.Absent("")}
	var ops []table.Op
	if before.Hash != "" {
		same = []table.Condition{table.Is("hash", before.Hash)}
		ops = append(ops, table.Update{
			Key: postbackSecretKey(before.Hash), If: []table.Condition{table.Present("")},
			Set: map[string]any{"expires_at": overlapEnds, table.TTL: overlapEnds.Unix() + 1},
		})
	}
	ops = append(ops,
		table.Put{Item: newItem(currentSecretKey(p), "postback_secret", secretRecord(next)), If: same},
		table.Put{Item: newItem(postbackSecretKey(next.Hash), "postback_key", struct {
			Program id.Program `table:"program"`
		}{p}), If: []table.Condition{table.Absent("")}},
		auditOp(ctx, s.Clock.Now(), p, "program.rotate_postback_secret", string(p), table.Item{"hint": before.Hint}, table.Item{"hint": next.Hint}),
	)
	err = s.T.Commit(ctx, ops)
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "program.secret_changed", "The secret was changed meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("replace the postback secret of %s: %w", p, err)
	}
	return nil
}

// Current returns the secret in force, zero when there is none yet.
func (s ProgramSecrets) Current(ctx context.Context, p id.Program) (program.Secret, error) {
	items, err := s.T.Get(ctx, []table.Key{currentSecretKey(p)}, true)
	if err != nil || items[0] == nil {
		return program.Secret{}, err
	}
	var r secretRecord
	if err := table.Decode(items[0], &r); err != nil {
		return program.Secret{}, fmt.Errorf("read the postback secret of %s: %w", p, err)
	}
	return program.Secret(r), nil
}

// Owner resolves a secret's hash.
func (s ProgramSecrets) Owner(ctx context.Context, hash string, at time.Time) (id.Program, error) {
	items, err := s.T.Get(ctx, []table.Key{postbackSecretKey(hash)}, false)
	if err != nil {
		return "", fmt.Errorf("look up a postback secret: %w", err)
	}
	var r struct {
		Program   id.Program `table:"program"`
		ExpiresAt time.Time  `table:"expires_at"`
	}
	if items[0] != nil {
		if err := table.Decode(items[0], &r); err != nil {
			return "", fmt.Errorf("read a postback secret: %w", err)
		}
	}
	if r.Program == "" || !r.ExpiresAt.IsZero() && !at.Before(r.ExpiresAt) {
		return "", fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	return r.Program, nil
}

var _ program.SecretStore = ProgramSecrets{}

// InstanceSecrets makes and keeps random secrets that no person ever needs to
// know, such as the key that seals cursors.
type InstanceSecrets struct {
	T       table.Table
	Entropy io.Reader
}

// Secret returns 32 bytes that are the same for ever; the first caller makes them.
func (s InstanceSecrets) Secret(ctx context.Context, name string) ([]byte, error) {
	k := instanceSecretKey(name)
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return nil, fmt.Errorf("read the instance's secret %s: %w", name, err)
	}
	if items[0] == nil {
		fresh := make([]byte, 32)
		if _, err := io.ReadFull(s.Entropy, fresh); err != nil {
			return nil, fmt.Errorf("make the instance's secret %s: %w", name, err)
		}
		_, after, err := s.T.Update(ctx, table.Update{Key: k, SetIfAbsent: map[string]any{
			"type": "instance_secret", "v": int64(1), "secret": base64.StdEncoding.EncodeToString(fresh),
		}})
		if err != nil {
			return nil, fmt.Errorf("keep the instance's secret %s: %w", name, err)
		}
		items[0] = after
	}
	secret, err := base64.StdEncoding.DecodeString(items[0].String("secret"))
	if err != nil || len(secret) != 32 {
		return nil, fault.New(fault.Internal, "instance.secret_broken", "a secret of the instance cannot be read")
	}
	return secret, nil
}
