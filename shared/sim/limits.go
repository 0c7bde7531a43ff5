package sim

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
)

// limits holds what depends on the order in which sales were decided against
// what does not: bounds are kept and used up, volumes earn what their steps say,
// and each commission is what its own lines come to (I-10).
func (w *world) limits(ctx context.Context) error {
	w.bonus = make([]int64, len(w.partners))
	for i, p := range w.partners {
		all, err := w.commissions(ctx, p.id)
		if err != nil {
			return err
		}
		var weight int64
		for _, c := range all {
			if c.Kind == commission.Bonus || c.Kind == commission.Spiff {
				w.bonus[i] += c.Amount.Minor()
			}
			if c.Basis.OfferVersion == 0 || c.Kind == commission.Clawback || c.Kind == commission.Reinstated {
				continue
			}
			if err := w.ranks(i, c); err != nil {
				return err
			}
			n, err := weighed(c)
			if err != nil {
				return err
			}
			weight += n
		}
		if err := w.volume(i, weight); err != nil {
			return err
		}
	}
	if err := w.caps(); err != nil {
		return err
	}
	return w.budgets()
}

// weighed is a commission's bases times their percentages; each line must be
// what its own come to.
func weighed(c commission.Commission) (int64, error) {
	lines := c.Basis.Lines
	if len(lines) == 0 {
		lines = []offer.Line{{Term: offer.Term{Rate: c.Basis.Rate}, Base: c.Basis.BaseMinor, Minor: c.Amount.Minor()}}
	}
	var sum, minor int64
	for _, l := range lines {
		percent := int64(l.Rate) / 100
		if got := halfEven(l.Base*percent, 100) - l.Cut; c.Basis.Share.Of < 2 && got != l.Minor {
			return 0, fmt.Errorf("commission %s: a line of %d at %d%% less %d is %d", c.ID, l.Base, percent, l.Cut, l.Minor)
		}
		sum, minor = sum+l.Base*percent, minor+l.Minor
	}
	if minor != c.Amount.Minor() {
		return 0, fmt.Errorf("commission %s of %s has lines of %d", c.ID, c.Amount, minor)
	}
	return sum, nil
}

// volume holds what a partner's sales weigh against the steps.
func (w *world) volume(partner int, weight int64) error {
	if w.shop.terms != marginal && w.shop.terms != retroactive {
		return nil
	}
	var sold int64
	for _, o := range w.shop.orders {
		switch {
		case !o.told || o.partner != partner:
		case o.seen[partner] > 0:
			sold += o.counted
		case o.counted > 2: // less than half a cent is nothing
			return fmt.Errorf("the sale %s of %d earned nothing", o.id, o.counted)
		}
	}
	if want := w.shop.terms.weighs(sold); weight != want {
		return fmt.Errorf("partner %d: a volume of %d weighs %d, the steps say %d", partner, sold, weight, want)
	}
	return nil
}

// caps holds what all and each earned against the bounds, which are used up
// before anything is cut.
func (w *world) caps() error {
	if w.shop.terms != capped {
		return nil
	}
	var all int64
	got, uncut := make([]int64, len(w.partners)), make([]int64, len(w.partners))
	for _, o := range w.shop.orders {
		if o.told {
			got[o.partner] += o.seen[o.partner]
			uncut[o.partner] += halfEven(o.counted*ratePercent, 100)
			all += o.seen[o.partner]
		}
	}
	for i := range got {
		if most := min(uncut[i], capMinor); got[i] > most || got[i] < most && all < budgetMinor {
			return fmt.Errorf("partner %d was given %d of %d, all together %d", i, got[i], most, all)
		}
	}
	if all > budgetMinor {
		return fmt.Errorf("all were given %d of a budget of %d", all, budgetMinor)
	}
	return nil
}

// budgets holds what all earned in a day against the day's budget: all of it is
// given before anything is cut.
func (w *world) budgets() error {
	if w.shop.terms != budgeted {
		return nil
	}
	got, uncut := map[string]int64{}, map[string]int64{}
	for _, o := range w.shop.orders {
		if o.told {
			got[o.day] += o.seen[o.partner]
			uncut[o.day] += halfEven(o.counted*ratePercent, 100)
		}
	}
	for day, n := range got {
		if most := min(uncut[day], dailyMinor); n != most {
			return fmt.Errorf("on %s %d were given, not %d", day, n, most)
		}
	}
	return nil
}
