package store

import (
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/table"
)

// offerNews tells all partners of a new offer that pays from now on. One that
// begins later is nobody's to know yet, and another version is no news.
func offerNews(o offer.Offer, v offer.Version) ([]table.Op, error) {
	if o.Versions > 1 || v.EffectiveFrom.After(o.CreatedAt) {
		return nil, nil
	}
	e, err := event.New(event.OfferPublished, o.CreatedAt, o.Program, "", string(o.ID), 1)
	if err != nil {
		return nil, err
	}
	e.Data = map[string]string{event.OfferID: string(o.ID), event.OfferName: o.Name}
	return []table.Op{eventOp(e)}, nil
}

// promotionNews tells the partners who see a sale that it is coming.
func promotionNews(p promotion.Promotion) (table.Op, error) {
	e, err := event.New(event.PromotionAnnounced, p.CreatedAt, p.Program, "", string(p.ID), 1)
	if err != nil {
		return nil, err
	}
	groups := make([]string, len(p.Groups))
	for i, g := range p.Groups {
		groups[i] = string(g)
	}
	e.Data = map[string]string{event.Name: p.Name, event.Groups: strings.Join(groups, " "), event.Begins: p.Starts.UTC().Format(time.RFC3339)}
	return eventOp(e), nil
}
