package commission

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Funding tells which programs pay through a network: what is approved there
// waits until the program's money has come.
type Funding interface {
	Network(ctx context.Context, p id.Program) (bool, error)
}

// network asks the port; without one every program pays directly.
func (d Decider) network(ctx context.Context, p id.Program) (bool, error) {
	if d.Funding == nil {
		return false, nil
	}
	return d.Funding.Network(ctx, p)
}

// accept moves an amount out of the holdback: to approved in a network, through
// it to available in a direct program.
func accept(b ledger.Balance, minor int64, network bool) []ledger.Move {
	if network {
		return ledger.Accept(minor)
	}
	return b.Approve(minor)
}
