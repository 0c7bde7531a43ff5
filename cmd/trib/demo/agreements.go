package demo

import (
	"context"
	"fmt"
	"net/http"
)

const filmRules = `# What you may show
Our roastery, our coffee and our packaging, as you find them. Say in the film that you earn from sales.

# What we owe you
What the commission terms say, paid each month once it is more than the minimum payout.

# When it ends
Either of us may end this with a mail, at any time. What you have earned until then is paid.`

// agree lets the first partner sign what film makers sign, and asks somebody to
// read along with the manager.
func (s *story) agree(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	var ladder struct{ Groups []struct{ ID, Name string } }
	if err := s.manager.call(ctx, http.MethodGet, s.desk()+"/groups", nil, &ladder); err != nil {
		return err
	}
	groups := []string{}
	for _, g := range ladder.Groups {
		if g.Name == "Film makers" {
			groups = append(groups, g.ID)
		}
	}
	if len(groups) == 0 { // a short history has none
		return nil
	}
	var made struct {
		ID    string
		Draft struct{ Hash string }
	}
	words := map[string]any{"title": "Film makers’ agreement", "text": filmRules, "signers": "organisation", "groups": groups}
	if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/agreements", words, &made); err != nil {
		return err
	}
	publish := map[string]any{"hash": made.Draft.Hash, "signatory": managerName}
	if err := s.manager.call(ctx, http.MethodPost, s.desk()+"/agreements/"+made.ID+"/publish", publish, nil); err != nil {
		return err
	}
	p := s.partners[0]
	if err := p.browser.signIn(ctx); err != nil {
		return err
	}
	sign := fmt.Sprintf("/api/p/%s/programs/%s/agreements/%s/sign", p.id, s.program.ID, made.ID)
	if err := p.browser.call(ctx, http.MethodPost, sign, map[string]any{"number": 1, "hash": made.Draft.Hash, "name": p.name, "consent": true}, nil); err != nil {
		return err
	}
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/team/invitations", map[string]any{"email": "office@northwind.example", "role": "viewer"}, nil)
}
