package localhost

import (
	"context"
	"fmt"
)

// announce says where everything is.
func (m *machine) announce() {
	fmt.Fprintf(m.Out, "\nTributary runs on %s\n", m.origin)
	fmt.Fprintf(m.Out, "  mails      %s/_local/mail\n", m.origin)
	fmt.Fprintf(m.Out, "  a schedule %s/_local/run/CommissionApproval?at=2030-01-01T00:00:00Z\n", m.origin)
	fmt.Fprintf(m.Out, "  log        %s\n", m.path("trib.log"))
	fmt.Fprintln(m.Out, "Ctrl-C stops it and keeps the state.")
}

func (m *machine) seed(context.Context) error { return nil }
