package program

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Store keeps programs.
type Store interface {
	// Create writes a new program; Conflict when its slug is taken.
	Create(ctx context.Context, p Program) error
	// Load reads programs consistently, in the order of the ids; unknown ones
	// are left out.
	Load(ctx context.Context, ids ...id.Program) ([]Program, error)
	// Save replaces what changed; Conflict when before is not what is stored.
	Save(ctx context.Context, before, after Program) error
	// Find returns the program that a slug or a host names; NotFound.
	Find(ctx context.Context, n Name) (id.Program, error)
	// Bind gives a host to a program.
	Bind(ctx context.Context, host string, p id.Program) error
	// All returns the ids of all programs, oldest first.
	All(ctx context.Context) ([]id.Program, error)
}

// Name is one of the two names that a program is known by; the other is empty.
type Name struct {
	Slug string
	Host string
}

// SecretStore keeps hashes of postback secrets.
type SecretStore interface {
	// Replace makes a hash the program's current one; the one before stays
	// valid until the given time.
	Replace(ctx context.Context, p id.Program, s Secret, overlapEnds time.Time) error
	// Current returns the program's current secret, its zero value when none
	// was made yet.
	Current(ctx context.Context, p id.Program) (Secret, error)
	// Owner returns whose secret has the hash at that time; NotFound.
	Owner(ctx context.Context, hash string, at time.Time) (id.Program, error)
}

// Secret is what is known of a postback secret after it was shown once.
type Secret struct {
	Hash   string // SHA-256, hexadecimal
	Hint   string // its first characters
	MadeAt time.Time
}
