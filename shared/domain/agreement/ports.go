package agreement

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps agreements and their versions.
type Store interface {
	// Register reads all agreements of a program consistently; one without any
	// has version 0.
	Register(ctx context.Context, p id.Program) (Register, error)
	// Save writes a change of one agreement: the register, which still has to be
	// what it was, and a version unless it is nil. Stale.
	Save(ctx context.Context, c Change) error
	// Version reads one version; NotFound.
	Version(ctx context.Context, p id.Program, a id.Agreement, n int64) (Version, error)
	// Versions lists an agreement's versions, the newest first.
	Versions(ctx context.Context, p id.Program, a id.Agreement) ([]Version, error)
}

// Change is what is done to one agreement of a program.
type Change struct {
	Act           string // as the audit log calls it
	Before, After Register
	Of            Agreement
	Version       *Version
	News          bool // those who have to sign are told
}

// Signatures keeps what was signed.
type Signatures interface {
	// Sign writes a signature while the register has that version: Stale; one
	// that was given already stays as it is: Conflict "agreement.signed".
	Sign(ctx context.Context, s Signature, register int64) error
	// Signed tells which of the agreements, in the version in force, the person
	// has signed, or somebody for them.
	Signed(ctx context.Context, by Signer, as []Agreement) ([]bool, error)
	// OfPartner lists a partner's signatures in a program, the oldest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner) ([]Signature, error)
	// OfAgreement lists signatures of all versions, the newest first.
	OfAgreement(ctx context.Context, p id.Program, a id.Agreement, r page.Request) (page.Of[Signature], error)
	// Tallies counts who of each partner signed a version.
	Tallies(ctx context.Context, p id.Program, a id.Agreement, n int64, of []id.Partner) ([]Tally, error)
}

// Signer is somebody of a partner in a program.
type Signer struct {
	Program id.Program
	Partner id.Partner
	User    id.User
	Admin   bool
	Group   id.Group
	Email   string
}
