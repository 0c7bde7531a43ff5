package managerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) applications() httpkit.Noun {
	const path = base + "/applications"
	return httpkit.Noun{Name: "Manager applications", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-applications", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Who wants to become a partner, oldest first",
		}, in(a, a.listApplications))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-application", Method: http.MethodPost, Path: path + "/{partner}/approve", Access: manager,
			Summary: "Let the applicant in",
		}, in(a, a.approveApplication))
		httpkit.Register(r, httpkit.Op{
			ID: "reject-application", Method: http.MethodPost, Path: path + "/{partner}/reject", Access: manager,
			Summary: "Turn the applicant down, with a reason",
		}, in(a, a.rejectApplication))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-applications", Method: http.MethodPost, Path: path + "/approve", Access: manager,
			Summary: "Let several applicants in", Description: "Each is decided by itself: a refusal of one stops no other, and the call can be made again.",
		}, in(a, a.approveApplications))
		httpkit.Register(r, httpkit.Op{
			ID: "reject-applications", Method: http.MethodPost, Path: path + "/reject", Access: manager,
			Summary: "Turn several applicants down, with one reason", Description: "Each is decided by itself: a refusal of one stops no other, and the call can be made again.",
		}, in(a, a.rejectApplications))
	}}
}

func (a api) listApplications(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[ApplicationList], error) {
	waiting, err := a.Places.Waiting(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	partners := make([]id.Partner, 0, 2*len(waiting))
	users := make([]id.User, 0, len(waiting))
	for _, e := range waiting {
		partners, users = append(partners, e.Partner), append(users, e.Applicant)
		if e.Referrer != "" {
			partners = append(partners, e.Referrer)
		}
	}
	slices.Sort(partners)
	partners = slices.Compact(partners)
	orgs, err := a.Partners.Load(ctx, partners...)
	if err != nil {
		return nil, err
	}
	people, err := a.Users.Load(ctx, users...)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(applicationsOf(waiting, orgs, people)), nil
}

// PartnerPath is one partner of the program.
type PartnerPath struct {
	ProgramPath
	Partner string `path:"partner" example:"ptr_01JD0000000000000000000000"`
}

func (a api) approveApplication(ctx context.Context, s staff, in *PartnerPath) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	_, err = a.Enrollments.Approve(ctx, s.Program.ID, o, string(s.User))
	return &httpkit.None{}, err
}

type partnerReasonInput struct {
	PartnerPath
	Body Reason
}

type rejectInput struct {
	PartnerPath
	Body Rejection
}

func (a api) rejectApplication(ctx context.Context, s staff, in *rejectInput) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.reject1(ctx, s, o, in.Body)
}

func (a api) reject1(ctx context.Context, s staff, o id.Partner, r Rejection) (err error) {
	if r.ReapplyDays == nil {
		_, err = a.Enrollments.Reject(ctx, s.Program.ID, o, r.Reason, string(s.User))
		return err
	}
	_, err = a.Enrollments.RejectFor(ctx, s.Program.ID, o, r.Reason, *r.ReapplyDays, string(s.User))
	return err
}

type approveManyInput struct {
	ProgramPath
	Body struct {
		Partners []string `json:"partners" minItems:"1" maxItems:"100"`
	}
}

func (a api) approveApplications(ctx context.Context, s staff, in *approveManyInput) (*httpkit.Body[BulkResult], error) {
	return decideEach(in.Body.Partners, func(o id.Partner) error {
		_, err := a.Enrollments.Approve(ctx, s.Program.ID, o, string(s.User))
		return err
	})
}

type rejectManyInput struct {
	ProgramPath
	Body struct {
		Rejection
		Partners []string `json:"partners" minItems:"1" maxItems:"100"`
	}
}

func (a api) rejectApplications(ctx context.Context, s staff, in *rejectManyInput) (*httpkit.Body[BulkResult], error) {
	return decideEach(in.Body.Partners, func(o id.Partner) error { return a.reject1(ctx, s, o, in.Body.Rejection) })
}

// decideEach decides on partners one by one, and answers for each.
func decideEach(partners []string, decide func(id.Partner) error) (*httpkit.Body[BulkResult], error) {
	out := BulkResult{Data: []BulkLine{}}
	for _, text := range partners {
		line := BulkLine{ID: text}
		o, err := parse[id.Partner](text, "partner")
		if err == nil {
			err = decide(o)
		}
		switch {
		case err == nil:
			line.OK = true
			out.Done++
		case fault.Final(err):
			line.Code = fault.CodeOf(err)
			out.Failed++
		default:
			return nil, err
		}
		out.Data = append(out.Data, line)
	}
	return httpkit.OK(out), nil
}

// Rejection is why an applicant is turned down, and for how long.
type Rejection struct {
	Reason      string `json:"reason" minLength:"1" maxLength:"500" doc:"The applicant reads it"`
	ReapplyDays *int   `json:"reapply_days,omitempty" minimum:"-1" maximum:"730" doc:"After how many days they may apply again; -1 for never, left out: as the form says"`
}

// ApplicationList is who waits for a decision, 100 at most; it has one page.
type ApplicationList struct {
	Data       []Application `json:"data"`
	HasMore    bool          `json:"has_more"`
	NextCursor string        `json:"next_cursor"`
}

// Application is somebody who wants to become a partner.
type Application struct {
	PartnerID string    `json:"partner_id"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	Website   string    `json:"website,omitempty"`
	Country   string    `json:"country,omitempty"`
	Answers   []Answer  `json:"answers"`
	AppliedAt time.Time `json:"applied_at"`
	Referrer  *Referrer `json:"referrer,omitempty" doc:"Who brought the applicant"`
	Group     string    `json:"group,omitempty" doc:"Id of the group whose link they used"`
	Unmet     []string  `json:"unmet" enum:"country,mail" doc:"What of the requirements they do not meet"`
	Again     bool      `json:"again" doc:"They were turned down before"`
}

// Referrer is a partner who brought another.
type Referrer struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// referrerOf shows who brought a partner; nil where nobody did.
func referrerOf(e enrollment.Enrollment, names map[id.Partner]partner.Partner) *Referrer {
	if e.Referrer == "" {
		return nil
	}
	return &Referrer{ID: string(e.Referrer), Name: names[e.Referrer].Name}
}

// Answer is one answer of an application.
type Answer struct {
	Question string `json:"question"`
	Text     string `json:"text"`
}

func applicationsOf(waiting []enrollment.Enrollment, orgs []partner.Partner, people []identity.User) ApplicationList {
	byPartner, byUser := map[id.Partner]partner.Partner{}, map[id.User]identity.User{}
	for _, o := range orgs {
		byPartner[o.ID] = o
	}
	for _, u := range people {
		byUser[u.ID] = u
	}
	out := ApplicationList{Data: []Application{}}
	for _, e := range waiting {
		o := byPartner[e.Partner]
		out.Data = append(out.Data, Application{
			PartnerID: string(e.Partner), Name: e.Name, Email: byUser[e.Applicant].Email, Website: o.Website, Country: o.Country,
			Answers: answersOf(e), AppliedAt: e.AppliedAt, Referrer: referrerOf(e, byPartner),
			Group: string(e.Group), Unmet: append([]string{}, e.Unmet...), Again: e.Version > 1,
		})
	}
	return out
}

func answersOf(e enrollment.Enrollment) []Answer {
	out := []Answer{}
	for _, x := range e.Answers {
		out = append(out, Answer(x))
	}
	return out
}
