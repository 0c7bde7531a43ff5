package store_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// plainClicks reads click ids "<ref>@<unix seconds>", padded: the signature is
// tested elsewhere.
type plainClicks struct{}

func (plainClicks) Verify(_ context.Context, _ id.Program, text string) (click.Touch, error) {
	var ref uint64
	var at int64
	if _, err := fmt.Sscanf(text, "%d@%d", &ref, &at); err != nil {
		return click.Touch{}, fault.New(fault.Invalid, "click.bad_signature", "no")
	}
	return click.Touch{ID: click.ID(text), At: time.Unix(at, 0).UTC(), LinkRef: ref}, nil
}

func clickID(ref uint64, at time.Time) string {
	s := fmt.Sprintf("%d@%d_", ref, at.Unix())
	return s + strings.Repeat("x", click.Length-len(s))
}
