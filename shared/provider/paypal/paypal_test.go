package paypal_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/provider/paypal"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
)

// app is every program's app at PayPal.
type app struct{ secret string }

func (a app) Credentials(context.Context, id.Program, rail.Kind) (rail.Credentials, error) {
	if a.secret == "" {
		return rail.Credentials{}, fault.New(fault.Conflict, "rail.unconnected", "The program is not connected to PayPal.")
	}
	return rail.Credentials{ClientID: "an-app", Secret: a.secret, Sandbox: true}, nil
}

func (a app) Ready(ctx context.Context, p id.Program, k rail.Kind) error {
	_, err := a.Credentials(ctx, p, k)
	return err
}

type stage struct {
	fake  *providertest.PayPal
	rail  paypal.Rail
	clock *clock.Manual
}

func newStage(t *testing.T) stage {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	fake := providertest.NewPayPal(c)
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	api := paypal.API{Caller: outbound.New(outbound.Options{Local: true}), Clock: c, Tokens: &paypal.Tokens{}, Origin: server.URL}
	return stage{fake, paypal.Rail{API: api, Accounts: app{"a-secret-of-an-app"}}, c}
}

func attempt(minor int64, c money.Currency) payout.Attempt {
	return payout.Attempt{
		Payout: "pay_1", Number: 1, Key: "pay_1-1", Amount: money.Must(minor, c), Program: "prg_1", Partner: "ptr_1",
		Payee: payout.Details{Email: "maya@example.com"},
	}
}

func TestAPaymentIsAcceptedThenDone(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	a := attempt(1999, "EUR")
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Absent {
		t.Errorf("before anything was heard: %+v", got)
	}
	paid := s.rail.Pay(t.Context(), a)
	if paid.Answer != payout.Accepted || paid.Reference != "BATCH00000001" {
		t.Fatalf("paid: %+v", paid)
	}
	a.Reference = paid.Reference
	if got := s.rail.Status(t.Context(), a); got.Answer != payout.Done {
		t.Errorf("asked: %+v", got)
	}
	if again := s.rail.Pay(t.Context(), a); again.Answer != payout.Done || again.Reference != paid.Reference {
		t.Errorf("the same again: %+v", again)
	}
	if got := s.fake.Net(); len(got) != 1 || got[a.Key] != 1999 {
		t.Errorf("PayPal sent %v", got)
	}
	if s.fake.Tokens() != 1 {
		t.Errorf("let in %d times", s.fake.Tokens())
	}
}

func TestALostReplyIsFoundByItsKey(t *testing.T) {
	t.Parallel()
	for name, mute := range map[string]bool{"with a link to the first": false, "without a word of it": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			first := true
			s.fake.Trouble = func(call, _ string) providertest.Trouble {
				lost := call == "create" && first
				first = false
				if lost {
					return providertest.Hangup
				}
				return providertest.Well
			}
			if mute {
				s.fake.Mute()
			}
			a := attempt(1999, "EUR")
			if got := s.rail.Pay(t.Context(), a); got.Answer != payout.Unclear {
				t.Fatalf("a lost reply: %+v", got)
			}
			want := payout.Done
			if mute {
				want = payout.Unclear
			}
			if got := s.rail.Pay(t.Context(), a); got.Answer != want {
				t.Errorf("again: %+v", got)
			}
			if got := s.fake.Net()[a.Key]; got != 1999 {
				t.Errorf("PayPal sent %d", got)
			}
		})
	}
}

func TestEveryStateOfAPayment(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]payout.Answer{
		"SUCCESS": payout.Done, "PENDING": payout.Accepted, "UNCLAIMED": payout.Accepted, "ONHOLD": payout.Accepted,
		"FAILED": payout.Refused, "RETURNED": payout.Back, "REFUNDED": payout.Back, "REVERSED": payout.Back,
		"BLOCKED": payout.Unclear, "A_STATE_OF_TOMORROW": payout.Unclear,
	} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.fake.Outcome = func(string) string { return status }
			a := attempt(500, "USD")
			a.Reference = s.rail.Pay(t.Context(), a).Reference
			got := s.rail.Status(t.Context(), a)
			if got.Answer != want || (want == payout.Done) != (got.Reason == "") && status != "PENDING" || got.Unclaimed != (status == "UNCLAIMED") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestOnlyADefiniteNoIsARefusal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*stage, *payout.Attempt)
		want  payout.Answer
	}{
		"an address that is none":                 {func(_ *stage, a *payout.Attempt) { a.Payee.Email = "maya" }, payout.Refused},
		"a currency that PayPal does not pay in":  {func(_ *stage, a *payout.Attempt) { a.Amount = money.Must(500, "ISK") }, payout.Refused},
		"a fraction that PayPal does not take":    {func(_ *stage, a *payout.Attempt) { a.Amount = money.Must(12345, "HUF") }, payout.Refused},
		"PayPal is down":                          {always(providertest.Outage), payout.Unclear},
		"PayPal is busy":                          {always(providertest.Busy), payout.Unclear},
		"no answer":                               {always(providertest.Hangup), payout.Unclear},
		"credentials that PayPal no longer takes": {func(s *stage, _ *payout.Attempt) { s.rail.Accounts = app{"wrong-secret-of-an-app"} }, payout.Unclear},
		"a program that is not connected":         {func(s *stage, _ *payout.Attempt) { s.rail.Accounts = app{} }, payout.Unclear},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, a := newStage(t), attempt(500, "EUR")
			c.spoil(&s, &a)
			got := s.rail.Pay(t.Context(), a)
			if got.Answer != c.want || got.Reason == "" || strings.Contains(got.Reason, "secret-of") {
				t.Errorf("%+v", got)
			}
			if name != "no answer" && len(s.fake.Moved()) > 0 {
				t.Errorf("PayPal sent %v", s.fake.Moved())
			}
		})
	}
}

