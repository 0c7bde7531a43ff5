package large_test

import (
	"io"
	"testing"

	"github.com/tributaryhq/tributary/shared/app/large"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

// TestALargeProgramIsSound makes a small large program beside the stage's own,
// and audits all of it.
func TestALargeProgramIsSound(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := large.Make(t.Context(), large.Options{On: s.Backends, Clock: s.Manual, Now: stage.Start(), Partners: 7, Commissions: 600, Password: "a password of the owner", Say: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Sound(t.Context()); err != nil {
		t.Error(err)
	}
	lists, seen := store.CommissionLists{T: s.Table, Clock: s.Clock}, 0
	for r := (page.Request{Limit: 200}); ; {
		rows, err := lists.OfProgram(t.Context(), p.ID, commission.Filter{}, r)
		if err != nil {
			t.Fatal(err)
		}
		if seen += len(rows.Data); rows.Next == "" {
			break
		}
		r.Cursor = rows.Next
	}
	if seen != 600 {
		t.Errorf("the program lists %d commissions", seen)
	}
}
