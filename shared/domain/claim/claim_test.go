package claim_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// shelf keeps claims in memory; torn is how many saves fail after the credit.
type shelf struct {
	claims map[id.Claim]claim.Claim
	told   []event.Type
	torn   int
}

func (s *shelf) Claim(_ context.Context, p id.Program, c id.Claim) (claim.Claim, error) {
	if found, ok := s.claims[c]; ok && found.Program == p {
		return found, nil
	}
	return claim.Claim{}, claim.Unknown()
}

func (s *shelf) Save(_ context.Context, c claim.Claim, tell event.Event) error {
	if s.torn > 0 {
		s.torn--
		return errors.New("the table is gone")
	}
	s.claims[c.ID] = c
	s.told = append(s.told, tell.Type)
	return nil
}

func (s *shelf) OfProgram(context.Context, id.Program, claim.Filter, page.Request) (page.Of[claim.Claim], error) {
	return page.Of[claim.Claim]{}, nil
}

func (s *shelf) OfPartner(context.Context, id.Program, id.Partner, page.Request) (page.Of[claim.Claim], error) {
	return page.Of[claim.Claim]{}, nil
}

// till counts what was given, once for each claim.
type till struct{ given map[id.Claim]money.Amount }

func (t till) Credit(_ context.Context, c claim.Claim, a money.Amount, _ string, _ id.User) (id.Conversion, error) {
	t.given[c.ID] = a
	return "cnv_1", nil
}

var _ claim.Store = (*shelf)(nil)

func TestAClaimIsAnsweredOnceEvenAfterACrash(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	s, given := &shelf{claims: map[id.Claim]claim.Claim{}}, till{map[id.Claim]money.Amount{}}
	desk := claim.Desk{Store: s, Creditor: given, Clock: clock.NewManual(now)}
	amount := money.Must(9_900, "EUR")
	c, err := desk.File(ctx, claim.Claim{Program: "prg_1", Partner: "ptr_1", By: "usr_1", Order: " A-17 ", OrderedAt: now.AddDate(0, 0, -2), Amount: amount, Text: "Mine"}, 7)
	if err != nil || c.Order != "A-17" || !c.DueAt.Equal(now.AddDate(0, 0, 7)) || c.Late(now) || !c.Late(now.AddDate(0, 0, 8)) {
		t.Fatalf("%+v, %v", c, err)
	}
	s.torn = 1
	if _, err := desk.Credit(ctx, c, amount, "The shop confirms it", "usr_2"); err == nil {
		t.Fatal("a lost write is an answer")
	}
	if c, err = desk.Find(ctx, "prg_1", c.ID, "ptr_1"); err != nil || c.Status != claim.Open {
		t.Fatalf("%+v, %v", c, err)
	}
	for range 2 {
		if c, err = desk.Credit(ctx, c, amount, "The shop confirms it", "usr_2"); err != nil || c.Status != claim.Credited {
			t.Fatalf("%+v, %v", c, err)
		}
	}
	if len(given.given) != 1 || len(s.told) != 2 || s.told[1] != event.ClaimAnswered {
		t.Errorf("given %v, told %v", given.given, s.told)
	}
	if _, err := desk.Refuse(ctx, c, "No", "usr_2"); fault.CodeOf(err) != "claim.answered" {
		t.Errorf("%v", err)
	}
	if _, err := desk.Find(ctx, "prg_1", c.ID, "ptr_2"); fault.CodeOf(err) != "claim.unknown" {
		t.Errorf("another partner's: %v", err)
	}
}

func TestCluesSpeakForAnAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		clues []claim.Clue
		want  claim.Proposal
	}{
		{"it counts already", []claim.Clue{claim.TheirsAlready, claim.CodeOfPartner}, claim.ToRefuse},
		{"another has it", []claim.Clue{claim.OfAnother}, claim.ToRefuse},
		{"their code", []claim.Clue{claim.OrderUnknown, claim.CodeOfPartner}, claim.ToCredit},
		{"their code and another amount", []claim.Clue{claim.OtherAmount, claim.CodeOfPartner}, claim.ToLook},
		{"their customer with another's code", []claim.Clue{claim.CodeOfAnother, claim.BoughtByPartner}, claim.ToLook},
		{"another's customer", []claim.Clue{claim.BoughtByAnother, claim.NoTouch}, claim.ToRefuse},
		{"too long ago", []claim.Clue{claim.OrderWithout, claim.TouchOutside}, claim.ToRefuse},
		{"nothing at all", []claim.Clue{claim.OrderUnknown, claim.NoTouch}, claim.ToLook},
	} {
		var found []claim.Found
		for _, one := range c.clues {
			found = append(found, claim.Found{Clue: one})
		}
		if got := claim.Weigh(found).Proposal; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
