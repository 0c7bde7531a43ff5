package conversion

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// ByHand says why a report that a person made is not taken: a person is told at
// once, where a machine's report would be kept.
func (v Verdict) ByHand() error {
	switch v.Result {
	case Accepted, Duplicate, Queued:
		return nil
	case Conflict:
		return fault.New(fault.Conflict, "conversion.amount_differs", "This order is known with the amount %s. Correct that one instead.", v.Recorded)
	case Parked:
		return fault.New(fault.Conflict, "conversion.no_rate", "There is no rate for this currency on that day. Enter one first.")
	case Unattributed, Rejected, Claimed:
	}
	return fault.New(fault.Conflict, "conversion.nobody_earns", "Nobody would earn by this: %s.", strings.ReplaceAll(v.Reason, "_", " "))
}
