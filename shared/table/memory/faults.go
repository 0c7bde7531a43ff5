package memory

import (
	"errors"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Whole is the Element of a call as a whole.
const Whole = -1

// Call is what a fault is decided for.
type Call struct {
	Op      string // the port's method: Get, Query, Update, UpdateEach, PutEach, Commit or Scan
	Seq     int64  // of the call, from 1
	Element int    // of UpdateEach and PutEach, else Whole
}

// Fault is what goes wrong with a call or an element.
type Fault int

// The faults. Any completed subset of UpdateEach is a mixture of faults of its
// elements, and a crash after the call as a whole.
const (
	None        Fault = iota
	Conflict          // nothing is done: another transaction held an item
	Throttled         // nothing is done
	Lost              // done, but the caller is told that the outcome is unknown
	CrashBefore       // panics with a Crash, nothing is done
	CrashAfter        // done, then panics with a Crash
	Lag               // a query of an index does not see what was written since the last one without this fault
)

// Faults decides what goes wrong; it must not use the table.
type Faults func(Call) Fault

// Crash is what a table panics with when the process is to die there.
type Crash struct {
	Call  Call
	After bool // the effect took place
}

func (f Faults) of(c Call) Fault {
	if f == nil {
		return None
	}
	return f(c)
}

// around runs a call with its fault.
func (f Faults) around(c Call, do func(Fault) error) error {
	fault := f.of(c)
	switch fault {
	case Conflict:
		return apply.Failed(table.Conflict, nil)
	case Throttled:
		return apply.Failed(table.Throttled, nil)
	case CrashBefore:
		die(Crash{Call: c})
	case None, Lost, CrashAfter, Lag:
	}
	err := do(fault)
	switch fault {
	case Lost:
		return &table.Error{Reason: table.Unknown, Err: errors.New("the reply was lost")}
	case CrashAfter:
		die(Crash{Call: c, After: true})
	case None, Conflict, Throttled, CrashBefore, Lag:
	}
	return err
}

func die(c Crash) {
	panic(c) //nolint:forbidigo // a crash on demand is what the simulator asks for
}
