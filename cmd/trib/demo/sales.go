package demo

import (
	"context"
	"net/http"
	"time"
)

// announce tells partners of two sales: one has begun when the demo is looked
// at, the other is a week ahead.
func (s *story) announce(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	today := s.first.AddDate(0, 0, Days)
	for _, sale := range []struct {
		name, text, code, path string
		from, days             int
	}{
		{"Returning readers", "A tenth off everything for whoever comes back. Please say until when.", "", "/shop", -1, 5},
		{"Winter week", "A fifth off every bundle, for your audience alone.\nPlease do not post it before it begins.", "WINTER20", "/winter", 7, 7},
	} {
		err := s.manager.call(ctx, http.MethodPost, s.desk()+"/promotions", map[string]any{
			"name": sale.name, "text": sale.text, "coupon_hint": sale.code, "destination": programWebsite + sale.path,
			"starts_at": today.AddDate(0, 0, sale.from).Format(time.RFC3339), "ends_at": today.AddDate(0, 0, sale.from+sale.days).Format(time.RFC3339),
		}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}
