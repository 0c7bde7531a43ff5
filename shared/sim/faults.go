package sim

import (
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// fault decides what goes wrong with a call of the table.
func (w *world) fault(c memory.Call) memory.Fault {
	if w.calm || w.luck.IntN(40) > 0 {
		return memory.None
	}
	w.faults++
	kinds := []memory.Fault{memory.Throttled, memory.CrashBefore, memory.CrashAfter}
	switch c.Op {
	case "Commit":
		kinds = append(kinds, memory.Conflict, memory.Lost)
	case "Update":
		kinds = append(kinds, memory.Conflict, memory.Lost)
	case "Query":
		kinds = append(kinds, memory.Lag)
	case "UpdateEach", "PutEach":
		if c.Element != memory.Whole {
			kinds = []memory.Fault{memory.Conflict, memory.Throttled, memory.Lost}
		}
	}
	return kinds[w.luck.IntN(len(kinds))]
}

func (w *world) providerFault(string, payout.Attempt) providertest.Fault {
	if w.calm || w.luck.IntN(3) > 0 {
		return providertest.None
	}
	return [...]providertest.Fault{providertest.Lost, providertest.Down, providertest.Refusal, providertest.Pending}[w.luck.IntN(4)]
}
