package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/factview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) activity() httpkit.Noun {
	const base, across = programBase + "/activity", partnerBase + "/activity"
	return httpkit.Noun{Name: "Partner activity", Patterns: []string{base, across}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-all-activity", Method: http.MethodGet, Path: across, Access: user,
			Summary: "What happened lately in all programs, newest first",
		}, ofPartner(a.listAllActivity))
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

// shownAcross is how many rows the activity of all programs has.
const shownAcross = 12

// AllActivity is what happened lately in all programs; it has one page.
type AllActivity struct {
	Data []ProgramActivity `json:"data"`
}

// ProgramActivity is one thing that happened, and in which program.
type ProgramActivity struct {
	ProgramID   string   `json:"program_id"`
	ProgramName string   `json:"program_name"`
	Zone        string   `json:"zone" doc:"Of the program"`
	Activity    Activity `json:"activity"`
}

func (a api) listAllActivity(ctx context.Context, actor auth.Actor, _ *PartnerPath) (*httpkit.Body[AllActivity], error) {
	members, err := a.entered(ctx, actor, "")
	if err != nil {
		return nil, err
	}
	out := AllActivity{Data: []ProgramActivity{}}
	for _, m := range members {
		p, err := a.Activity.Recent(ctx, m.Program.ID, m.Partner, page.Request{Limit: shownAcross})
		if err != nil {
			return nil, err
		}
		for _, e := range p.Data {
			out.Data = append(out.Data, ProgramActivity{string(m.Program.ID), m.Program.Name, m.Program.Zone, activityOf(e)})
		}
	}
	slices.SortStableFunc(out.Data, func(x, y ProgramActivity) int { return y.Activity.At.Compare(x.Activity.At) })
	out.Data = out.Data[:min(len(out.Data), shownAcross)]
	return httpkit.OK(out), nil
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
		ID: string(e.ID), Type: string(e.Type), At: e.At, Subject: e.Subject, Amount: factview.Worth(e.Data, sent), Count: factview.Count(e.Data),
		Kind: e.Data[event.Kind], Offer: e.Data[event.OfferName], LinkID: e.Data[event.LinkID], Reason: e.Data[event.Reason],
	}
}
