package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// open makes the program, its offer and three partners with a payout method.
func (w *world) open() error {
	ctx := context.Background()
	programs := program.Desk{Store: store.Programs{T: w.table, Clock: w.clock}, Clock: w.clock, Entropy: w.backends.Entropy}
	p := program.New("sim", "Sim", "https://shop.test", "EUR")
	p.Payouts.Withdrawals = true
	p.AllowedHosts, p.AutoApprove, p.HoldbackDays = []string{"shop.test"}, true, w.luck.IntN(3)*7
	w.shop.terms = [...]kind{plainTerms, plainTerms, lineTerms, lineTerms, capped, budgeted, marginal, retroactive, ranked}[w.luck.IntN(9)]
	if w.shop.split = w.luck.IntN(2) == 0 && w.shop.terms.plain(); w.shop.split {
		p.Attribution.Model = program.SplitClicks
	}
	p.Rates.MaxDays = rateDays
	w.phase = phase(w.luck.IntN(int(phases)))
	w.rails = []string{payout.Manual, payout.Manual, payout.Manual}
	if w.luck.IntN(2) == 0 {
		w.rails = []string{payout.Manual, payout.PayPal, payout.Stripe}
		w.wish = wished()[w.luck.IntN(4)]
	}
	p.Payouts.Rail, p.Payouts.Rails = payout.Manual, slices.Compact(slices.Clone(w.rails))
	w.holdback = time.Duration(p.HoldbackDays) * 24 * time.Hour
	p, err := programs.Create(ctx, p)
	if err != nil {
		return fmt.Errorf("create the program: %w", err)
	}
	w.program = p.ID
	if err := w.ladder(ctx); err != nil {
		return fmt.Errorf("make the tiers: %w", err)
	}
	publisher := offer.Publisher{Store: store.Offers{T: w.table}, Clock: w.clock, Entropy: w.backends.Entropy}
	if _, err := publisher.Create(ctx, p.ID, w.shop.terms.version(w.tiers[gold])); err != nil {
		return fmt.Errorf("publish the offer: %w", err)
	}
	if _, err := programs.Publish(ctx, p.ID); err != nil {
		return fmt.Errorf("publish the program: %w", err)
	}
	if err := w.connect(ctx); err != nil {
		return fmt.Errorf("join the program with its providers: %w", err)
	}
	desk := enrollment.Desk{Store: store.Enrollments{T: w.table}, Programs: programs, Clock: w.clock, Entropy: w.backends.Entropy}
	for i := range 3 {
		if err := w.join(ctx, desk, i); err != nil {
			return fmt.Errorf("enroll partner %d: %w", i, err)
		}
	}
	if err := w.promise(ctx); err != nil {
		return fmt.Errorf("promise a SPIFF: %w", err)
	}
	w.clock.Advance(24 * time.Hour)
	if err := click.EnsureSalts(ctx, store.Clicks{T: w.table}, w.backends.Entropy, w.clock.Now()); err != nil {
		return fmt.Errorf("make the day's salt: %w", err)
	}
	return w.may(w.backends.CommissionApproval()) // the schedule runs from the first day on
}

func (w *world) join(ctx context.Context, desk enrollment.Desk, i int) error {
	uid, err := id.New[id.User](w.clock.Now(), w.backends.Entropy)
	if err != nil {
		return err
	}
	user := identity.User{ID: uid, Email: fmt.Sprintf("p%d@partner.test", i), Name: fmt.Sprint("Partner ", i), Status: identity.Active, Version: 1, CreatedAt: w.clock.Now()}
	e, err := desk.Apply(ctx, w.program, enrollment.Applicant{User: user, New: true}, partner.Partner{Name: user.Name}, nil)
	if err != nil {
		return err
	}
	methods := payout.Desk{Store: store.PayoutMethods{T: w.table}, Seal: payee{}, Clock: w.clock}
	by, to, err := w.method(ctx, e.Partner, i)
	if err != nil {
		return err
	}
	in := money.Currency("")
	if by == payout.PayPal {
		in = w.wish
	}
	if _, err := methods.SetMethodIn(ctx, e.Partner, by, in, to, uid); err != nil {
		return err
	}
	links := store.Links{T: w.table}
	rows, err := links.List(ctx, w.program, e.Partner, page.Request{})
	if err != nil {
		return err
	}
	l, err := links.ByID(ctx, w.program, e.Partner, rows.Data[0].ID)
	if err != nil {
		return err
	}
	code := coupon.Coupon{
		Program: w.program, Code: codeOf(len(w.partners)), Partner: e.Partner, Status: coupon.Active, Source: "manual", Version: 1, CreatedAt: w.clock.Now(),
	}
	w.partners = append(w.partners, partnerIn{id: e.Partner, key: l.Key, link: l.Ref, enrl: e.Ref})
	return store.Coupons{T: w.table, Clock: w.clock}.Create(ctx, code)
}

type payee struct{}

// Seal leaves the account as it is.
func (payee) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) { return []byte(s), nil }

// Open leaves the account as it is.
func (payee) Open(_ context.Context, _ id.Partner, b []byte) (string, error) { return string(b), nil }

// step does one thing.
func (w *world) step() error {
	w.steps++
	switch n := w.luck.IntN(200); {
	case n < 40:
		return w.sell()
	case n < 58:
		return w.refund()
	case n < 66:
		return w.dispute()
	case n < 78:
		return w.visit()
	case n < 118:
		return w.deliverAny()
	case n < 144:
		w.relay(1 + w.luck.IntN(5))
	case n < 146:
		return w.enterRate()
	case n < 160:
		w.clock.Advance(time.Duration(1+w.luck.IntN(72)) * time.Hour)
		if w.luck.IntN(4) == 0 {
			w.clock.Advance(w.clock.Now().Truncate(time.Hour).Add(time.Hour).Sub(w.clock.Now()))
		}
	case n < 162: // this machine's clock was wrong
		w.clock.Advance(time.Duration(w.luck.IntN(20)-10) * time.Minute)
	case n < 172:
		return w.may(w.backends.CommissionApproval())
	case n < 177:
		return w.may(w.backends.PayoutReconciler())
	case n < 180:
		return w.hear()
	case n < 186:
		return w.payout()
	case n < 189:
		return w.withdraw()
	case n < 190:
		return w.comeBack()
	case n < 192:
		return w.approve()
	case n < 193:
		return w.takeBack()
	case n < 194:
		return w.place()
	case n < 196:
		return w.hold()
	case n < 198:
		return w.award()
	case n < 199:
		w.redrive()
	default:
		return w.roll()
	}
	return nil
}

// may runs a schedule that is allowed to fail for want of the table.
func (w *world) may(f func(context.Context, time.Time) error) error {
	return w.allowed(w.run(func(ctx context.Context) error { return f(ctx, w.clock.Now()) }))
}

// allowed lets pass what a faulty table explains, and nothing else.
func (w *world) allowed(err error) error {
	if err == nil || !w.calm && (errors.Is(err, errCrash) || fault.Is(err, fault.Unavailable) || fault.IsStale(err)) {
		return nil
	}
	return err
}
