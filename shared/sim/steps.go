package sim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
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
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// open makes the program, its offer and three partners with a payout method.
func (w *world) open() error {
	ctx := context.Background()
	programs := program.Desk{Store: store.Programs{T: w.table, Clock: w.clock}, Clock: w.clock, Entropy: w.backends.Entropy}
	p := program.New("sim", "Sim", "https://shop.test", "EUR")
	p.AllowedHosts, p.AutoApprove, p.HoldbackDays = []string{"shop.test"}, true, w.luck.IntN(3)*7
	if w.shop.split = w.luck.IntN(2) == 0; w.shop.split {
		p.Attribution.Model = program.SplitClicks
	}
	p, err := programs.Create(ctx, p)
	if err != nil {
		return fmt.Errorf("create the program: %w", err)
	}
	w.program = p.ID
	publisher := offer.Publisher{Store: store.Offers{T: w.table}, Clock: w.clock, Entropy: w.backends.Entropy}
	if _, err := publisher.Create(ctx, p.ID, offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: ratePercent * 100, HoldbackDays: -1}); err != nil {
		return fmt.Errorf("publish the offer: %w", err)
	}
	if _, err := programs.Publish(ctx, p.ID); err != nil {
		return fmt.Errorf("publish the program: %w", err)
	}
	desk := enrollment.Desk{Store: store.Enrollments{T: w.table}, Programs: programs, Clock: w.clock, Entropy: w.backends.Entropy}
	for i := range 3 {
		if err := w.join(ctx, desk, i); err != nil {
			return fmt.Errorf("enroll partner %d: %w", i, err)
		}
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
	if _, err := methods.SetMethod(ctx, e.Partner, payout.Manual, payout.Details{Holder: user.Name, FreeText: "DE02120300000000202051"}, uid); err != nil {
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
	w.partners = append(w.partners, partnerIn{id: e.Partner, link: l.Ref, enrl: e.Ref})
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
	switch n := w.luck.IntN(100); {
	case n < 22:
		return w.sell()
	case n < 34:
		return w.refund()
	case n < 60:
		return w.deliverAny()
	case n < 75:
		w.relay(1 + w.luck.IntN(5))
	case n < 83:
		w.clock.Advance(time.Duration(1+w.luck.IntN(72)) * time.Hour)
	case n < 88:
		return w.may(w.backends.CommissionApproval())
	case n < 92:
		return w.may(w.backends.PayoutReconciler())
	case n < 97:
		return w.payout()
	default:
		return w.decide()
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

// sell reports a new sale, or one whose report did not arrive, once or twice.
func (w *world) sell() error {
	var o *order
	for _, known := range w.shop.orders {
		if !known.told && w.luck.IntN(2) == 0 {
			o = known
		}
	}
	if o == nil {
		o = w.newOrder()
	}
	o.told = true
	r := conversion.Report{Kind: conversion.Sale, Transaction: o.id, Amount: amount(o.minor)}
	if o.customer != "" {
		r.Customer = []customer.Identity{{Kind: customer.External, Value: o.customer}}
	}
	if o.coupon {
		r.Coupons = []string{codeOf(o.partner)}
		return w.tell(r)
	}
	now := w.clock.Now()
	if w.luck.IntN(5) == 0 { // a browser tells of it first, with somebody's click
		claim := r
		claim.Source = conversion.Browser
		var err error
		if claim.Clicks, err = w.click(w.luck.IntN(len(w.partners)), now.Add(-time.Minute)); err != nil {
			return err
		}
		if err := w.tell(claim); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		partner int
		ago     time.Duration
	}{{o.partner, time.Hour}, {o.other, 2 * time.Hour}} {
		text, err := w.click(c.partner, now.Add(-c.ago))
		if err != nil {
			return err
		}
		r.Clicks += text
	}
	return w.tell(r)
}

// click is the id of a click on a partner's link.
func (w *world) click(partner int, at time.Time) (string, error) {
	p := w.partners[partner]
	touch, err := w.backends.Keys.Mint(w.backends.Entropy, w.program, click.Touch{At: at, LinkRef: p.link, EnrollmentRef: p.enrl})
	return string(touch.ID), err
}

func codeOf(partner int) string { return fmt.Sprint("CODE", partner) }

func (w *world) newOrder() *order {
	n := len(w.partners)
	o := &order{
		id: fmt.Sprint("order-", len(w.shop.orders)), partner: w.luck.IntN(n), other: w.luck.IntN(n), minor: int64(1 + w.luck.IntN(50_000)),
		coupon: w.luck.IntN(4) == 0,
	}
	if w.luck.IntN(3) > 0 {
		o.customer = fmt.Sprint("customer-", w.luck.IntN(5))
	}
	w.shop.orders = append(w.shop.orders, o)
	return o
}

// refund reports a refund, sometimes of an order whose sale is not told yet.
func (w *world) refund() error {
	var o *order
	if n := len(w.shop.orders); n == 0 || w.luck.IntN(6) == 0 {
		o = w.newOrder()
	} else {
		o = w.shop.orders[w.luck.IntN(n)]
	}
	r := conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprint(o.id, "-r", o.refunds), Order: o.id}
	o.refunds++
	part := int64(1 + w.luck.IntN(int(o.minor)))
	if w.luck.IntN(4) == 0 {
		part = o.minor
	} else {
		r.Amount = amount(part)
	}
	o.refunded += part
	return w.tell(r)
}

func (w *world) tell(r conversion.Report) error {
	r.Program, r.OccurredAt = w.program, w.clock.Now()
	if r.Source == "" {
		r.Source = conversion.Postback
	}
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	for range 1 + w.luck.IntN(3)/2 {
		if err := w.Send(context.Background(), queue.Conversions, queue.Message{Body: string(body), Attributes: map[string]string{"kind": "report"}}); err != nil {
			return err
		}
	}
	return nil
}

func amount(minor int64) *money.Amount {
	a, err := money.New(minor, "EUR")
	if err != nil {
		return nil
	}
	return &a
}

// deliverAny delivers some message of some queue, in no order.
func (w *world) deliverAny() error {
	names := []queue.Name{queue.Conversions, queue.Payouts, queue.Notices, queue.Webhooks}
	first := w.luck.IntN(len(names))
	for i := range names {
		name := names[(first+i)%len(names)]
		if n := len(w.queues[name]); n > 0 {
			return w.deliver(name, w.luck.IntN(n))
		}
	}
	return nil
}

func (w *world) runner() payout.Runner {
	return payout.Runner{
		Store: store.Payouts{T: w.table}, Money: store.Commissions{T: w.table}, Methods: store.PayoutMethods{T: w.table},
		Rails: w.backends.Rails, Open: payee{}, Clock: w.clock,
	}
}

// payout plans a run, or goes on with one, approves or cancels it.
func (w *world) payout() error {
	return w.allowed(w.run(func(ctx context.Context) error {
		r := w.runner()
		b, err := r.Plan(ctx, payout.Terms{Program: w.program, Rail: "manual"}, w.clock.Now().Format("2006-01-02"), "usr_manager")
		if err != nil || !b.Planned {
			return err
		}
		if w.luck.IntN(5) == 0 && b.Status == payout.Draft {
			_, err = r.Cancel(ctx, w.program, b.ID, "cancelled by hand")
		} else if b.Status == payout.Draft || b.Status == payout.Approved {
			_, err = r.Approve(ctx, w.program, b.ID, payout.Approver{User: "usr_manager", Fresh: true})
		}
		return err
	}))
}

// decide lets a manager approve what is pending.
func (w *world) decide() error {
	return w.allowed(w.run(func(ctx context.Context) error {
		rows, err := store.CommissionLists{T: w.table, Clock: w.clock}.OfProgram(ctx, w.program, commission.Filter{Statuses: []commission.Status{commission.Pending}}, page.Request{Limit: 5})
		if err != nil {
			return err
		}
		var ids []id.Commission
		for _, row := range rows.Data {
			ids = append(ids, row.ID)
		}
		_, err = commission.Decider{Store: store.Commissions{T: w.table}, Clock: w.clock}.Approve(ctx, w.program, ids, "usr_manager")
		return err
	}))
}
