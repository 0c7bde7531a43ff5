package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// planWork gives the manager something to decide on the last day: suspicious
// sales, claims, and a sale that came by phone.
func (s *story) planWork() {
	s.plan(s.Now.Add(-29*time.Hour), s.phoned)
	s.plan(s.Now.Add(-27*time.Hour), s.claimed)
	for i, minor := range []int{18_900, 7_450} {
		s.plan(s.Now.Add(time.Duration(-26-3*i)*time.Hour), func(ctx context.Context) error { return s.hurry(ctx, i, minor) })
	}
}

// phoned adds a sale that no report brought.
func (s *story) phoned(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/conversions", map[string]any{
		"kind": "sale", "order_id": "PHONE-1042", "partner_id": s.partners[0].id, "amount": map[string]any{"amount": 5_900, "currency": s.program.Currency},
		"reason": "Ordered by phone; the customer named the film.",
	}, nil)
}

// claimed lets the first partner ask for two orders.
func (s *story) claimed(ctx context.Context) error {
	p := s.partners[0]
	if err := p.browser.signIn(ctx); err != nil {
		return err
	}
	day := s.Clock.Now().In(s.zone).AddDate(0, 0, -3).Format(time.DateOnly)
	for _, c := range []struct{ order, text string }{
		{"NW-88213", "A viewer wrote that she ordered after my film about grinders, from her mother's tablet."},
		{"NW-88340", "He used my link in the shop and paid two days later at the counter. The receipt says so."},
	} {
		err := p.browser.call(ctx, http.MethodPost, fmt.Sprintf("/api/p/%s/programs/%s/claims", p.id, s.program.ID), map[string]any{
			"order_id": c.order, "ordered_on": day, "amount": map[string]any{"amount": 6_400, "currency": s.program.Currency}, "text": c.text,
		}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

// hurry clicks a link and buys a moment later, with a throw-away address.
func (s *story) hurry(ctx context.Context, n, minor int) error {
	if err := s.salts(ctx); err != nil {
		return err
	}
	p := s.partners[len(s.partners)-1]
	headers := map[string]string{
		"x-trib-origin-secret": distribution, "x-trib-host": "northwind.example", "x-trib-nav": "document;navigate;",
		"cloudfront-viewer-address": s.address() + ":50443", "cloudfront-viewer-country": "DE",
		"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "accept-language": "de",
	}
	answer := s.redirect.Handle(ctx, trackapi.Request{
		Method: http.MethodGet, Key: p.keys[0], Host: "northwind.example", Source: "127.0.0.1", Header: func(name string) string { return headers[name] },
	})
	if answer.Status != http.StatusFound {
		return fmt.Errorf("the link %s answers %d", p.keys[0], answer.Status)
	}
	to, err := url.Parse(answer.Header["Location"])
	if err != nil {
		return err
	}
	s.Clock.Set(s.Clock.Now().Add(2 * time.Second))
	o := order{number: fmt.Sprintf("NW-9%03d", n), customer: fmt.Sprintf("hurry-%d", n), click: to.Query().Get("click_id")}
	return s.report(ctx, o, "sale", o.number, minor, url.Values{"customer_email": {fmt.Sprintf("buyer%d@mailinator.com", n)}})
}
