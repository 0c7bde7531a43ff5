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
	return httpkit.Noun{Name: "Manager applications", Patterns: []string{path, base + "/invitations"}, Register: func(r *httpkit.API) {
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
			ID: "invite-partner", Method: http.MethodPost, Path: base + "/invitations", Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Let a partner in who did not apply, and mail them a link",
		}, in(a, a.invite))
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

func (a api) rejectApplication(ctx context.Context, s staff, in *partnerReasonInput) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	_, err = a.Enrollments.Reject(ctx, s.Program.ID, o, in.Body.Reason, string(s.User))
	return &httpkit.None{}, err
}

type inviteInput struct {
	ProgramPath
	Body Invitation
}

// invite lets a partner in who did not apply: the application is made in their
// name and approved. Somebody new gets a mail whose link sets the first
// password; whoever has an account is told of the approval like everybody.
func (a api) invite(ctx context.Context, s staff, in *inviteInput) (*httpkit.Body[PartnerRef], error) {
	who, err := a.applicant(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	e, err := a.Enrollments.Apply(ctx, s.Program.ID, who, partner.Partner{Name: in.Body.Name}, nil)
	if err != nil {
		return nil, err
	}
	if e.Status == enrollment.InReview {
		if e, err = a.Enrollments.Approve(ctx, s.Program.ID, e.Partner, string(s.User)); err != nil {
			return nil, err
		}
	}
	if who.New {
		if err := a.Door.InviteUser(ctx, who.User, s.Program.Slug); err != nil {
			return nil, err
		}
	}
	return httpkit.OK(PartnerRef{ID: string(e.Partner), Name: e.Name}), nil
}

// applicant is the person behind the address, or somebody new.
func (a api) applicant(ctx context.Context, in Invitation) (enrollment.Applicant, error) {
	fresh, err := a.Door.NewUser(in.Email, in.Name)
	if err != nil {
		return enrollment.Applicant{}, err
	}
	known, err := a.Door.Users.ByEmail(ctx, identity.HashEmail(fresh.Email))
	if fault.Is(err, fault.NotFound) {
		return enrollment.Applicant{User: fresh, New: true}, nil
	}
	return enrollment.Applicant{User: known}, err
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

// Invitation is a partner to be invited.
type Invitation struct {
	Name  string `json:"name" minLength:"1" maxLength:"120"`
	Email string `json:"email" format:"email" maxLength:"254"`
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
