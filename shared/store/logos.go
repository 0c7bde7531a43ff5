package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

type logoRecord struct {
	Digest string `table:"digest"`
	PNG    []byte `table:"png"`
}

// SaveLogo replaces a partner and its picture when the partner still is what it
// was.
func (s Partners) SaveLogo(ctx context.Context, before, after partner.Partner, png []byte) error {
	was, is := partnerItem(before), partnerItem(after)
	picture := table.Op(table.Delete{Key: logoKey(after.ID)})
	if after.Logo != "" {
		picture = table.Put{Item: newItem(logoKey(after.ID), "logo", logoRecord{after.Logo, png})}
	}
	return commit(ctx, s.T, []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		picture,
		auditOp(ctx, s.Clock.Now(), "", "partner.logo", string(after.ID), was, is),
	})
}

// Logo reads a partner's picture (A26).
func (s Partners) Logo(ctx context.Context, o id.Partner, digest string) ([]byte, error) {
	items, err := s.T.Get(ctx, []table.Key{logoKey(o)}, false)
	if err != nil {
		return nil, fmt.Errorf("read a logo: %w", err)
	}
	var r logoRecord
	if items[0] != nil {
		if err := table.Decode(items[0], &r); err != nil {
			return nil, fmt.Errorf("read a logo: %w", err)
		}
	}
	if r.Digest != digest || digest == "" {
		return nil, fault.New(fault.NotFound, "logo.unknown", "There is no such picture.")
	}
	return r.PNG, nil
}

var _ partner.Logos = Partners{}