func always(f providertest.Trouble) func(*stage, *payout.Attempt) {
	return func(s *stage, _ *payout.Attempt) {
		s.fake.Trouble = func(string, string) providertest.Trouble { return f }
	}
}

func TestAnUnclaimedPaymentIsTakenBack(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.fake.Outcome = func(string) string { return "UNCLAIMED" }
	a := attempt(500, "EUR")
	a.Reference = s.rail.Pay(t.Context(), a).Reference
	if got, err := s.rail.Recall(t.Context(), a); err != nil || got.Answer != payout.Back {
		t.Errorf("%+v, %v", got, err)
	}
	if got := s.fake.Net()[a.Key]; got != 0 {
		t.Errorf("PayPal keeps %d", got)
	}
	if _, err := s.rail.Recall(t.Context(), a); !fault.Is(err, fault.Conflict) {
		t.Errorf("twice: %v", err)
	}
}

func TestAReferenceThatIsNoneIsNotAskedFor(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(500, "EUR")
	for _, ref := range []string{"../../oauth2/token", "a b", "BATCH00000009"} {
		a.Reference = ref
		if got := s.rail.Status(t.Context(), a); got.Answer != payout.Unclear {
			t.Errorf("%s: %+v", ref, got)
		}
	}
}

func TestAnotherPaymentUnderTheReferenceIsNobodysAnswer(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(500, "EUR")
	a.Reference = s.rail.Pay(t.Context(), a).Reference
	other := a
	other.Key = "pay_2-1"
	dearer := a
	dearer.Amount = money.Must(501, "EUR")
	for name, one := range map[string]payout.Attempt{"another key": other, "another amount": dearer} {
		if got := s.rail.Status(t.Context(), one); got.Answer != payout.Unclear {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestTokensAreUsedUntilTheyEnd(t *testing.T) {
	t.Parallel()
	s, a := newStage(t), attempt(500, "EUR")
	for range 3 {
		s.rail.Pay(t.Context(), a)
	}
	s.clock.Advance(9 * time.Hour)
	s.rail.Pay(t.Context(), a)
	if got := s.fake.Tokens(); got != 2 {
		t.Errorf("let in %d times", got)
	}
	if err := s.rail.API.Probe(t.Context(), rail.Credentials{ClientID: "an-app", Secret: "wrong-secret-of-an-app"}); fault.CodeOf(err) != "paypal.bad_credentials" {
		t.Errorf("probed: %v", err)
	}
	if w := s.rail.Window(); w >= 30*24*time.Hour || w < 28*24*time.Hour {
		t.Errorf("the window is %s", w)
	}
}

func TestEveryCurrencyBothWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		minor    int64
		currency money.Currency
		text     string
	}{
		{1999, "EUR", "19.99"},
		{5, "USD", "0.05"},
		{100, "GBP", "1.00"},
		{1234500, "HUF", "12345"},
		{700, "TWD", "7"},
		{7, "JPY", "7"},
		{12345600, "MXN", "123456.00"},
	} {
		text, err := paypal.Decimal(money.Must(c.minor, c.currency))
		if err != nil || text != c.text {
			t.Errorf("%d %s is %q, %v", c.minor, c.currency, text, err)
		}
		for _, said := range []string{c.text, strings.TrimSuffix(c.text+".00", ".00.00")} {
			if strings.Count(said, ".") > 1 {
				continue
			}
			if back, err := paypal.Amount(said, string(c.currency)); err != nil || back != money.Must(c.minor, c.currency) {
				t.Errorf("%s %s is %v, %v", said, c.currency, back, err)
			}
		}
	}
	for _, bad := range []money.Amount{money.Must(1050, "HUF"), money.Must(701, "TWD"), money.Must(1000, "KWD"), money.Must(100, "ISK"), money.Must(0, "EUR"), money.Must(-5, "EUR")} {
		if text, err := paypal.Decimal(bad); err == nil {
			t.Errorf("%v is %q", bad, text)
		}
	}
	for _, bad := range [][2]string{{"10.50", "JPY"}, {"10.5", "TWD"}, {"1.999", "EUR"}, {"-1", "EUR"}, {"1", "XXX"}} {
		if a, err := paypal.Amount(bad[0], bad[1]); err == nil {
			t.Errorf("%v is %v", bad, a)
		}
	}
}

var _ paypal.Accounts = app{}
