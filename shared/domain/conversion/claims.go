package conversion

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// nearby is how far from a claimed order something of the partner's is worth a
// look.
const nearby = 3 * 24 * time.Hour

// mostNear is how much of it is shown.
const mostNear = 5

// OrderReader reads all that was reported of an order.
type OrderReader interface {
	OfOrder(ctx context.Context, p id.Program, order string) ([]Record, error)
}

// Claims looks for claimed orders, and credits them.
type Claims struct {
	Processor Processor
	Orders    OrderReader
	Misses    Misses
}

// Look finds what is known of a claimed order: its reports, whose the code and
// the customer are, and what of the partner's earned nothing at about that time.
func (c Claims) Look(ctx context.Context, x claim.Claim) (claim.Evidence, error) {
	recs, err := c.Orders.OfOrder(ctx, x.Program, x.Order)
	if err != nil {
		return claim.Evidence{}, err
	}
	clues := reportedOf(recs, x)
	q := OrderQuery{Program: x.Program, Order: x.Order, Kind: Sale, Transaction: x.Order}
	if x.Email != "" {
		q.Who.Customer = []customer.Identity{{Kind: customer.Email, Value: x.Email}}
	}
	q.Who.Coupons = codes([]string{x.Coupon})
	found, err := c.Processor.Store.Order(ctx, q)
	if err != nil {
		return claim.Evidence{}, err
	}
	clues = append(clues, people(found.Found, x)...)
	near, err := c.near(ctx, x)
	if err != nil {
		return claim.Evidence{}, err
	}
	if clues = append(clues, near...); !ofPartner(clues) {
		clues = append(clues, claim.Found{Clue: claim.NoTouch})
	}
	return claim.Weigh(clues), nil
}

// reportedOf are the clues in what was reported of the order.
func reportedOf(recs []Record, x claim.Claim) []claim.Found {
	var out []claim.Found
	for _, r := range recs {
		if r.Report.takesBack() || r.Cancelled() {
			continue
		}
		one := claim.Found{At: r.Report.OccurredAt, Amount: r.Current(), Conversion: r.ID, Partner: r.Partner, Why: r.Verdict.Reason}
		add := func(c claim.Clue) {
			one.Clue = c
			out = append(out, one)
		}
		switch {
		case r.Verdict.Result == Accepted && r.Partner == x.Partner:
			add(claim.TheirsAlready)
		case r.Verdict.Result == Accepted:
			add(claim.OfAnother)
		default:
			add(claim.OrderWithout)
		}
		if a := r.Current(); a != nil && *a != x.Amount {
			add(claim.OtherAmount)
		}
		for _, t := range r.Candidates {
			one.At, one.Partner, one.Why = t.At, t.Partner, string(t.Finding)
			switch {
			case t.Partner != x.Partner:
			case t.Finding == TooOld:
				add(claim.TouchOutside)
			case t.Finding == Lost:
				add(claim.TouchLost)
			}
		}
	}
	if len(out) == 0 {
		out = append(out, claim.Found{Clue: claim.OrderUnknown})
	}
	return out
}

// people are the clues in whose the code and the customer are.
func people(f Found, x claim.Claim) []claim.Found {
	var out []claim.Found
	whose := func(p id.Partner, at time.Time, theirs, others claim.Clue) {
		one := claim.Found{Clue: others, At: at, Partner: p}
		if p == x.Partner {
			one.Clue = theirs
		}
		out = append(out, one)
	}
	for _, c := range f.Coupons {
		whose(c.Partner, time.Time{}, claim.CodeOfPartner, claim.CodeOfAnother)
	}
	if c := f.Known.Customer; c != nil && c.Bound != nil {
		whose(c.Bound.Partner, c.Bound.At, claim.BoughtByPartner, claim.BoughtByAnother)
	}
	return out
}

// near are events of the partner's that earned nothing at about that time.
func (c Claims) near(ctx context.Context, x claim.Claim) ([]claim.Found, error) {
	missed, err := c.Misses.MissedBy(ctx, x.Program, x.Partner, page.Request{Limit: page.MaxLimit})
	if err != nil {
		return nil, err
	}
	var out []claim.Found
	for _, m := range missed.Data {
		if m.OccurredAt.Sub(x.OrderedAt).Abs() <= nearby && len(out) < mostNear {
			out = append(out, claim.Found{Clue: claim.TouchNear, At: m.OccurredAt, Conversion: m.ID, Partner: x.Partner, Why: m.Reason})
		}
	}
	return out, nil
}

// ofPartner tells whether some clue speaks of the partner.
func ofPartner(found []claim.Found) bool {
	for _, f := range found {
		switch f.Clue {
		case claim.TheirsAlready, claim.CodeOfPartner, claim.BoughtByPartner, claim.TouchOutside, claim.TouchLost, claim.TouchNear:
			return true
		case claim.OfAnother, claim.CodeOfAnother, claim.BoughtByAnother, claim.OrderWithout, claim.OtherAmount, claim.OrderUnknown, claim.NoTouch:
		}
	}
	return false
}

// Credit makes the claimed order a conversion of the partner's: the report that
// found nobody is decided again, or the order is added by hand. An order that is
// the partner's already is answered as it is.
func (c Claims) Credit(ctx context.Context, x claim.Claim, amount money.Amount, reason string, by id.User) (id.Conversion, error) {
	recs, err := c.Orders.OfOrder(ctx, x.Program, x.Order)
	if err != nil {
		return "", err
	}
	r := Report{Program: x.Program, Source: Manual, Kind: Sale, Transaction: x.Order, Amount: &amount, OccurredAt: x.OrderedAt, Masked: x.Masked}
	if x.Email != "" {
		r.Customer = []customer.Identity{{Kind: customer.Email, Value: x.Email}}
	}
	for _, rec := range recs {
		switch {
		case rec.Report.takesBack() || rec.Cancelled():
		case rec.Verdict.Result == Accepted && rec.Partner == x.Partner:
			return rec.ID, nil
		case rec.Verdict.Result == Accepted:
			return "", fault.New(fault.Conflict, "claim.of_another", "This order was credited to another partner. Cancel that conversion first.")
		case rec.Report.Given() != nil && *rec.Report.Given() != amount:
			return "", fault.New(fault.Conflict, "claim.other_amount", "The order was reported with %s. Credit that amount, and correct it afterwards.", rec.Report.Given())
		case rec.Report.pays():
			r = rec.Report.asGiven()
		}
	}
	r.Partner, r.By, r.Reason = x.Partner, by, reason
	tried, err := c.Processor.Try(ctx, r)
	if err != nil {
		return "", err
	}
	if err := tried.Verdict.ByHand(); err != nil {
		return "", err
	}
	v, err := c.Processor.Process(ctx, r)
	if err != nil {
		return "", err
	}
	return v.Conversion, v.ByHand()
}

var (
	_ claim.Finder   = Claims{}
	_ claim.Creditor = Claims{}
)
