package store

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/table"
)

// commit writes all operations or none. A refused condition or a conflict with
// another transaction comes back as a stale fault: read again, decide again.
func commit(ctx context.Context, t table.Table, ops []table.Op) error {
	err := t.Commit(ctx, ops)
	if r := table.ReasonOf(err); r == table.Refused || r == table.Conflict {
		return fault.Stale(err)
	}
	return err
}

// stamp gives an item its key, its type and its schema version.
func stamp(item table.Item, k table.Key, kind string) {
	item[table.PK], item[table.SK], item["type"], item["v"] = k.PK, k.SK, kind, int64(1)
}

func splitBalanceSK(sk string) (partner, currency string) {
	partner, currency, _ = strings.Cut(sk, "#")
	return partner, currency
}

// ifVersion is the condition of a write that was decided on a stored version;
// 0 means that nothing was stored.
func ifVersion(before int64) []table.Condition {
	if before == 0 {
		return []table.Condition{table.Absent("")}
	}
	return []table.Condition{table.Is("version", before)}
}
