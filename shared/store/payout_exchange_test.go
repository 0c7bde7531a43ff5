package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

// today finds the rates of the till's program.
type today struct{ *till }

func (d today) Rate(ctx context.Context, p id.Program, from, to money.Currency) (fx.Rate, error) {
	f := fx.Finder{Store: store.Rates{T: d.table, Clock: d.clock}}
	return f.Rate(ctx, fx.Query{Program: p, From: from, To: to, Day: d.clock.Now().Format(time.DateOnly), MaxAge: 7})
}

// wholeOnly is a rail that sends whole units only.
type wholeOnly struct{ *providertest.Fake }

func (wholeOnly) Step(money.Currency) int64 { return 100 }

func newExchange(t *testing.T, c money.Currency) *till {
	t.Helper()
	w := newTill(t, payout.PayPal)
	w.run.FX = today{w}
	w.in(c)
	return w
}

// in has maya paid in a currency; the change's waiting time passes.
func (w *till) in(c money.Currency) {
	w.t.Helper()
	desk := payout.Desk{Store: store.PayoutMethods{T: w.table}, Seal: plainSeal{}, Clock: w.clock}
	if _, err := desk.SetMethodIn(w.ctx, maya, w.rail, c, payout.Details{Holder: "Maya", Email: "maya@kovac.example"}, "usr_1"); err != nil {
		w.t.Fatal(err)
	}
	w.clock.Advance(73 * time.Hour)
}

func (w *till) day() string { return w.clock.Now().Format(time.DateOnly) }

func TestAPayoutInAnotherCurrencyIsMadeByTheRateThatItsRunFroze(t *testing.T) {
	t.Parallel()
	w := newExchange(t, "USD")
	w.rate("USD", w.day(), "0.8")
	w.sale("A", 10000, 1)
	b := w.plan("run 1", 0)
	p := w.payouts(b)[0]
	if p.Minor != 2000 || p.Sent() != money.Must(2500, "USD") || p.Rate.Decimal() != "1.25" || p.Rate.Day != w.day() {
		t.Fatalf("planned %v as %v by %+v", p.Amount(), p.Sent(), p.Rate)
	}
	if got := w.batch(b); len(got.Rates) != 1 || got.Rates[0] != p.Rate {
		t.Fatalf("the run keeps %+v", got.Rates)
	}
	w.rate("USD", w.day(), "0.5") // what is planned stays as it is
	w.deliver(w.approve(b))
	if total(w.fake) != 2500 {
		t.Fatalf("%d cents left", total(w.fake))
	}
	w.want(maya, 0, 0, 2000, 0)
	if got := w.payouts(b)[0]; got.Status != payout.Paid || got.Sent() != p.Sent() || got.Rate != p.Rate {
		t.Fatalf("it ended as %+v", got)
	}
}

func TestEverybodyInARunIsPaidByTheSameRate(t *testing.T) {
	t.Parallel()
	w := newExchange(t, "USD")
	w.rate("USD", w.day(), "0.8")
	w.sale("A", 10000, 1)
	w.sale("B", 10000, 2)
	desk := payout.Desk{Store: store.PayoutMethods{T: w.table}, Seal: plainSeal{}, Clock: w.clock}
	if _, err := desk.SetMethodIn(w.ctx, noah, w.rail, "USD", payout.Details{Holder: "Noah", Email: "noah@kovac.example"}, "usr_2"); err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(73 * time.Hour)
	b := w.plan("run 1", 0)
	ps := w.payouts(b)
	if len(ps) != 2 || ps[0].Rate != ps[1].Rate || len(w.batch(b).Rates) != 1 {
		t.Fatalf("planned %+v", ps)
	}
}

func TestWithoutARateNobodyGuesses(t *testing.T) {
	t.Parallel()
	w := newExchange(t, "SEK")
	w.sale("A", 10000, 1)
	w.sale("B", 10000, 2)
	terms := payout.Terms{Program: prg, Rail: w.rail}
	found, err := w.run.Preview(w.ctx, terms)
	if err != nil || len(found) != 2 {
		t.Fatalf("previewed %+v, %v", found, err)
	}
	for _, p := range found {
		if want := map[id.Partner]string{maya: payout.RateMissing}[p.Account.Partner]; p.Skip != want {
			t.Errorf("%s waits for %q, not %q", p.Account.Partner, p.Skip, want)
		}
	}
	if ps := w.payouts(w.plan("run 1", 0)); len(ps) != 1 || ps[0].Account.Partner != noah {
		t.Fatalf("planned %+v", ps)
	}
	if _, err := w.withdraw(w.paying(func(p *program.Payouts) { p.AutoWithdraw = true }), maya); fault.CodeOf(err) != "withdrawal.rate_missing" {
		t.Fatalf("a withdrawal: %v", err)
	}
	w.want(maya, 0, 2000, 0, 0)
	w.rate("SEK", w.day(), "0.1")
	got := w.mustWithdraw(w.paying(func(p *program.Payouts) { p.AutoWithdraw = true }))
	if got.Sent() != money.Must(20000, "SEK") {
		t.Fatalf("withdrawn %v", got.Sent())
	}
}

