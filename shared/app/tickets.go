package app

import (
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/store"
)

// Tickets is where partners ask and those who run a program answer.
func (b Backends) Tickets() ticket.Desk {
	return ticket.Desk{Store: store.Tickets{T: b.Table}, Clock: b.Clock, Entropy: b.Entropy}
}
