package sim

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/group"
)

// The ladder of a world, and what its tiers earn.
const (
	silver = iota
	gold
	tiers

	goldTierPercent = 26
)

// placed is a tier into which a manager put a partner, surely or perhaps: the
// answer got lost.
type placed struct {
	partner, tier int
	at            time.Time
	sure          bool
}

func tierPercent(tier int) int64 {
	if tier == gold {
		return goldTierPercent
	}
	return ratePercent
}

// ladder makes the tiers, lowest first.
func (w *world) ladder(ctx context.Context) error {
	for _, name := range []string{"Silver", "Gold"} {
		t, err := w.backends.Groups().CreateTier(ctx, group.Tier{Program: w.program, Name: name})
		if err != nil {
			return err
		}
		w.tiers = append(w.tiers, t.ID)
	}
	return nil
}

// place lets a manager move a partner up or down.
func (w *world) place() error {
	p := placed{partner: w.luck.IntN(len(w.partners)), tier: w.luck.IntN(tiers), at: w.clock.Now()}
	n := len(w.places)
	w.places = append(w.places, p)
	return w.allowed(w.run(func(ctx context.Context) error {
		_, err := w.backends.Groups().Assign(ctx, w.program, w.partners[p.partner].id, group.Assignment{Tier: &w.tiers[p.tier]}, "usr_manager")
		w.places[n].sure = err == nil
		return err
	}))
}

// ranks holds each sale's percentage against the tiers in which its partner may
// have been when it was decided.
func (w *world) ranks(partner int, c commission.Commission) error {
	if w.shop.terms != ranked || c.Kind != commission.Sale {
		return nil
	}
	may := map[int64]bool{ratePercent: true}
	for _, p := range w.places {
		switch {
		case p.partner != partner || p.at.After(c.RecordedAt.Add(clocksApart)):
		case p.sure && p.at.Before(c.RecordedAt.Add(-clocksApart)):
			may = map[int64]bool{tierPercent(p.tier): true}
		default:
			may[tierPercent(p.tier)] = true
		}
	}
	if !may[int64(c.Basis.Rate)/100] {
		return fmt.Errorf("commission %s of %s earned %d, its partner's tiers earn %v", c.ID, c.RecordedAt, c.Basis.Rate, may)
	}
	return nil
}
