package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestWhatIsFinal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err   error
		final bool
	}{
		"what cannot be read":       {fault.New(fault.Invalid, "x.bad", "no"), true},
		"what is not there":         {fmt.Errorf("load: %w", fault.New(fault.NotFound, "x.unknown", "no")), true},
		"a refused change":          {fault.New(fault.Conflict, "x.taken", "no"), true},
		"a lost race is not":        {fmt.Errorf("commit: %w", fault.Stale(errors.New("refused"))), false},
		"a busy table is not":       {fault.New(fault.Unavailable, "x.busy", "no"), false},
		"what nobody foresaw isn't": {errors.New("boom"), false},
		"nothing wrong is not":      {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fault.Final(c.err); got != c.final {
				t.Fatalf("Final = %v", got)
			}
		})
	}
}

func TestKindAndCodeComeFromTheFirstFault(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("outer: %w", fault.Wrap(fault.New(fault.NotFound, "inner.code", "no"), fault.Unavailable, "outer.code", "later"))
	if fault.KindOf(err) != fault.Unavailable || fault.CodeOf(err) != "outer.code" || !fault.Is(err, fault.Unavailable) {
		t.Fatalf("%v, %s", fault.KindOf(err), fault.CodeOf(err))
	}
	if fault.KindOf(errors.New("x")) != fault.Internal || fault.CodeOf(nil) != "internal" {
		t.Fatal("what is no fault must be internal")
	}
}
