package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Parts finds the commissions that one event tells of: a posting or a payout's
// claim names them, so that the event need not.
type Parts struct{ T table.Table }

// Split returns an event for each commission (A9, A28, A29); the event itself
// when it names none.
func (s Parts) Split(ctx context.Context, e event.Event) ([]event.Event, error) {
	ids, err := s.named(ctx, e)
	if err != nil || len(ids) == 0 {
		return []event.Event{e}, err
	}
	found, err := Commissions(s).Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	return commission.Each(e, found)
}

func (s Parts) named(ctx context.Context, e event.Event) ([]id.Commission, error) {
	if p, err := id.Parse[id.Payout](e.Subject); err == nil {
		claims, err := Payouts(s).Claims(ctx, p, e.Version-1)
		if err != nil || len(claims) == 0 {
			return nil, err
		}
		return claims[0].Commissions, nil
	}
	currency := money.Currency(e.Data[event.Currency])
	items, err := s.T.Get(ctx, []table.Key{postingKey(e.Program, e.Partner, string(currency), e.Version)}, false)
	if err != nil || items[0] == nil {
		return nil, err
	}
	p, err := decodePosting(items[0])
	if err != nil {
		return nil, fmt.Errorf("read what event %s tells of: %w", e.ID, err)
	}
	var ids []id.Commission
	for _, ref := range p.Refs {
		if c, err := id.Parse[id.Commission](ref); err == nil {
			ids = append(ids, c)
		}
	}
	return ids, nil
}

var _ webhook.Splitter = Parts{}
