package stripeconnect_test

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/provider/stripeconnect"
)

const anAccount = "acct_1032D82eZvKYlo2C"

// desk gives every program the same key, and every partner the same account.
type desk struct{ key, account string }

func (d desk) Credentials(context.Context, id.Program, rail.Kind) (rail.Credentials, error) {
	if d.key == "" {
		return rail.Credentials{}, fault.New(fault.Conflict, "rail.unconnected", "The program is not connected to Stripe.")
	}
	return rail.Credentials{Secret: d.key}, nil
}

func (d desk) Ready(ctx context.Context, p id.Program, k rail.Kind) error {
	_, err := d.Credentials(ctx, p, k)
	return err
}

func (d desk) Account(context.Context, id.Program, id.Partner) (rail.Account, error) {
	return rail.Account{ID: d.account, Payable: d.account != ""}, nil
}

type stage struct {
	fake  *providertest.Stripe
	rail  stripeconnect.Rail
	clock *clock.Manual
}

func newStage(t *testing.T) stage {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	fake := providertest.NewStripe(c)
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	api := stripeconnect.API{Caller: outbound.New(outbound.Options{Local: true}), Origin: server.URL}
	return stage{fake, stripeconnect.Rail{API: api, Accounts: desk{"rk_test_key", anAccount}}, c}
}

func attempt(minor int64, c money.Currency) payout.Attempt {
	return payout.Attempt{
		Payout: "pay_1", Number: 1, Key: "pay_1-1", Amount: money.Must(minor, c), Program: "prg_1", Partner: "ptr_1",
		Payee: payout.Details{StripeAccount: "acct_of_another_program"},
	}
}

func TestATransferIsDoneOnce(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(1999, "EUR")
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Absent {
		t.Errorf("before: %+v", got)
	}
	first := s.rail.Pay(t.Context(), a)
	if first.Answer != payout.Done || first.Reference != "tr_00000001" {
		t.Fatalf("paid: %+v", first)
	}
	if again := s.rail.Pay(t.Context(), a); again != first {
		t.Errorf("the same again: %+v", again)
	}
	for _, ref := range []string{"", first.Reference} {
		a.Reference = ref
		if got := s.rail.Status(t.Context(), a); got != first {
			t.Errorf("asked by %q: %+v", ref, got)
		}
	}
	if got := s.fake.Net()[a.Key]; got != 1999 {
		t.Errorf("Stripe moved %d", got)
	}
}

func TestALostReplyIsFoundByItsGroupForEver(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(1999, "EUR")
	s.fake.Trouble = func(call, _ string) providertest.Trouble {
		if call == "transfer" {
			return providertest.Hangup
		}
		return providertest.Well
	}
	if got := s.rail.Pay(t.Context(), a); got.Answer != payout.Unclear {
		t.Fatalf("a lost reply: %+v", got)
	}
	s.clock.Advance(90 * 24 * time.Hour)
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Done {
		t.Errorf("months later: %+v", got)
	}
	if w := s.rail.Window(); w >= 24*time.Hour || w < 22*time.Hour {
		t.Errorf("the window is %s", w)
	}
}

func TestOnlyADefiniteNoIsARefusal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*stage, *payout.Attempt)
		want  payout.Answer
	}{
		"too little in the balance": {func(s *stage, _ *payout.Attempt) {
			s.fake.Refuse = func(string) string { return "balance_insufficient" }
		}, payout.Refused},
		"a currency that Stripe does not have": {func(_ *stage, a *payout.Attempt) { a.Amount = money.Must(100, "CLF") }, payout.Refused},
		"a fraction that Stripe does not take": {func(_ *stage, a *payout.Attempt) { a.Amount = money.Must(150, "MGA") }, payout.Refused},
		"Stripe is down":                       {always(providertest.Outage), payout.Unclear},
		"Stripe is busy":                       {always(providertest.Busy), payout.Unclear},
		"no answer":                            {always(providertest.Hangup), payout.Unclear},
		"a key that Stripe no longer takes":    {func(s *stage, _ *payout.Attempt) { s.rail.Accounts = desk{"rk_test_wrong", anAccount} }, payout.Unclear},
		"a program that is not connected":      {func(s *stage, _ *payout.Attempt) { s.rail.Accounts = desk{} }, payout.Unclear},
		"a partner without an account":         {func(s *stage, _ *payout.Attempt) { s.rail.Accounts = desk{key: "rk_test_key"} }, payout.Unclear},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, a := newStage(t), attempt(500, "EUR")
			c.spoil(&s, &a)
			if got := s.rail.Pay(t.Context(), a); got.Answer != c.want || got.Reason == "" {
				t.Errorf("%+v", got)
			}
			if name != "no answer" && len(s.fake.Moved()) > 0 {
				t.Errorf("Stripe moved %v", s.fake.Moved())
			}
		})
	}
}

