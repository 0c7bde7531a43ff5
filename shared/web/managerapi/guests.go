package managerapi

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) guests() httpkit.Noun {
	const path = base + "/invitations"
	return httpkit.Noun{Name: "Manager invitations", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-partner-invitations", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Invitations that nobody has followed yet, newest first",
		}, in(a, a.listInvitations))
		httpkit.Register(r, httpkit.Op{
			ID: "invite-partner", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Let a partner in who did not apply, and mail them a link", Description: "They are active at once: their links and codes earn before they have come.",
		}, in(a, a.invite))
		httpkit.Register(r, httpkit.Op{
			ID: "import-partners", Method: http.MethodPost, Path: path + "/import", Access: manager,
			Summary: "Let many partners in", Description: "Each line is decided by itself, and answered. A line that is sent again changes nothing but adding what is new: tags, and a code. With dry_run nothing is kept.",
		}, in(a, a.importPartners))
		httpkit.Register(r, httpkit.Op{
			ID: "resend-partner-invitation", Method: http.MethodPost, Path: path + "/{partner}/resend", Access: manager,
			Summary: "Mail an invitation anew", Description: "The link that was mailed before is void.",
		}, in(a, a.resendInvitation))
		httpkit.Register(r, httpkit.Op{
			ID: "withdraw-partner-invitation", Method: http.MethodPost, Path: path + "/{partner}/withdraw", Access: manager,
			Summary: "Take an invitation back", Description: "The partner is deactivated; nobody is told.",
		}, in(a, a.withdrawInvitation))
	}}
}

// Invitation is a partner to be invited.
type Invitation struct {
	Name    string   `json:"name" minLength:"1" maxLength:"100" doc:"Of the person, or of the organisation"`
	Email   string   `json:"email" format:"email" maxLength:"254"`
	Company string   `json:"company,omitempty" maxLength:"100" doc:"The person's name when left out"`
	Website string   `json:"website,omitempty" maxLength:"300"`
	Country string   `json:"country,omitempty" maxLength:"2"`
	Group   string   `json:"group,omitempty" doc:"Id of the group to come into; where new partners come in when left out"`
	Message string   `json:"message,omitempty" maxLength:"1000" doc:"Goes along in the mail"`
	Tags    []string `json:"tags,omitempty" maxItems:"8"`
}

func (i Invitation) guest() enrollment.Guest {
	return enrollment.Guest{
		Name: i.Name, Company: i.Company, Email: i.Email, Website: i.Website, Country: i.Country, Message: i.Message, Group: id.Group(i.Group), Tags: i.Tags,
	}
}

