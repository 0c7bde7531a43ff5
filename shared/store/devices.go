package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/table"
)

// Devices keeps the browsers that people signed in with.
type Devices struct{ T table.Table }

type deviceRecord struct {
	Browser string    `table:"browser,omitempty"`
	System  string    `table:"system,omitempty"`
	Seen    time.Time `table:"seen"`
}

// Meet remembers a browser. Access pattern A58.
func (s Devices) Meet(ctx context.Context, d identity.Device) (bool, error) {
	k := deviceKey(d.User, d.Hash)
	known, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return false, fmt.Errorf("look up a browser: %w", err)
	}
	others, err := s.T.Query(ctx, table.Query{PK: k.PK, Prefix: devicePrefix(), Limit: 1, Consistent: true})
	if err != nil {
		return false, fmt.Errorf("look up browsers: %w", err)
	}
	item := newItem(k, "device", deviceRecord{d.Browser, d.System, d.Seen})
	item[table.TTL] = d.Seen.Add(identity.DeviceLasts).Unix()
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return false, fmt.Errorf("remember a browser: %w", err)
	}
	return known[0] == nil && len(others.Items) > 0, nil
}

var _ identity.Devices = Devices{}
