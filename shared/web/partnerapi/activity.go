package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) activity() httpkit.Noun {
	const base = programBase + "/activity"
	return httpkit.Noun{Name: "Partner activity", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-activity", Method: http.MethodGet, Path: base, Access: user,
			Summary: "What happened lately in a program, newest first",
		}, inProgram(a, a.listActivity))
	}}
}

type activityInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listActivity(ctx context.Context, m member, in *activityInput) (*httpkit.Body[httpkit.List[Activity]], error) {
	p, err := a.Activity.Recent(ctx, m.Program.ID, m.Partner, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, activityOf)), nil
}

// Activity is one thing that happened.
type Activity struct {
	ID      string         `json:"id"`
	Type    string         `json:"type" doc:"Stable word such as commission.approved"`
	At      time.Time      `json:"at"`
	Subject string         `json:"subject" doc:"Id of what it happened to"`
	Amount  *httpkit.Money `json:"amount,omitempty" doc:"Of what you get, or lose"`
	Count   int64          `json:"count" doc:"To how many it happened at once"`
	Kind    string         `json:"kind,omitempty" doc:"Of a conversion: sale, lead, signup, recurring"`
	Offer   string         `json:"offer,omitempty"`
	LinkID  string         `json:"link_id,omitempty"`
	Reason  string         `json:"reason,omitempty"`
}

func activityOf(e event.Event) Activity {
	sent := e.Type == event.PayoutSent || e.Type == event.PayoutFailed
	return Activity{
		ID: string(e.ID), Type: string(e.Type), At: e.At, Subject: e.Subject, Amount: worth(e.Data, sent), Count: count(e.Data),
		Kind: e.Data[event.Kind], Offer: e.Data[event.OfferName], LinkID: e.Data[event.LinkID], Reason: e.Data[event.Reason],
	}
}
