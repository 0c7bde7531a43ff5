package store_test

import (
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/store"
)

// guests invites the sample's partner, and writes in its margin.
func (s sample) guests() {
	forms, margins := store.ApplicationForms{T: s.tab, Clock: s.c}, store.Margins{T: s.tab, Clock: s.c}
	places := store.Enrollments{T: s.tab, Clock: s.c}
	before, err := places.Load(s.ctx, "prg_1", "ptr_1")
	s.must(err)
	after := before
	after.Tags, after.Version = []string{"a-name"}, before.Version+1
	s.must(
		forms.SaveForm(s.ctx, enrollment.Form{}, enrollment.Form{Program: "prg_1", Version: 1}),
		forms.SaveForm(s.ctx, enrollment.Form{}, enrollment.Form{Program: "prg_1", Group: "grp_1", Version: 1}),
		margins.AddNote(s.ctx, enrollment.Note{ID: "nte_1", Program: "prg_1", Partner: "ptr_1", At: sampleAt}),
		margins.Tag(s.ctx, before, after, sampleAt),
		store.Guests{Enrollments: places}.Invite(s.ctx, enrollment.Invitation{}, enrollment.Invitation{Program: "prg_1", Partner: "ptr_1", At: sampleAt, Version: 1}),
	)
}
