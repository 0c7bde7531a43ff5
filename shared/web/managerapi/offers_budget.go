package managerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// OfferBudget is how much of a budget is gone.
type OfferBudget struct {
	Limit httpkit.Money `json:"limit"`
	Spent httpkit.Money `json:"spent" doc:"Earned by everybody in the period; more than the limit only of a soft one"`
	Per   string        `json:"per" enum:"day,week,month,quarter,year,all"`
	From  string        `json:"from,omitempty" doc:"First day of the period; absent: since ever"`
	To    string        `json:"to,omitempty" doc:"Last day"`
	Soft  bool          `json:"soft" doc:"Told of when it is overshot, and not held"`
}

// budgets reads how much of the published offers' budgets is gone, by offer.
func (a api) budgets(ctx context.Context, s staff, offers []offer.Offer, versions []offer.Version) (map[string][]OfferBudget, error) {
	now := a.Clock.Now()
	in := offer.Input{At: now, Now: now, Zone: s.Program.Location()}
	var all []offer.Budget
	var counters []string
	for _, o := range offers {
		v, ok := offer.InForce(ownVersions(o, versions), now)
		if !ok || o.Status != offer.Published {
			continue
		}
		for _, b := range v.Budgets(in) {
			all, counters = append(all, b), append(counters, b.Counter)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	found, err := a.Processor.Store.Parties(ctx, conversion.PartiesQuery{Program: s.Program.ID, Currency: s.Program.Currency, Budgets: counters})
	if err != nil {
		return nil, err
	}
	out := map[string][]OfferBudget{}
	for _, b := range all {
		key := string(b.Window.Offer)
		out[key] = append(out[key], OfferBudget{
			Limit: s.money(b.Cap.Minor), Spent: s.money(found.Budgets[b.Counter]), Per: string(b.Cap.Per), From: b.Window.From, To: b.Window.To, Soft: b.Cap.Soft,
		})
	}
	return out, nil
}

func ownVersions(o offer.Offer, all []offer.Version) []offer.Version {
	var own []offer.Version
	for _, v := range all {
		if v.Offer == o.ID {
			own = append(own, v)
		}
	}
	return own
}
