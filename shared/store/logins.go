package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Logins keeps which account at an OpenID provider is whose.
type Logins struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type loginRecord struct {
	User     id.User   `table:"user"`
	Issuer   string    `table:"issuer"`
	Subject  string    `table:"subject"`
	Email    string    `table:"email"`
	LinkedAt time.Time `table:"linked_at"`
}

// loginHash names an account elsewhere; its parts may hold anything.
func loginHash(issuer, subject string) string {
	sum := sha256.Sum256([]byte(issuer + "\n" + subject))
	return hex.EncodeToString(sum[:])
}

// LoginOf finds who has the account.
func (s Logins) LoginOf(ctx context.Context, issuer, subject string) (identity.Login, error) {
	items, err := s.T.Get(ctx, []table.Key{loginKey(loginHash(issuer, subject))}, true)
	if err != nil {
		return identity.Login{}, fmt.Errorf("find a login: %w", err)
	}
	if items[0] == nil {
		return identity.Login{}, fault.New(fault.NotFound, "login.unknown", "That sign-in is not linked.")
	}
	return decodeLogin(items[0])
}

// LoginsOf lists a user's accounts elsewhere.
func (s Logins) LoginsOf(ctx context.Context, u id.User) ([]identity.Login, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: userKey(u).PK, Prefix: ownLoginPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list logins: %w", err)
	}
	out := make([]identity.Login, len(items))
	for i, item := range items {
		if out[i], err = decodeLogin(item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func decodeLogin(item table.Item) (identity.Login, error) {
	var r loginRecord
	if err := table.Decode(item, &r); err != nil {
		return identity.Login{}, fmt.Errorf("read a login: %w", err)
	}
	return identity.Login(r), nil
}

// Link writes both copies, if nobody has the account.
func (s Logins) Link(ctx context.Context, l identity.Login) error {
	hash := loginHash(l.Issuer, l.Subject)
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: newItem(loginKey(hash), "login", loginRecord(l)), If: []table.Condition{table.Absent("")}},
		table.Put{Item: newItem(ownLoginKey(l.User, hash), "own_login", loginRecord(l))},
		auditOp(ctx, s.Clock.Now(), "", "login.link", string(l.User), nil, table.Item{"issuer": l.Issuer, "subject": l.Subject}),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "login.taken", "That account is linked already.")
	}
	if err != nil {
		return fmt.Errorf("link a login: %w", err)
	}
	return nil
}

// Unlink deletes both copies.
func (s Logins) Unlink(ctx context.Context, l identity.Login) error {
	hash := loginHash(l.Issuer, l.Subject)
	err := s.T.Commit(ctx, []table.Op{
		table.Delete{Key: loginKey(hash), If: []table.Condition{table.Is("user", string(l.User))}},
		table.Delete{Key: ownLoginKey(l.User, hash)},
		auditOp(ctx, s.Clock.Now(), "", "login.unlink", string(l.User), table.Item{"issuer": l.Issuer, "subject": l.Subject}, nil),
	})
	if err != nil {
		return fmt.Errorf("unlink a login: %w", err)
	}
	return nil
}

var _ identity.Logins = Logins{}
