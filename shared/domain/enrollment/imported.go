package enrollment

import (
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// Terms tells what links of an enrollment may do in a program, for a partner
// that comes in by an import.
func Terms(p program.Program, ref uint64) link.Terms { return terms(p, ref) }
