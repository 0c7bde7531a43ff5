package app

import (
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/person"
	"github.com/tributaryhq/tributary/shared/store"
)

// Persons is where people ask what is held of them, or to be forgotten.
func (b Backends) Persons() person.Desk {
	return person.Desk{
		Store: store.Persons{T: b.Table, Clock: b.Clock}, Users: store.Users{T: b.Table, Clock: b.Clock}, Members: store.Members{T: b.Table, Clock: b.Clock},
		Places: b.places(), Leaver: b.Enrollments(),
	}
}

var (
	_ person.Places = store.Enrollments{}
	_ person.Leaver = enrollment.Desk{}
)
