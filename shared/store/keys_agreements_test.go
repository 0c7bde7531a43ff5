package store_test

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/store"
)

func (s sample) agreements() {
	kept := store.Agreements{T: s.tab, Clock: s.c}
	terms := agreement.Agreement{ID: "agr_1", Title: "Terms", State: agreement.InForce, Number: 1, PublishedAt: sampleAt}
	s.must(kept.Save(s.ctx, agreement.Change{
		Act: "agreement.publish", Of: terms, After: agreement.Register{Program: "prg_1", Agreements: []agreement.Agreement{terms}, Version: 1},
		Version: &agreement.Version{Agreement: "agr_1", Program: "prg_1", Number: 1},
	}))
	s.must(store.Views{T: s.tab, Clock: s.c}.Begin(s.ctx, viewing.View{User: "usr_1", Session: "a-hash", Program: "prg_1", Partner: "ptr_1", At: sampleAt, Until: sampleAt.Add(viewing.Lasts)}))
	s.must(store.Teams{T: s.tab, Clock: s.c}.Invite(s.ctx, team.Invitation{ID: "ivt_2", Owner: team.Owner{Program: "prg_1"}, Email: "b@example.com", Role: identity.Viewer, ExpiresAt: sampleAt}))
	for n, of := range []agreement.Signers{agreement.Everybody, agreement.Organisation} {
		s.must(kept.Sign(s.ctx, agreement.Signature{ID: "sgn_1", Agreement: "agr_1", Program: "prg_1", Number: 1, Partner: "ptr_1", User: "usr_1", For: of, At: sampleAt.Add(time.Duration(n) * time.Second)}, 1))
	}
}
