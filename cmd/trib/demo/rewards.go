package demo

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// sort gives the program two groups and three tiers.
func (s *story) sort(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	var films struct{ ID string }
	for _, g := range []struct{ name, text string }{{"Everybody", ""}, {"Film makers", "Channels that show how coffee is made."}} {
		if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/groups", map[string]any{"name": g.name, "text": g.text}, &films); err != nil {
			return err
		}
	}
	for _, t := range []map[string]any{
		{"name": "Standard", "commission": "12 % of every order", "benefits": []string{"A code of your own"}},
		{
			"name": "Premium", "commission": "15 % of every order", "benefits": []string{"A code of your own", "New roasts a week early"},
			"rewards": "A box of coffee each month.",
			"reach":   map[string]any{"metric": "sales", "threshold": 20, "period": "month"}, "keep": map[string]any{"metric": "sales", "threshold": 30, "period": "quarter"},
		},
		{
			"name": "House", "commission": "18 % of every order", "benefits": []string{"Everything of Premium", "A person who answers"},
			"rewards": "A day at the roastery, once a year.", "reach": map[string]any{"metric": "revenue", "threshold": 500_000, "period": "quarter"},
		},
	} {
		if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/tiers", t, nil); err != nil {
			return err
		}
	}
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/placements", map[string]any{
		"partners": []string{string(s.partners[0].id)}, "group": films.ID, "reason": "Two films a month.",
	}, nil)
}

// tierRates are what an offer pays in the tiers above the first.
func (s *story) tierRates(ctx context.Context) ([]any, error) {
	var ladder struct{ Tiers []struct{ ID, Name string } }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/groups", nil, &ladder); err != nil {
		return nil, err
	}
	points := map[string]int{"Premium": 1500, "House": 1800}
	var rates []any
	for _, t := range ladder.Tiers {
		if n, ok := points[t.Name]; ok {
			rates = append(rates, map[string]any{"for": map[string]any{"tier_id": t.ID}, "reward": percent(n)})
		}
	}
	return rates, nil
}

// promise sets a target that is open when the demo is looked at.
func (s *story) promise(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	day := func(n int) string { return s.first.AddDate(0, 0, n).Format(time.DateOnly) }
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/spiffs", map[string]any{
		"name": "Fifteen before winter", "text": "Fifteen orders bring a bonus, and every fifth one after that again.",
		"from": day(Days - 25), "to": day(Days + 9), "goal": map[string]any{"metric": "sales", "threshold": 15},
		"amount": eur(2_500), "every": 5, "maximum": eur(10_000), "budget": eur(40_000),
	}, nil)
}

func eur(minor int) map[string]any { return map[string]any{"amount": minor, "currency": "EUR"} }

// climb moves partners to the tiers that they have reached, as a night does.
func (s *story) climb(ctx context.Context) error {
	_, err := s.Mover().Run(ctx, s.program.ID, func(id.Partner) bool { return true }, func() bool { return true })
	return err
}
