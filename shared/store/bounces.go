package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/table"
)

// Bounces keeps which addresses refused a mail for good, by their hash.
type Bounces struct{ T table.Table }

// bounceLife is how long an address counts as one that cannot be reached.
const bounceLife = 30 * 24 * time.Hour

// Refused notes that a mail to the address was refused for good.
func (s Bounces) Refused(ctx context.Context, email string, at time.Time) error {
	item := newItem(bounceKey(identity.HashEmail(email)), "bounce", struct {
		At time.Time `table:"at"`
	}{at})
	item[table.TTL] = at.Add(bounceLife).Unix()
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return fmt.Errorf("note that a mail was refused: %w", err)
	}
	return nil
}

// RefusedAt tells when the address last refused a mail; zero: not lately.
// Access pattern A59.
func (s Bounces) RefusedAt(ctx context.Context, email string) (time.Time, error) {
	items, err := s.T.Get(ctx, []table.Key{bounceKey(identity.HashEmail(email))}, false)
	if err != nil || items[0] == nil {
		return time.Time{}, err
	}
	var r struct {
		At time.Time `table:"at"`
	}
	err = table.Decode(items[0], &r)
	return r.At, err
}
