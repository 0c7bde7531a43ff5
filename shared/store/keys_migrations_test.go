package store_test

import (
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/store"
)

// migrations brings a partner of another product in.
func (s sample) migrations() {
	s.t.Helper()
	s.must(store.Migrations{T: s.tab, Clock: s.c}.Match(s.ctx, "prg_1", migration.Source("a-source"), []string{"a-ref"}, "ptr_1"))
}
