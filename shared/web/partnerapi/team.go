package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// TeamDesk leads an organisation's team.
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
	const path, invited, member = partnerBase + "/team", partnerBase + "/team/invitations", partnerBase + "/team/members"
	return httpkit.Noun{Name: "Partner team", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-team", Method: http.MethodGet, Path: path, Access: admin,
			Summary: "Who acts for your organisation, and who is invited",
		}, ofPartner(a.getTeam))
		httpkit.Register(r, httpkit.Op{
			ID: "invite-member", Method: http.MethodPost, Path: invited, Access: admin, Status: http.StatusCreated,
			Summary: "Invite somebody by e-mail", Description: "For seven days. Inviting an address again sends a new mail and voids the old one.",
		}, ofPartner(a.inviteMember))
		httpkit.Register(r, httpkit.Op{
			ID: "resend-invitation", Method: http.MethodPost, Path: invited + "/{invitation}/resend", Access: admin,
			Summary: "Mail an invitation again, with seven more days",
		}, ofPartner(a.resendInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "withdraw-invitation", Method: http.MethodDelete, Path: invited + "/{invitation}", Access: admin,
			Summary: "Take an invitation back",
		}, ofPartner(a.withdrawInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "update-member", Method: http.MethodPatch, Path: member + "/{member}", Access: admin,
			Summary: "Make a member an admin or a user", Description: "An organisation keeps an admin.",
		}, ofPartner(a.updateMember))
		httpkit.Register(r, httpkit.Op{
			ID: "remove-member", Method: http.MethodDelete, Path: member + "/{member}", Access: admin,
			Summary: "Remove a member", Description: "At once, with the API keys that the member made. An organisation keeps an admin.",
		}, ofPartner(a.removeMember))
		httpkit.Register(r, httpkit.Op{
			ID: "leave-team", Method: http.MethodPost, Path: path + "/leave", Access: user,
			Summary: "Leave the organisation", Description: "The last admin cannot.",
		}, ofPartner(a.leaveTeam))
	}}
}

// Team is everybody who acts for an organisation, and who is invited: there
// are a hundred at most.
type Team struct {
	Members     []Member         `json:"members"`
	Invitations []TeamInvitation `json:"invitations"`
}

// Member is a person who acts for the organisation.
type Member struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	Role     string    `json:"role" enum:"admin,user"`
	JoinedAt time.Time `json:"joined_at"`
	SeenAt   time.Time `json:"seen_at,omitzero" doc:"Last time here, a quarter of an hour late at most; absent: never"`
	You      bool      `json:"you"`
}

// TeamInvitation is an address that was asked into the team.
type TeamInvitation struct {
	ID        string    `json:"id"`
	Email     string    `json:"email"`
	Role      string    `json:"role" enum:"admin,user"`
	Status    string    `json:"status" enum:"open,expired"`
	SentAt    time.Time `json:"sent_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

// TeamInvitationInput asks an address into the team.
type TeamInvitationInput struct {
	Email string `json:"email" maxLength:"254"`
	Role  string `json:"role" enum:"admin,user" doc:"Admins reach money, the team and the organisation's settings; users do not"`
}

// MemberInput changes a member.
type MemberInput struct {
	Role string `json:"role" enum:"admin,user"`
}

type (
	inviteInput struct {
		PartnerPath
		Body TeamInvitationInput
	}
	updateMemberInput struct {
		MemberPath
		Body MemberInput
	}
)

// InvitationPath is one invitation.
type InvitationPath struct {
	PartnerPath
	Invitation string `path:"invitation" example:"ivt_01JD0000000000000000000000"`
}

// MemberPath is one member.
type MemberPath struct {
	PartnerPath
	Member string `path:"member" example:"usr_01JD0000000000000000000000"`
}

func (a api) getTeam(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[Team], error) {
	t, err := a.Team.Of(ctx, team.Owner{Partner: c.Partner})
	if err != nil {
		return nil, err
	}
	out := Team{Members: []Member{}, Invitations: []TeamInvitation{}}
	for _, m := range t.Members {
		out.Members = append(out.Members, memberOf(m, c.User))
	}
	for _, i := range t.Invitations {
		out.Invitations = append(out.Invitations, a.invitationOf(i))
	}
	return httpkit.OK(out), nil
}

func (a api) inviteMember(ctx context.Context, c auth.Actor, in *inviteInput) (*httpkit.Body[TeamInvitation], error) {
	i, err := a.Team.Invite(ctx, team.Owner{Partner: c.Partner}, in.Body.Email, in.Body.Role, c.User)
	return httpkit.OK(a.invitationOf(i)), err
}

func (a api) resendInvitation(ctx context.Context, c auth.Actor, in *InvitationPath) (*httpkit.Body[TeamInvitation], error) {
	key, err := parse[id.Invitation](in.Invitation, "invitation")
	if err != nil {
		return nil, err
	}
	i, err := a.Team.Resend(ctx, team.Owner{Partner: c.Partner}, key)
	return httpkit.OK(a.invitationOf(i)), err
}

func (a api) withdrawInvitation(ctx context.Context, c auth.Actor, in *InvitationPath) (*httpkit.None, error) {
	key, err := parse[id.Invitation](in.Invitation, "invitation")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.Withdraw(ctx, team.Owner{Partner: c.Partner}, key)
}

func (a api) updateMember(ctx context.Context, c auth.Actor, in *updateMemberInput) (*httpkit.None, error) {
	u, err := parse[id.User](in.Member, "member")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.SetRole(ctx, team.Owner{Partner: c.Partner}, u, in.Body.Role)
}

func (a api) removeMember(ctx context.Context, c auth.Actor, in *MemberPath) (*httpkit.None, error) {
	u, err := parse[id.User](in.Member, "member")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Team.Remove(ctx, team.Owner{Partner: c.Partner}, u)
}

func (a api) leaveTeam(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.None, error) {
	return &httpkit.None{}, a.Team.Remove(ctx, team.Owner{Partner: c.Partner}, c.User)
}

func memberOf(m team.Member, you id.User) Member {
	return Member{
		ID: string(m.User), Name: m.Name, Email: m.Email, Role: string(m.Role), JoinedAt: m.Since, SeenAt: m.SeenAt, You: m.User == you,
	}
}

func (a api) invitationOf(i team.Invitation) TeamInvitation {
	v := TeamInvitation{ID: string(i.ID), Email: i.Email, Role: string(i.Role), Status: "open", SentAt: i.SentAt, ExpiresAt: i.ExpiresAt}
	if !i.Open(a.Clock.Now()) {
		v.Status = "expired"
	}
	return v
}