func always(f providertest.Trouble) func(*stage, *payout.Attempt) {
	return func(s *stage, _ *payout.Attempt) {
		s.fake.Trouble = func(string, string) providertest.Trouble { return f }
	}
}

func TestAKeyWithOtherParametersSaysNothing(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(500, "EUR")
	s.rail.Pay(t.Context(), a)
	s.rail.Accounts = desk{key: "rk_test_key", account: "acct_another0000"}
	if got := s.rail.Pay(t.Context(), a); got.Answer != payout.Unclear {
		t.Errorf("%+v", got)
	}
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Done {
		t.Errorf("asked: %+v", got)
	}
}

func TestATransferIsReversedOnce(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(500, "EUR")
	s.rail.Pay(t.Context(), a)
	for range 2 {
		if got, err := s.rail.Reverse(t.Context(), a); err != nil || got.Answer != payout.Back {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Back {
		t.Errorf("asked: %+v", got)
	}
	if got := s.fake.Net()[a.Key]; got != 0 {
		t.Errorf("Stripe keeps %d", got)
	}
}

func TestAPartnerIsOnboarded(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	o := stripeconnect.Onboarding{API: s.rail.API}
	made, err := o.Create(t.Context(), "rk_test_key", "prg_1", "ptr_1", "maya@example.com", "DE")
	if err != nil || made.ID == "" || made.Payable || made.Due != 2 {
		t.Fatalf("%+v, %v", made, err)
	}
	if again, err := o.Create(t.Context(), "rk_test_key", "prg_1", "ptr_1", "maya@example.com", "DE"); err != nil || again.ID != made.ID {
		t.Errorf("again: %+v, %v", again, err)
	}
	if link, err := o.Link(t.Context(), "rk_test_key", made.ID, "https://portal.test/"); err != nil || link == "" {
		t.Errorf("%q, %v", link, err)
	}
	s.fake.Onboard(made.ID)
	now, err := o.State(t.Context(), "rk_test_key", made.ID)
	if err != nil || !now.Payable || !now.Payouts || now.Due != 0 {
		t.Errorf("%+v, %v", now, err)
	}
	if err := s.rail.API.Probe(t.Context(), "rk_test_wrong"); fault.CodeOf(err) != "stripe.bad_key" {
		t.Errorf("probed: %v", err)
	}
}

func TestEveryCurrencyBothWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ours     int64
		currency money.Currency
		stripes  int64
	}{
		{1999, "EUR", 1999},
		{500, "JPY", 500},
		{5, "ISK", 500},
		{5, "UGX", 500},
		{500, "MGA", 5},
		{1045, "HUF", 1045},
		{1045, "TWD", 1045},
		{5120, "KWD", 5120},
		{7, "CLP", 7},
		{700, "XOF", 700},
	} {
		a := money.Must(c.ours, c.currency)
		if n, err := stripeconnect.Minor(a); err != nil || n != c.stripes {
			t.Errorf("%v is %d, %v", a, n, err)
		}
		if back, err := stripeconnect.Amount(c.stripes, string(c.currency)); err != nil || back != a {
			t.Errorf("%d %s is %v, %v", c.stripes, c.currency, back, err)
		}
	}
	for _, bad := range []money.Amount{money.Must(5124, "KWD"), money.Must(150, "MGA"), money.Must(1, "CLF"), money.Must(1, "UYI"), money.Must(1, "IQD"), money.Must(0, "EUR"), money.Must(-1, "EUR"), money.Must(1<<62, "ISK")} {
		if n, err := stripeconnect.Minor(bad); err == nil {
			t.Errorf("%v is %d", bad, n)
		}
	}
	for currency, n := range map[string]int64{"isk": 501, "kwd": 5124, "clf": 1, "xxx": 1, "mga": 1 << 62} {
		if a, err := stripeconnect.Amount(n, currency); err == nil {
			t.Errorf("%d %s is %v", n, currency, a)
		}
	}
}

var _ stripeconnect.Accounts = desk{}
