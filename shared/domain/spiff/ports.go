package spiff

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Progress is what a partner was awarded of a SPIFF so far.
type Progress struct {
	Spiff   id.Spiff
	Partner id.Partner
	Figure  int64 // what it had brought at the last award
	Minor   int64
	Awards  int64
	LastAt  time.Time
	Version int64
}

// Totals are what all partners were awarded of a SPIFF so far.
type Totals struct {
	Spiff    id.Spiff
	Minor    int64
	Partners int64
	Awards   int64
	Version  int64
}

// Standing is all that an award is decided on.
type Standing struct {
	Spiff    Spiff
	Progress Progress
	Totals   Totals
	Balance  ledger.Balance
}

// Awarded is what one transaction writes: the commission with its posting and
// event, the partner's progress and the totals. It depends on the SPIFF as it
// was read.
type Awarded struct {
	Of       Spiff
	Outcome  commission.Outcome
	Progress Progress
	Totals   Totals
}

// Store keeps SPIFFs.
type Store interface {
	Create(ctx context.Context, s Spiff) error
	// Save replaces a SPIFF that still is what it was; else Conflict.
	Save(ctx context.Context, before, after Spiff) error
	// All reads a program's SPIFFs consistently, newest first.
	All(ctx context.Context, p id.Program) ([]Spiff, error)
	// Totals reads what was awarded of SPIFFs; none where there is nothing.
	Totals(ctx context.Context, of ...id.Spiff) ([]Totals, error)
	// Partners reads who was awarded anything of a SPIFF.
	Partners(ctx context.Context, of id.Spiff) ([]Progress, error)
	// Of reads what a partner was awarded of SPIFFs; none where there is nothing.
	Of(ctx context.Context, o id.Partner, of ...id.Spiff) ([]Progress, error)
}

// Book is where awards are decided and written.
type Book interface {
	// Standing reads everything consistently; NotFound without the SPIFF.
	Standing(ctx context.Context, p id.Program, of id.Spiff, a ledger.Account) (Standing, error)
	// Award writes an award, all or nothing; stale when anything changed since.
	Award(ctx context.Context, a Awarded) error
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

// Terms are what an award needs to know of its program.
type Terms struct {
	Currency     money.Currency
	Zone         *time.Location
	HoldbackDays int
	Network      bool // money must be funded before it can be paid out
}

// Programs knows the terms of programs; NotFound.
type Programs interface {
	Terms(ctx context.Context, p id.Program) (Terms, error)
}
