package group

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps ladders.
type Store interface {
	// Ladder reads a program's groups and tiers consistently, in their order.
	Ladder(ctx context.Context, p id.Program) (Ladder, error)
	// SaveGroup writes a group that still is what it was; one with a before of
	// version 0 is new. Else Conflict "group.changed".
	SaveGroup(ctx context.Context, before, after Group) error
	// SaveTier does the same for a tier; Conflict "tier.changed".
	SaveTier(ctx context.Context, before, after Tier) error
}

// Places keeps where partners stand.
type Places interface {
	// Member reads one partner consistently; NotFound.
	Member(ctx context.Context, p id.Program, o id.Partner) (Member, error)
	// Place writes a placement, all or nothing; stale when the partner's
	// enrollment changed since.
	Place(ctx context.Context, x Placement) error
	// Moves lists a partner's changes of place, newest first.
	Moves(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Move], error)
}

// Roll names the partners that were let into a program.
type Roll interface {
	Entered(ctx context.Context, p id.Program) ([]id.Partner, error)
}

// Measures knows what partners brought in.
type Measures interface {
	// Counted adds up counters: good enough to nominate, never to decide.
	Counted(ctx context.Context, p id.Program, o id.Partner, w target.Window) (target.Figures, error)
	// Exact reads the commissions themselves.
	Exact(ctx context.Context, p id.Program, o id.Partner, w target.Window) (target.Figures, error)
}

// Zones knows in which zone a program's days are.
type Zones interface {
	// Today is the day that it is now in the program; NotFound.
	Today(ctx context.Context, p id.Program) (string, error)
}
