package store_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func (s *shop) draft(kind commission.Kind, key string, minor int64) commission.Draft {
	return commission.Draft{
		Account: ledger.Account{Program: prg, Partner: maya, Currency: "EUR"}, Kind: kind, Amount: money.Must(minor, "EUR"), Key: key,
		Name: "Spring push", Reason: "Ten sales in March", Actor: "usr_1", Day: "2026-03-10", EventAt: s.clock.Now(),
	}
}

func (s *shop) award(d commission.Draft) commission.Commission {
	s.t.Helper()
	c, err := s.com.Award(s.ctx, d)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func TestAnAwardIsGivenOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.award(s.draft(commission.Spiff, "spf_1/ptr_A", 500))
	if first.Status != commission.Available || first.Basis.OfferName != "Spring push" || first.Basis.By != "usr_1" {
		t.Fatalf("it is %+v", first)
	}
	again := s.draft(commission.Spiff, "spf_1/ptr_A", 900)
	if got := s.award(again); got.ID != first.ID || got.Amount != first.Amount {
		t.Fatalf("a second call made %+v", got)
	}
	s.want(maya, 0, 500, 0, 0)
}

func TestAnAwardMayBeDueLater(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll() // the schedule runs from the first day on
	d := s.draft(commission.Bonus, "b", 700)
	d.DueAt = s.clock.Now().Add(48 * time.Hour)
	if c := s.award(d); c.Status != commission.Pending {
		t.Fatalf("it is %s", c.Status)
	}
	s.want(maya, 700, 0, 0, 0)
	s.clock.Advance(49 * time.Hour)
	s.approveAll()
	s.want(maya, 0, 700, 0, 0)
}

func TestADeductionTakesWhatIsAvailableAndTheRestIsOwed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.award(s.draft(commission.Manual, "plus", 300))
	c := s.award(s.draft(commission.Manual, "minus", -500))
	if c.Status != commission.Available || c.Amount.Minor() != -500 {
		t.Fatalf("it is %+v", c)
	}
	s.want(maya, 0, 0, 0, 200)
	s.award(s.draft(commission.Manual, "later", 1000))
	s.want(maya, 0, 800, 0, 0)
}

func TestWhatIsNoAwardIsRefused(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for name, change := range map[string]func(*commission.Draft){
		"nothing":               func(d *commission.Draft) { d.Amount = money.Zero("EUR") },
		"a bonus below zero":    func(d *commission.Draft) { d.Amount = money.Must(-1, "EUR") },
		"another currency":      func(d *commission.Draft) { d.Amount = money.Must(100, "USD") },
		"no key":                func(d *commission.Draft) { d.Key = "" },
		"no reason":             func(d *commission.Draft) { d.Reason = "" },
		"no day":                func(d *commission.Draft) { d.Day = "" },
		"a kind of conversions": func(d *commission.Draft) { d.Kind = commission.Sale },
		"a stranger":            func(d *commission.Draft) { d.Account.Partner = "ptr_0000000000000000000000000Z" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := s.draft(commission.Bonus, name, 100)
			change(&d)
			if _, err := s.com.Award(t.Context(), d); !fault.Is(err, fault.Invalid) {
				t.Fatalf("got %v", err)
			}
		})
	}
}
