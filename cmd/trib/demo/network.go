package demo

import (
	"context"
	"net/http"
)

// Operator is who lets partners into the network, where the demo's installation
// is one.
const Operator = managerEmail

// network lists the program in the marketplace, and lets the first partner in;
// the second one waits.
func (s *story) network(ctx context.Context) error {
	if !s.Market().On() {
		return nil
	}
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	listing := map[string]any{
		"summary": "Coffee from small farms, roasted in Hamburg and sent the same day.",
		"text": "We pay for every order of the customers you bring, renewals of subscriptions too.\n\n" +
			"Partners get samples of each harvest, pictures to use, and somebody who answers within a day.",
		"category": "commerce", "kinds": []string{"creator", "publisher"}, "tags": []string{"coffee", "europe"}, "published": true, "version": 0,
	}
	if err := s.manager.call(ctx, http.MethodPut, s.desk()+"/listing", listing, nil); err != nil {
		return err
	}
	for i, about := range []string{
		"A weekly newsletter on brewing at home, with 18,000 readers in Spain and Portugal.",
		"Videos on espresso machines and grinders, for 92,000 subscribers.",
	} {
		p := s.partners[i]
		if err := p.browser.signIn(ctx); err != nil {
			return err
		}
		asks := map[string]any{"about": about, "website": p.website, "kinds": []string{[]string{"publisher", "creator"}[i]}, "tags": []string{"coffee"}}
		if err := p.browser.call(ctx, http.MethodPut, "/api/p/"+string(p.id)+"/network", asks, nil); err != nil {
			return err
		}
	}
	in := map[string]any{"status": "approved"}
	return s.manager.call(ctx, http.MethodPost, "/api/network/partners/"+string(s.partners[0].id)+"/decide", in, nil)
}