// OpenInvitation is one that nobody has followed yet.
type OpenInvitation struct {
	PartnerID string    `json:"partner_id"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	Message   string    `json:"message,omitempty"`
	InvitedAt time.Time `json:"invited_at"`
	SentAt    time.Time `json:"sent_at,omitzero" doc:"Absent when nobody was written to"`
	Sends     int64     `json:"sends"`
}

type listInvitationsInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listInvitations(ctx context.Context, s staff, in *listInvitationsInput) (*httpkit.Body[httpkit.List[OpenInvitation]], error) {
	open, err := a.Inviter.Invitations.Open(ctx, s.Program.ID, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(open, func(i enrollment.Invitation) OpenInvitation {
		return OpenInvitation{PartnerID: string(i.Partner), Name: i.Name, Email: i.Email, Message: i.Message, InvitedAt: i.At, SentAt: i.SentAt, Sends: i.Sends}
	})), nil
}

type inviteInput struct {
	ProgramPath
	Body Invitation
}

func (a api) invite(ctx context.Context, s staff, in *inviteInput) (*httpkit.Body[PartnerRef], error) {
	if err := a.opens(ctx, s, in.Body.Group); err != nil {
		return nil, err
	}
	e, outcome, err := a.Inviter.Invite(ctx, s.Program, in.Body.guest(), s.User)
	if err != nil {
		return nil, err
	}
	if outcome == enrollment.Present {
		return nil, fault.New(fault.Conflict, "enrollment.exists", "%s is a partner of this program already.", e.Name)
	}
	return httpkit.OK(PartnerRef{ID: string(e.Partner), Name: e.Name}), nil
}

// opens refuses a group into which nobody comes.
func (a api) opens(ctx context.Context, s staff, text string) error {
	if text == "" {
		return nil
	}
	l, err := a.Groups.Ladder(ctx, s.Program.ID)
	if err != nil {
		return err
	}
	if g, ok := l.Group(id.Group(text)); !ok || g.Archived {
		return fault.New(fault.Invalid, "group.unknown", "There is no such group in this program.").
			With(fault.Field{Location: "body.group", Message: "must be a group that takes partners"})
	}
	return nil
}

type importPartnersInput struct {
	ProgramPath
	Body struct {
		DryRun bool       `json:"dry_run,omitempty" doc:"Nothing is kept"`
		Send   bool       `json:"send,omitempty" doc:"Mail everybody new at once; else when the invitation is sent from the list"`
		Rows   []GuestRow `json:"rows" minItems:"1" maxItems:"50"`
	}
}

// GuestRow is one line of a list of partners.
type GuestRow struct {
	Invitation
	Code string `json:"code,omitempty" maxLength:"64" doc:"A coupon code that is theirs from now on"`
}

// GuestAnswer is what became of each line, in their order.
type GuestAnswer struct {
	Data []GuestLine `json:"data"`
}

// GuestLine is what became of one line.
type GuestLine struct {
	Outcome   string                 `json:"outcome" enum:"invited,joined,present,refused" doc:"invited: somebody new; joined: somebody with an account; present: a partner already"`
	PartnerID string                 `json:"partner_id,omitempty"`
	Code      string                 `json:"code,omitempty" doc:"Of refused: why"`
	Detail    string                 `json:"detail,omitempty"`
	Errors    []httpkit.ProblemField `json:"errors,omitempty"`
}

func (a api) importPartners(ctx context.Context, s staff, in *importPartnersInput) (*httpkit.Body[GuestAnswer], error) {
	out := GuestAnswer{Data: []GuestLine{}}
	for _, row := range in.Body.Rows {
		g := row.guest()
		g.Quiet = !in.Body.Send
		line, err := a.importOne(ctx, s, g, row, in.Body.DryRun)
		var wrong *fault.Error
		switch {
		case err == nil:
		case fault.Final(err) && errors.As(err, &wrong):
			line = GuestLine{Outcome: "refused", Code: wrong.Code, Detail: wrong.Message}
			for _, f := range wrong.Fields {
				line.Errors = append(line.Errors, httpkit.ProblemField(f))
			}
		default:
			return nil, err
		}
		out.Data = append(out.Data, line)
	}
	return httpkit.OK(out), nil
}

func (a api) importOne(ctx context.Context, s staff, g enrollment.Guest, row GuestRow, dry bool) (GuestLine, error) {
	if err := a.opens(ctx, s, row.Group); err != nil {
		return GuestLine{}, err
	}
	if code := coupon.Fold(row.Code); code != "" {
		if err := coupon.CheckCode(code); err != nil {
			return GuestLine{}, err
		}
	}
	if dry {
		outcome, err := a.Inviter.Check(ctx, s.Program.ID, g)
		return GuestLine{Outcome: string(outcome)}, err
	}
	e, outcome, err := a.Inviter.Invite(ctx, s.Program, g, s.User)
	if err != nil || row.Code == "" {
		return GuestLine{Outcome: string(outcome), PartnerID: string(e.Partner)}, err
	}
	_, err = a.Coupons.Create(ctx, coupon.Coupon{Program: s.Program.ID, Partner: e.Partner, Code: row.Code, Source: "import"})
	if fault.CodeOf(err) == "coupon.taken" {
		err = a.owned(ctx, s, e, row.Code, err)
	}
	return GuestLine{Outcome: string(outcome), PartnerID: string(e.Partner)}, err
}

// owned lets a code pass that is the partner's already.
func (a api) owned(ctx context.Context, s staff, e enrollment.Enrollment, code string, taken error) error {
	found, err := a.Coupons.Store.Load(ctx, s.Program.ID, coupon.Fold(code))
	if err == nil && (len(found) == 0 || found[0].Partner != e.Partner) {
		err = taken
	}
	return err
}

func (a api) resendInvitation(ctx context.Context, s staff, in *PartnerPath) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	_, err = a.Inviter.Resend(ctx, s.Program, o)
	return &httpkit.None{}, err
}

func (a api) withdrawInvitation(ctx context.Context, s staff, in *PartnerPath) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Inviter.Withdraw(ctx, s.Program.ID, o, string(s.User))
}
