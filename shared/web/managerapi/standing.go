package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) registerStanding(r *httpkit.API, path string) {
	httpkit.Register(r, httpkit.Op{
		ID: "suspend-partner", Method: http.MethodPost, Path: path + "/{partner}/suspend", Access: manager,
		Summary: "Stop a partner from earning and from being paid, with a reason", Description: "Links go on leading visitors on and earn nothing. What was earned goes on through the holdback; payouts wait.",
	}, in(a, a.suspendPartner))
	httpkit.Register(r, httpkit.Op{
		ID: "ban-partner", Method: http.MethodPost, Path: path + "/{partner}/ban", Access: manager,
		Summary: "End a partnership for cause", Description: "As a suspension, and the partner does not see the program any more. What was earned is kept until it is declined, or the ban is lifted.",
	}, in(a, a.banPartner))
	httpkit.Register(r, httpkit.Op{
		ID: "deactivate-partner", Method: http.MethodPost, Path: path + "/{partner}/deactivate", Access: manager,
		Summary: "End a partnership in good terms", Description: "Links and codes earn nothing any more; what was earned is approved and paid as before, and stays in sight.",
	}, in(a, a.deactivatePartner))
	httpkit.Register(r, httpkit.Op{
		ID: "resume-partner", Method: http.MethodPost, Path: path + "/{partner}/resume", Access: manager,
		Summary: "Take a partner back who was suspended, banned or had left", Description: "Links, codes and customers earn again from now on, and payouts go on.",
	}, in(a, a.resumePartner))
	httpkit.Register(r, httpkit.Op{
		ID: "decline-unpaid", Method: http.MethodPost, Path: path + "/{partner}/decline-unpaid", Access: manager, Idempotent: true,
		Summary: "Decline what a banned partner has earned and no payout holds", Description: "Pending and held commissions are declined, approved ones reversed. Call again with cursor = next until there is no next.",
	}, in(a, a.declineUnpaid))
}

// standing takes a partner of the path to another state.
func (a api) standing(in PartnerPath, move func(id.Partner) (enrollment.Enrollment, error)) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	_, err = move(o)
	return &httpkit.None{}, err
}

func (a api) suspendPartner(ctx context.Context, s staff, in *partnerReasonInput) (*httpkit.None, error) {
	return a.standing(in.PartnerPath, func(o id.Partner) (enrollment.Enrollment, error) {
		return a.Enrollments.Suspend(ctx, s.Program.ID, o, in.Body.Reason, string(s.User))
	})
}

func (a api) banPartner(ctx context.Context, s staff, in *partnerReasonInput) (*httpkit.None, error) {
	return a.standing(in.PartnerPath, func(o id.Partner) (enrollment.Enrollment, error) {
		return a.Enrollments.Ban(ctx, s.Program.ID, o, in.Body.Reason, string(s.User))
	})
}

type deactivateInput struct {
	PartnerPath
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) deactivatePartner(ctx context.Context, s staff, in *deactivateInput) (*httpkit.None, error) {
	return a.standing(in.PartnerPath, func(o id.Partner) (enrollment.Enrollment, error) {
		return a.Enrollments.Leave(ctx, s.Program.ID, o, in.Body.Reason, string(s.User))
	})
}

func (a api) resumePartner(ctx context.Context, s staff, in *PartnerPath) (*httpkit.None, error) {
	return a.standing(*in, func(o id.Partner) (enrollment.Enrollment, error) {
		return a.Enrollments.Resume(ctx, s.Program.ID, o, string(s.User))
	})
}

type declineUnpaidInput struct {
	PartnerPath
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
		Cursor string `json:"cursor,omitempty" maxLength:"400"`
	}
}

// UnpaidDeclined says how far a partner's earnings have been declined.
type UnpaidDeclined struct {
	Done int    `json:"done" doc:"Commissions that are declined or reversed now"`
	Next string `json:"next,omitempty" doc:"Cursor for the next call"`
}

// declineUnpaid lets the list nominate; each commission decides by itself.
func (a api) declineUnpaid(ctx context.Context, s staff, in *declineUnpaidInput) (*httpkit.Body[UnpaidDeclined], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	e, err := a.Enrollments.Store.Load(ctx, s.Program.ID, o)
	if err != nil {
		return nil, err
	}
	if e.Status != enrollment.Banned {
		return nil, fault.New(fault.Conflict, "enrollment.not_banned", "Only what a banned partner has earned is declined all at once.")
	}
	rows, err := a.Commissions.OfPartner(ctx, s.Program.ID, o, commission.Filter{
		Statuses: []commission.Status{commission.Pending, commission.Held, commission.Approved, commission.Available},
	}, page.Request{Limit: page.MaxLimit, Cursor: in.Body.Cursor})
	if err != nil {
		return nil, err
	}
	var waiting, approved []id.Commission
	for _, r := range rows.Data {
		switch {
		case r.Amount.Sign() < 0: // a debt stays one
		case r.Status == commission.Pending || r.Status == commission.Held:
			waiting = append(waiting, r.ID)
		case r.Payout == "":
			approved = append(approved, r.ID)
		}
	}
	declined, err := a.Adjuster.Decline(ctx, s.Program.ID, waiting, in.Body.Reason, string(s.User))
	if err != nil {
		return nil, err
	}
	reversed, err := a.Adjuster.Reverse(ctx, s.Program.ID, approved, in.Body.Reason, string(s.User))
	return httpkit.OK(UnpaidDeclined{Done: len(declined.Done) + len(reversed.Done), Next: rows.Next}), err
}
