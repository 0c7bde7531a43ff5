package demo

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// planOffice plans what a manager does on a day.
func (s *story) planOffice(day int, midnight time.Time) {
	morning := midnight.Add(9*time.Hour + 20*time.Minute)
	switch day {
	case 6:
		s.plan(morning, s.sort)
	case Days - 26:
		s.plan(morning, s.promise)
	case 1:
		s.plan(midnight.Add(2*time.Minute), s.pays)
	case Days - 1:
		s.plan(morning, s.asks)
	case Days - 6:
		s.plan(morning, s.hire)
	case 12:
		s.plan(morning, s.equip)
	case Days - 2:
		s.plan(morning, s.catchUp)
		s.plan(morning.Add(30*time.Minute), s.margins)
	case 40: // a better rate from now on; what was earned stays as it is
		s.plan(morning, s.raise)
	case Days - 4:
		s.plan(morning, s.correct)
	case Days - 3:
		s.plan(morning, func(ctx context.Context) error {
			return s.decide(ctx, "pending", "hold", "Two orders to one address within the hour; asked the shop.")
		})
	case 24, 58, 83:
		s.plan(morning, func(ctx context.Context) error {
			return s.decide(ctx, "pending", "decline", "The order was placed by the partner's own household.")
		})
	case 35, 71:
		s.plan(morning, func(ctx context.Context) error { return s.decide(ctx, "pending", "approve", "") })
	case 66:
		s.plan(morning, func(ctx context.Context) error {
			return s.decide(ctx, "available", "reverse", "The card was reported stolen.")
		})
	}
	if day%5 == 0 {
		s.plan(midnight.Add(time.Minute), s.exchange)
	}
	if midnight.In(s.zone).Day() == 1 && day > 20 {
		s.plan(midnight.Add(8*time.Hour), func(ctx context.Context) error { return s.planner(ctx, s.Clock.Now()) })
		s.plan(morning.Add(time.Hour), s.payOut)
	}
}

// catchUp lets the partners read what they were told so far.
func (s *story) catchUp(ctx context.Context) error {
	for _, p := range s.partners {
		if err := p.browser.signIn(ctx); err != nil {
			return err
		}
		if err := s.Settle(ctx); err != nil {
			return err
		}
		if err := p.browser.call(ctx, http.MethodPost, "/api/auth/notices/read", map[string]any{}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) desk() string { return "/api/m/" + string(s.program.ID) }

// equip gives partners codes, suggests UTM parameters, and binds a domain.
func (s *story) equip(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	if err := s.Programs().Bind(ctx, trackingHost, s.program.ID); err != nil {
		return err
	}
	settings := map[string]any{"links": map[string]any{"utm_templates": []map[string]any{
		{"name": "Partner channel", "source": "{partner}", "medium": "partner", "campaign": "{link}"},
	}}}
	if err := s.manager.call(ctx, http.MethodPatch, s.desk()+"/settings", settings, nil); err != nil {
		return err
	}
	for _, p := range s.partners {
		if p.code == "" {
			continue
		}
		code := map[string]any{"code": p.code, "partner_id": p.id, "reward": map[string]any{"basis_points": 800}}
		if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/coupons", code, nil); err != nil {
			return err
		}
	}
	return s.smart(ctx, s.partners[1])
}

// smart lets a partner make a link whose German and mobile visitors go
// elsewhere.
func (s *story) smart(ctx context.Context, p *partner) error {
	if err := p.browser.signIn(ctx); err != nil {
		return err
	}
	return p.browser.call(ctx, http.MethodPost, "/api/p/"+string(p.id)+"/programs/"+string(s.program.ID)+"/links", map[string]any{
		"name": "Everywhere", "key": p.links[0].key + "-all", "destination": programWebsite + "/shop",
		"rules": []map[string]any{
			{"countries": []string{"DE", "AT"}, "destination": programWebsite + "/de/shop"},
			{"devices": []string{"mobile"}, "share_basis_points": 5000, "destination": programWebsite + "/app"},
		},
	}, nil)
}

// raise publishes a second version of the offer for orders.
func (s *story) raise(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	var offers struct{ Data []struct{ ID, Name string } }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/offers", nil, &offers); err != nil {
		return err
	}
	rates, err := s.tierRates(ctx)
	if err != nil {
		return err
	}
	for _, o := range offers.Data {
		if o.Name == "Every order" {
			return s.manager.call(ctx, http.MethodPost, s.desk()+"/offers/"+o.ID+"/versions", map[string]any{
				"name": o.Name, "action": "sale", "recurring": true, "reward": percent(1200),
				"rates":    append(rates, map[string]any{"for": map[string]any{"category": "Gift cards"}, "reward": map[string]any{"kind": "nothing"}}),
				"renewals": map[string]any{"months": 12},
				"volume": map[string]any{"by": "amount", "per": "month", "mode": "marginal", "levels": []any{
					map[string]any{"from_amount": map[string]any{"amount": 100_000, "currency": "EUR"}, "reward": percent(1400)},
				}},
				"caps": []any{map[string]any{"of": "partner", "per": "month", "amount": map[string]any{"amount": 500_000, "currency": "EUR"}}},
			}, nil)
		}
	}
	return fmt.Errorf("the offer for orders is not among %d", len(offers.Data))
}

// correct gives a partner something by hand, and asks for more than one manager
// may give alone.
func (s *story) correct(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	limit := map[string]any{"adjustment_limit": map[string]any{"amount": 5_000, "currency": "EUR"}}
	if err := s.manager.call(ctx, http.MethodPatch, s.desk()+"/settings", limit, nil); err != nil {
		return err
	}
	for i, minor := range []int64{2_500, 12_000} {
		err := s.manager.call(ctx, http.MethodPost, s.desk()+"/adjustments", map[string]any{
			"key": fmt.Sprint("demo-correction-", i), "partner": s.partners[i].id, "amount": map[string]any{"amount": minor, "currency": "EUR"},
			"name": "Goodwill", "reason": "The shop was closed for an evening while your newsletter went out.",
		}, nil)
		if err != nil {
			return err
		}
	}
	return s.Settle(ctx)
}

func percent(points int) map[string]any {
	return map[string]any{"kind": "percent", "basis_points": points}
}

// decide takes one decision on one commission of a status, by hand.
func (s *story) decide(ctx context.Context, status, decision, reason string) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	var list struct{ Data []struct{ ID string } }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/commissions?limit=5&status="+status, nil, &list); err != nil || len(list.Data) == 0 {
		return err
	}
	body := map[string]any{"ids": []string{list.Data[0].ID}}
	if reason != "" {
		body["reason"] = reason
	}
	if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/commissions/"+decision, body, nil); err != nil {
		return err
	}
	return s.Settle(ctx)
}
