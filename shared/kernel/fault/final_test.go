package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestWhatIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err   error
		final bool
	}{
		"what cannot be read never will be":     {fault.New(fault.Invalid, "click.unreadable", "no"), true},
		"what is in the way stays in the way":   {fault.New(fault.Conflict, "payout.sent", "no"), true},
		"a lost race is run again":              {fmt.Errorf("send: %w", fault.Stale(errors.New("version"))), false},
		"a table that is away comes back":       {fault.New(fault.Unavailable, "table.throttled", "no"), false},
		"what nobody foresaw may be over later": {errors.New("boom"), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fault.Final(c.err); got != c.final {
				t.Errorf("final is %v", got)
			}
		})
	}
}
