package conversion

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Again decides a kept report again, because something it waited for is known
// now. A final answer stays.
func (p Processor) Again(ctx context.Context, program id.Program, order string, kind Kind, transaction string) (Verdict, error) {
	found, err := p.Store.Order(ctx, OrderQuery{Program: program, Order: order, Kind: kind, Transaction: transaction})
	if err != nil || found.Existing == nil {
		return Verdict{}, err
	}
	return p.Process(ctx, found.Existing.Report.asGiven())
}
