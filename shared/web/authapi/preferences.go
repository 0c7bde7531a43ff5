package authapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// preferences registers what people choose to be told (F74).
func (a api) preferences(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("get-preferences", http.MethodGet, "/preferences", "What you are told, and how", auth.SignedIn, http.StatusOK), a.getPreferences)
	httpkit.Register(r, op("put-preferences", http.MethodPut, "/preferences", "Choose what you are told, and how", auth.SignedIn, http.StatusOK), a.putPreferences)
	leave := op("unsubscribe", http.MethodPost, "/unsubscribe", "No more mails of a kind, by the link of one of them", auth.Public, http.StatusOK)
	leave.Description = "What a mail program posts to when its user wants no more such mails (RFC 8058), and the portal's page of the same."
	leave.AnyBody = true
	httpkit.Register(r, leave, a.unsubscribe)
}

// NoticePreference is by what channels you are told a kind of notice.
type NoticePreference struct {
	Kind  string `json:"kind" maxLength:"40" example:"payout_sent"`
	InApp bool   `json:"in_app" doc:"In the portal"`
	Email bool   `json:"email"`
}

// NoticePreferences are those kinds that concern you and may be switched off.
type NoticePreferences struct {
	Preferences []NoticePreference `json:"preferences" maxItems:"100"`
}

func (a api) getPreferences(ctx context.Context, _ *struct{}) (*httpkit.Body[NoticePreferences], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	box, err := a.Inbox.Inbox(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	return a.preferencesOf(ctx, box)
}

func (a api) preferencesOf(ctx context.Context, box notice.Inbox) (*httpkit.Body[NoticePreferences], error) {
	ms, err := a.Door.Members.OfUser(ctx, box.User)
	if err != nil {
		return nil, err
	}
	partner, manager := false, identity.Staff(ms)
	for _, m := range ms {
		partner = partner || m.Partner != ""
	}
	out := NoticePreferences{Preferences: []NoticePreference{}}
	for _, p := range box.Preferences() {
		if partner && p.Kind.OfPartners() || manager && p.Kind.OfManagers() {
			out.Preferences = append(out.Preferences, NoticePreference{string(p.Kind), p.InApp, p.Email})
		}
	}
	return httpkit.OK(out), nil
}

type preferencesInput struct{ Body NoticePreferences }

func (a api) putPreferences(ctx context.Context, in *preferencesInput) (*httpkit.Body[NoticePreferences], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	box, err := a.Inbox.Inbox(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	ps := make([]notice.Preference, len(in.Body.Preferences))
	for i, p := range in.Body.Preferences {
		ps[i] = notice.Preference{Kind: notice.Kind(p.Kind), InApp: p.InApp, Email: p.Email}
	}
	if box, err = box.Prefer(ps); err != nil {
		return nil, err
	}
	if err := a.Inbox.Prefer(ctx, box); err != nil {
		return nil, err
	}
	return a.preferencesOf(ctx, box)
}

type unsubscribeInput struct {
	Token string `query:"token" maxLength:"200"`
}

// Unsubscribed is the kind of which no more mails are sent.
type Unsubscribed struct {
	Kind string `json:"kind"`
}

func (a api) unsubscribe(ctx context.Context, in *unsubscribeInput) (*httpkit.Body[Unsubscribed], error) {
	user, kind, err := a.Farewell.Read(ctx, in.Token)
	if err != nil {
		return nil, err
	}
	box, err := a.Inbox.Inbox(ctx, user)
	if err != nil {
		return nil, err
	}
	box, err = box.Prefer([]notice.Preference{{Kind: kind, InApp: box.Wants(kind, notice.InApp)}})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(Unsubscribed{string(kind)}), a.Inbox.Prefer(ctx, box)
}