func TestAPayoutInAnotherCurrencyThatFailsGivesBackWhatItTook(t *testing.T) {
	t.Parallel()
	w := newExchange(t, "USD")
	w.fake.Fault = func(string, payout.Attempt) providertest.Fault { return providertest.Refusal }
	w.rate("USD", w.day(), "0.87")
	w.sale("A", 10037, 1)
	before := w.balance(maya).Available
	w.pay("run 1")
	w.want(maya, 0, before, 0, 0)
	w.fake.Fault = nil
	p := w.payouts(w.pay("run 2"))[0]
	w.want(maya, 0, 0, before, 0)
	if err := w.run.MarkReturned(w.ctx, prg, p.ID, "closed"); err != nil {
		t.Fatal(err)
	}
	w.want(maya, 0, before, 0, 0)
}

func TestWhatARailDoesNotSendStaysForTheNextPayout(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.run.Rails.Online[payout.PayPal] = wholeOnly{w.fake}
	w.sale("A", 6170, 1) // earns 12.34
	p := w.payouts(w.pay("run 1"))[0]
	if p.Status != payout.Paid || p.Minor != 1200 || p.Lines != 2 || total(w.fake) != 1200 {
		t.Fatalf("paid %+v, %d left", p, total(w.fake))
	}
	w.want(maya, 0, 34, 1200, 0)
	if ps := w.payouts(w.plan("run 2", 0)); len(ps) != 0 {
		t.Fatalf("34 cents are planned: %+v", ps)
	}
	if found, err := w.run.Preview(w.ctx, payout.Terms{Program: prg, Rail: w.rail}); err != nil || found[0].Skip != payout.TooSmall {
		t.Fatalf("previewed %+v, %v", found, err)
	}
	w.sale("B", 3330, 1) // earns 6.66
	w.pay("run 3")
	w.want(maya, 0, 0, 1900, 0)
	if total(w.fake) != 1900 {
		t.Fatalf("%d left", total(w.fake))
	}
}

func TestExchangeAndRemaindersKeepTheBooks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		w := newExchange(t, rapid.SampledFrom([]money.Currency{"", "USD", "JPY", "HUF"}).Draw(r, "currency"))
		if rapid.Bool().Draw(r, "whole units only") {
			w.run.Rails.Online[payout.PayPal] = wholeOnly{w.fake}
		}
		every := rapid.IntRange(0, 3).Draw(r, "one payment in so many is refused")
		calls := 0
		w.fake.Fault = func(string, payout.Attempt) providertest.Fault {
			if calls++; every > 0 && calls%every == 0 {
				return providertest.Refusal
			}
			return providertest.None
		}
		var sold []string
		for n, kind := range rapid.SliceOfN(rapid.IntRange(0, 7), 1, 20).Draw(r, "steps") {
			for _, c := range []money.Currency{"USD", "JPY", "HUF"} {
				w.rate(c, w.day(), fmt.Sprint("0.0", 1+n%7))
			}
			w.sale(fmt.Sprint("X", n), int64(1003+37*n), 1)
			sold = w.step(n, kind, sold)
			w.booked()
		}
	})
}

// booked holds maya's account against its commissions, and what left against
// the payouts that were paid.
func (w *till) booked() {
	w.t.Helper()
	b, sums := w.balance(maya), int64(0)
	named := w.nominees().NamedBy
	open := w.unclaimed()
	found, err := w.com.Store.Load(w.ctx, open)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range found {
		if sums += c.Net(); named[c.ID] == 0 {
			w.t.Fatalf("nothing names %s", c.ID)
		}
	}
	if sums != b.Wallet() {
		w.t.Fatalf("what no payout holds is %d, the wallet %d", sums, b.Wallet())
	}
	for p, minor := range w.fake.Paid {
		got, err := w.run.Store.Payout(w.ctx, p)
		if err != nil || got.Sent().Minor() != minor {
			w.t.Fatalf("%s sent %d, its book says %v, %v", p, minor, got.Sent(), err)
		}
		if lines := w.lines(p); lines != got.Minor && (got.Status == payout.Paid) {
			w.t.Fatalf("%s is %d, its lines are %d", p, got.Minor, lines)
		}
	}
}

// lines adds up what a payout holds.
func (w *till) lines(p id.Payout) int64 {
	w.t.Helper()
	claims, err := w.run.Store.Claims(w.ctx, p, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	sum := int64(0)
	for _, c := range claims {
		found, err := w.com.Store.Load(w.ctx, c.Commissions)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, x := range found {
			if x.Account == (ledger.Account{Program: prg, Partner: x.Account.Partner, Currency: "EUR"}) && x.Payout == p && x.Status == commission.Paid {
				sum += x.Net()
			}
		}
	}
	return sum
}
