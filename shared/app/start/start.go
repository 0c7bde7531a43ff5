// Package start is how a function begins: what it finds around it, what it is
// told by its environment, and the backends that the smallest function needs.
// It is apart from package app, which knows every backend there is, so that the
// redirect links nothing that it does not use.
package start

import (
	"crypto/rand"
	"io"
	"os"
	_ "time/tzdata" // programs have time zones; the runtime's image has no files for them

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Surroundings are what a function finds around it. Environment variables are
// looked up here and nowhere else.
type Surroundings struct {
	Lookup  func(name string) (string, bool)
	Clock   clock.Clock
	Entropy io.Reader // safe for concurrent use
	Log     io.Writer
}

// OnLambda returns what Lambda offers.
func OnLambda() Surroundings {
	return Surroundings{Lookup: os.LookupEnv, Clock: clock.System(), Entropy: rand.Reader, Log: os.Stdout}
}
