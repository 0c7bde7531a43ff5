package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// gates let a partner be paid whom all of them let; the first that does not says
// why.
type gates []payout.Gate

// MayPay says why the program may not pay the partner now, "" when it may.
func (gs gates) MayPay(ctx context.Context, p id.Program, o id.Partner) (string, error) {
	for _, g := range gs {
		if word, err := g.MayPay(ctx, p, o); err != nil || word != "" {
			return word, err
		}
	}
	return "", nil
}

// payGate asks where the partner stands, and for its tax form.
func (b Backends) payGate() payout.Gate { return gates{b.Enrollments(), b.taxGate()} }

var (
	_ payout.Gate     = gates{}
	_ payout.Gate     = enrollment.Desk{}
	_ enrollment.Door = identity.Door{}
)
