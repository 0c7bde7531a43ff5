package demo

import (
	"context"
	"fmt"
	"net/http"
)

// buyers are whom partners name: where each of them stands at the end.
func buyers() []struct{ name, email, company, end string } {
	return []struct{ name, email, company, end string }{
		{"Ada Fern", "ada@fernhill.example", "Fernhill Offices", "won"},
		{"Bo Larsen", "bo@larsen.example", "Larsen & Sons", "approved"},
		{"Cleo Marsh", "cleo@marsh.example", "Marsh Hotels", "rejected"},
		{"Dan Ortega", "dan@ortega.example", "Ortega Catering", "in_review"},
		{"Eva Stein", "eva@stein.example", "Stein Kanzlei", "in_review"},
	}
}

// pipeline switches leads and deals on, and has the partners name some.
func (s *story) pipeline(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	on := map[string]any{"links": map[string]any{"features": map[string]any{"leads": true, "deals": true}}}
	if err := s.manager.call(ctx, http.MethodPatch, s.desk()+"/settings", on, nil); err != nil {
		return err
	}
	fields := []map[string]any{
		{"label": "Cups a day", "type": "dropdown", "options": []string{"up to 20", "up to 100", "more"}, "required": true},
		{"label": "What they need", "type": "text"},
	}
	if err := s.manager.call(ctx, http.MethodPut, s.desk()+"/lead-forms", map[string]any{"fields": fields, "signups": true}, nil); err != nil {
		return err
	}
	for i, b := range buyers() {
		p := s.partners[i%2]
		if err := p.browser.signIn(ctx); err != nil {
			return err
		}
		var made struct{ ID string }
		lead := map[string]any{"name": b.name, "email": b.email, "company": b.company, "answers": map[string]string{"field1": "up to 100"}}
		if err := p.browser.call(ctx, http.MethodPost, s.of(p)+"/leads", lead, &made); err != nil {
			return err
		}
		if err := s.review(ctx, made.ID, b.end); err != nil {
			return err
		}
	}
	sent := map[string]any{"partner_id": string(s.partners[0].id), "name": "Finn Weber", "email": "finn@weber.example", "company": "Weber Studios"}
	if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/leads", sent, nil); err != nil {
		return err
	}
	return s.deals(ctx)
}

// of is where a partner's pages of the program are.
func (s *story) of(p *partner) string {
	return fmt.Sprintf("/api/p/%s/programs/%s", p.id, s.program.ID)
}

// review brings a lead to where it ends.
func (s *story) review(ctx context.Context, lead, end string) error {
	one := map[string]any{"ids": []string{lead}}
	switch end {
	case "in_review":
		return nil
	case "rejected":
		one["reason"] = "They are a customer already."
		return s.manager.call(ctx, http.MethodPost, s.desk()+"/leads/reject", one, nil)
	}
	if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/leads/approve", one, nil); err != nil || end != "won" {
		return err
	}
	amount := map[string]any{"amount": map[string]any{"amount": 48_000, "currency": string(s.program.Currency)}}
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/leads/"+lead+"/won", amount, nil)
}

// deals has the first partner register deals, one of them far along.
func (s *story) deals(ctx context.Context) error {
	p := s.partners[0]
	for i, name := range []string{"Coffee for four offices", "Beans for a hotel", "Machines for a café"} {
		var made struct{ ID string }
		deal := map[string]any{
			"name": name, "company": []string{"Fernhill Offices", "Marsh Hotels", "Café Anker"}[i], "contact": "Ada Fern",
			"value": map[string]any{"amount": 420_000 + i*180_000, "currency": string(s.program.Currency)},
		}
		if err := p.browser.call(ctx, http.MethodPost, s.of(p)+"/deals", deal, &made); err != nil {
			return err
		}
		if i == 2 {
			return nil // waits for review
		}
		its := s.desk() + "/deals/" + made.ID
		if err := s.manager.call(ctx, http.MethodPost, its+"/accept", map[string]any{}, nil); err != nil {
			return err
		}
		if err := s.manager.call(ctx, http.MethodPost, its+"/stage", map[string]any{"stage": "qualified"}, nil); err != nil {
			return err
		}
		if i == 0 {
			if err := p.browser.call(ctx, http.MethodPost, s.of(p)+"/deals/"+made.ID+"/won", nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}
