package demo

import (
	"context"
	"fmt"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// colleague is who works for the first partner, and sees no money.
const (
	colleagueEmail = "lucia@brewandbeyond.example"
	colleagueName  = "Lucía Gil"
)

// hire lets the first partner say who they are, take a colleague on, invite
// another one and make a key.
func (s *story) hire(ctx context.Context) error {
	p := s.partners[0]
	if err := p.browser.signIn(ctx); err != nil {
		return err
	}
	base := "/api/p/" + string(p.id)
	for _, step := range []struct {
		method, path string
		body         map[string]any
	}{
		{http.MethodPut, "/organisation", map[string]any{
			"name": p.company, "website": p.website, "country": p.country, "address": "Calle de la Palma 12\n28004 Madrid", "description": p.promotes,
		}},
		{http.MethodPost, "/team/invitations", map[string]any{"email": "iker@brewandbeyond.example", "role": "user"}},
		{http.MethodPost, "/api-keys", map[string]any{"name": "Monthly sheet", "scopes": []string{"reports:read", "commissions:read"}}},
	} {
		if err := p.browser.call(ctx, step.method, base+step.path, step.body, nil); err != nil {
			return fmt.Errorf("%s: %w", step.path, err)
		}
	}
	b, err := s.person(colleagueEmail)
	if err != nil {
		return err
	}
	s.colleague = b
	_, err = s.Door().Register(ctx, colleagueEmail, colleagueName, b.password, identity.Membership{Partner: p.id, Role: identity.Member})
	return err
}
