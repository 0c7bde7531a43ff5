package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// TeamDesk leads those who run a program.
type TeamDesk interface {
	Of(ctx context.Context, o team.Owner) (team.Team, error)
	Invite(ctx context.Context, o team.Owner, email, role string, by id.User) (team.Invitation, error)
	Resend(ctx context.Context, o team.Owner, i id.Invitation) (team.Invitation, error)
	Withdraw(ctx context.Context, o team.Owner, i id.Invitation) error
	SetRole(ctx context.Context, o team.Owner, u id.User, role string) error
	Remove(ctx context.Context, o team.Owner, u id.User) error
}

var _ TeamDesk = team.Desk{}

func (a api) team() httpkit.Noun {
	const path, invited, member = base + "/team", base + "/team/invitations", base + "/team/members"
	return httpkit.Noun{Name: "Manager team", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-team", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Who runs the program, and who is invited",
		}, in(a, a.getTeam))
		httpkit.Register(r, httpkit.Op{
			ID: "invite-staff", Method: http.MethodPost, Path: invited, Access: owner, Status: http.StatusCreated,
			Summary: "Invite somebody by e-mail", Description: "For seven days, after a fresh sign-in. Inviting an address again sends a new mail and voids the old one.",
		}, in(a, a.inviteStaff))
		httpkit.Register(r, httpkit.Op{
			ID: "resend-staff-invitation", Method: http.MethodPost, Path: invited + "/{invitation}/resend", Access: owner,
			Summary: "Mail an invitation again, with seven more days",
		}, in(a, a.resendStaffInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "withdraw-staff-invitation", Method: http.MethodDelete, Path: invited + "/{invitation}", Access: owner,
			Summary: "Take an invitation back",
		}, in(a, a.withdrawStaffInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "update-staff", Method: http.MethodPatch, Path: member + "/{member}", Access: owner,
			Summary: "Give somebody another role", Description: "After a fresh sign-in. A program keeps an owner.",
		}, in(a, a.updateStaff))
		httpkit.Register(r, httpkit.Op{
			ID: "remove-staff", Method: http.MethodDelete, Path: member + "/{member}", Access: owner,
			Summary: "Remove somebody, or leave", Description: "At once. A program keeps an owner.",
		}, in(a, a.removeStaff))
	}}
}

// StaffTeam is everybody who runs a program, and who is invited: there are a
// hundred at most.
type StaffTeam struct {
	Members     []StaffMember     `json:"members"`
	Invitations []StaffInvitation `json:"invitations"`
	Approvers   int               `json:"approvers" doc:"How many may approve payouts; from two on, whoever makes a payout run cannot be the one who approves it"`
}

// StaffMember is a person who runs the program.
type StaffMember struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	Role     string    `json:"role" enum:"owner,manager,finance,viewer"`
	JoinedAt time.Time `json:"joined_at"`
	You      bool      `json:"you"`
}

// StaffInvitation is an address that was asked to run the program.
type StaffInvitation struct {
	ID        string    `json:"id"`
	Email     string    `json:"email"`
	Role      string    `json:"role" enum:"owner,manager,finance,viewer"`
	Status    string    `json:"status" enum:"open,expired"`
	SentAt    time.Time `json:"sent_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// StaffRole is what somebody may do: all; everything but money and the team;
// money; only read.
type StaffRole struct {
	Role string `json:"role" enum:"owner,manager,finance,viewer"`
}

type inviteStaffInput struct {
	ProgramPath
	Body struct {
		Email string `json:"email" maxLength:"254"`
		StaffRole
	}
}

// StaffInvitationPath is somebody who was asked to run it.
type StaffInvitationPath struct {
	ProgramPath
	Invitation string `path:"invitation" example:"ivt_01JD0000000000000000000000"`
}

// StaffMemberPath is one of those who run the program.
type StaffMemberPath struct {
	ProgramPath
	Member string `path:"member" example:"usr_01JD0000000000000000000000"`
}

type updateStaffInput struct {
	StaffMemberPath
	Body StaffRole
}

func (s staff) crew() team.Owner { return team.Owner{Program: s.Program.ID} }

func (a api) getTeam(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[StaffTeam], error) {
	t, err := a.Team.Of(ctx, s.crew())
	if err != nil {
		return nil, err
	}
	out := StaffTeam{Members: []StaffMember{}, Invitations: []StaffInvitation{}}
	for _, m := range t.Members {
		if m.Role == identity.Owner || m.Role == identity.Finance {
			out.Approvers++
		}
		out.Members = append(out.Members, StaffMember{ID: string(m.User), Name: m.Name, Email: m.Email, Role: string(m.Role), JoinedAt: m.Since, You: m.User == s.User})
	}
	for _, i := range t.Invitations {
		out.Invitations = append(out.Invitations, a.staffInvitation(i))
	}
	return httpkit.OK(out), nil
}

func (a api) staffInvitation(i team.Invitation) StaffInvitation {
	v := StaffInvitation{ID: string(i.ID), Email: i.Email, Role: string(i.Role), Status: "open", SentAt: i.SentAt, ExpiresAt: i.ExpiresAt}
	if !i.Open(a.Clock.Now()) {
		v.Status = "expired"
	}
	return v
}

func (a api) inviteStaff(ctx context.Context, s staff, in *inviteStaffInput) (*httpkit.Body[StaffInvitation], error) {
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	i, err := a.Team.Invite(ctx, s.crew(), in.Body.Email, in.Body.Role, s.User)
	return httpkit.OK(a.staffInvitation(i)), err
}

func (a api) resendStaffInvitation(ctx context.Context, s staff, in *StaffInvitationPath) (*httpkit.Body[StaffInvitation], error) {
	key, err := parse[id.Invitation](in.Invitation, "invitation")
	if err != nil {
		return nil, err
	}
	i, err := a.Team.Resend(ctx, s.crew(), key)
	return httpkit.OK(a.staffInvitation(i)), err
}

func (a api) withdrawStaffInvitation(ctx context.Context, s staff, in *StaffInvitationPath) (*httpkit.None, error) {
	key, err := parse[id.Invitation](in.Invitation, "invitation")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.Withdraw(ctx, s.crew(), key)
}

func (a api) updateStaff(ctx context.Context, s staff, in *updateStaffInput) (*httpkit.None, error) {
	u, err := parse[id.User](in.Member, "member")
	if err == nil {
		err = s.NeedFresh(a.Clock.Now())
	}
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.SetRole(ctx, s.crew(), u, in.Body.Role)
}

func (a api) removeStaff(ctx context.Context, s staff, in *StaffMemberPath) (*httpkit.None, error) {
	u, err := parse[id.User](in.Member, "member")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.Remove(ctx, s.crew(), u)
}
