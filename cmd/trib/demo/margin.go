package demo

import (
	"context"
	"net/http"
)

// margins is what a manager writes down of partners, asks who applies, and whom
// they invite.
func (s *story) margins(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	form := map[string]any{
		"questions": []map[string]any{
			{"id": "promotes", "kind": "long_text", "label": "How will you promote us?"},
			{"kind": "choice", "label": "Where do you reach people?", "choices": []string{"Blog", "Newsletter", "Video", "Shop"}, "required": true},
			{"kind": "checkbox", "label": "I never bid on your brand name", "required": true},
		},
		"reapply_days": 90,
	}
	if err := s.manager.call(ctx, http.MethodPut, s.desk()+"/application-form", form, nil); err != nil {
		return err
	}
	for i, p := range s.partners {
		home := s.desk() + "/partners/" + string(p.id)
		if err := s.manager.call(ctx, http.MethodPut, home+"/tags", map[string]any{"tags": []string{"coffee", []string{"press", "creator"}[i%2]}}, nil); err != nil {
			return err
		}
		note := map[string]any{"text": "Talked about the winter season; wants to show the grinder first."}
		if err := s.manager.call(ctx, http.MethodPost, home+"/notes", note, nil); err != nil {
			return err
		}
	}
	return s.manager.call(ctx, http.MethodPost, s.desk()+"/invitations", map[string]any{
		"name": "Ines Duarte", "email": "ines@duarte.example", "company": "Duarte Deli", "website": "https://duarte.example", "country": "PT",
		"message": "We met at the fair in Lisbon. Come and sell with us.", "tags": []string{"shop"},
	}, nil)
}
