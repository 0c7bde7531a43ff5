package surface_test

import (
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/store"
)

// imports brings files of another product in.
func (w *world) imports() migration.Loader {
	kept := store.Migrations{T: w.table, Clock: w.clock}
	return migration.Loader{
		Places: kept, Binder: kept, Books: kept, Groups: w.groups(), Coupons: w.coupons, Desk: w.enrollments,
		Tokens: link.Importer{Links: store.Links{T: w.table}, Old: store.Links{T: w.table}, Clock: w.clock},
	}
}
