package app

import (
	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/store"
)

// Claims is where partners ask for orders that they miss.
func (b Backends) Claims() claim.Desk {
	look := conversion.Claims{
		Processor: b.processor(b.rulebook()), Orders: store.Conversions{T: b.Table}, Misses: store.ConversionLists{T: b.Table, Clock: b.Clock},
	}
	return claim.Desk{Store: store.Claims{T: b.Table}, Finder: look, Creditor: look, Clock: b.Clock}
}
