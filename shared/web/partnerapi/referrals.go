package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) referrals() httpkit.Noun {
	const base = programBase + "/referrals"
	return httpkit.Noun{Name: "Partner referrals", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-invitation", Method: http.MethodGet, Path: base + "/invitation", Access: user, KeyScope: reportsRead,
			Summary:     "Your link that invites others to become partners, and what it pays",
			Description: "Without a link where the program pays nothing for partners who are brought.",
		}, inProgram(a, a.getInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "list-referrals", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
			Summary: "Who applied by your invitation, newest first",
		}, inProgram(a, a.listReferrals))
	}}
}

// Invitation invites others to become partners.
type Invitation struct {
	Link  string `json:"link,omitempty" doc:"The program's page to apply, with your code; absent where it pays nothing" example:"https://partners.example/apply/acme?by=p1k2x3y4z5a6b7"`
	Offer *Offer `json:"offer,omitempty" doc:"What is paid once for each who is let in"`
}

// Referral is somebody who came by your invitation.
type Referral struct {
	Name      string    `json:"name"`
	State     string    `json:"state" enum:"waiting,let_in,turned_down"`
	AppliedAt time.Time `json:"applied_at"`
}

func (a api) getInvitation(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[Invitation], error) {
	var out Invitation
	if m.Enrollment.Status != enrollment.Active {
		return httpkit.OK(out), nil
	}
	offers, err := a.inForce(ctx, m)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(offers, func(o Offer) bool { return o.Action == string(offer.Referral) }); i >= 0 {
		out.Link = a.Origin + "/apply/" + m.Program.Slug + "?by=" + m.Enrollment.Code()
		out.Offer = &offers[i]
	}
	return httpkit.OK(out), nil
}

type listReferralsInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listReferrals(ctx context.Context, m member, in *listReferralsInput) (*httpkit.Body[httpkit.List[Referral]], error) {
	rows, err := a.Enrollments.Referred(ctx, m.Program.ID, m.Partner, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(rows, referralOf)), nil
}

// referralOf tells no more of another partner than whether it was let in: what
// became of it since is between it and the program.
func referralOf(r enrollment.Row) Referral {
	out := Referral{Name: r.Name, AppliedAt: r.AppliedAt}
	switch r.Status {
	case enrollment.InReview:
		out.State = "waiting"
	case enrollment.Active, enrollment.Suspended, enrollment.Banned, enrollment.Left:
		out.State = "let_in"
	case enrollment.Rejected:
		out.State = "turned_down"
	}
	return out
}
