package app

import (
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/store"
)

// Migrations brings programs in from other products.
func (b Backends) Migrations() migration.Loader {
	kept := store.Migrations{T: b.Table, Clock: b.Clock}
	return migration.Loader{
		Places: kept, Binder: kept, Books: kept, Groups: b.Groups(), Coupons: b.Coupons(), Desk: b.Enrollments(),
		Tokens: link.Importer{Links: store.Links{T: b.Table}, Old: store.Links{T: b.Table}, Clock: b.Clock},
	}
}
