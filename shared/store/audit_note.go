package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Note writes down an act that changes nothing, such as seeing a secret.
func (s Audit) Note(ctx context.Context, at time.Time, p id.Program, action, resource string) error {
	if err := commit(ctx, s.T, []table.Op{auditOp(ctx, at, p, action, resource, nil, nil)}); err != nil {
		return fmt.Errorf("note %s of %s: %w", action, resource, err)
	}
	return nil
}
