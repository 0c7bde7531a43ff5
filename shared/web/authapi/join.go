package authapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Teams shows invitations and lets people accept them.
type Teams interface {
	// Look returns the invitation that a token names; Gone.
	Look(ctx context.Context, token string) (team.Offer, error)
	// Accept makes a person a member; fresh for somebody without account.
	Accept(ctx context.Context, o team.Offer, u identity.User, fresh bool) error
}

var _ Teams = team.Desk{}

func (a api) join(r *httpkit.API) {
	const path = base + "/invitations"
	httpkit.Register(r, httpkit.Op{
		ID: "look-at-invitation", Method: http.MethodPost, Path: path + "/look", Access: auth.Public,
		Summary: "What a mailed invitation asks into", Description: "Only its token tells.",
	}, a.lookAtInvitation)
	httpkit.Register(r, httpkit.Op{
		ID: "accept-invitation", Method: http.MethodPost, Path: path + "/accept", Access: auth.Public,
		Summary:     "Accept a mailed invitation",
		Description: "Where the address has no account yet, name and password make one, and a session begins. Otherwise the session must be that address's: Unauthenticated auth.required asks to sign in first.",
	}, a.acceptInvitation)
}

// TeamInvitation is an invitation as its receiver sees it.
type TeamInvitation struct {
	Organisation string    `json:"organisation"`
	Inviter      string    `json:"inviter,omitempty"`
	Email        string    `json:"email" doc:"The address that it was mailed to"`
	Role         string    `json:"role" enum:"admin,user,owner,manager,finance,viewer" doc:"admin and user are of a partner, the others of a program"`
	Account      bool      `json:"account" doc:"Whether the address has an account: then sign in to accept"`
	SignedIn     bool      `json:"signed_in" doc:"Whether this browser is signed in to that account"`
	Other        string    `json:"other,omitempty" doc:"The other address that this browser is signed in with"`
	ExpiresAt    time.Time `json:"expires_at"`
}

func (a api) lookAtInvitation(ctx context.Context, in *tokenInput) (*httpkit.Body[TeamInvitation], error) {
	offer, err := a.Teams.Look(ctx, in.Body.Token)
	if err != nil {
		return nil, err
	}
	visitor, here, err := a.Door.Visitor(ctx, auth.CallerOf(ctx))
	if err != nil {
		return nil, err
	}
	v := TeamInvitation{
		Organisation: offer.Organisation, Inviter: offer.Inviter, Email: offer.Email, Role: string(offer.Role), Account: offer.Known,
		SignedIn: here && visitor.Email == offer.Email, ExpiresAt: offer.ExpiresAt,
	}
	if here && !v.SignedIn {
		v.Other = visitor.Email
	}
	return httpkit.OK(v), nil
}

type acceptInput struct {
	Body struct {
		Token    string `json:"token" maxLength:"200"`
		Name     string `json:"name,omitempty" maxLength:"100" doc:"Of somebody without account"`
		Password string `json:"password,omitempty" maxLength:"1024" doc:"Of somebody without account: 15 to 256 characters, none that guessers try first"`
	}
}

// Joined says where an accepted invitation leads.
type Joined struct {
	Partner string `json:"partner_id,omitempty"`
	Program string `json:"program_id,omitempty" doc:"In place of a partner"`
}

// joined begins a session for who had none.
type joined struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      Joined
}

func (a api) acceptInvitation(ctx context.Context, in *acceptInput) (*joined, error) {
	offer, err := a.Teams.Look(ctx, in.Body.Token)
	if err != nil {
		return nil, err
	}
	out := &joined{Body: Joined{Partner: string(offer.Owner.Partner), Program: string(offer.Owner.Program)}}
	if !offer.Known {
		return out, a.welcome(ctx, offer, in, out)
	}
	visitor, here, err := a.Door.Visitor(ctx, auth.CallerOf(ctx))
	if err != nil {
		return nil, err
	}
	if !here {
		return nil, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
	}
	if err := a.Teams.Accept(ctx, offer, visitor, false); err != nil || offer.Owner.Program == "" {
		return out, err
	}
	// Whoever runs a program has the short idle time: all older sessions end.
	if err := a.Door.Sessions.EndAll(ctx, visitor.ID); err != nil {
		return nil, err
	}
	return out, a.begin(ctx, visitor, out)
}

// welcome makes an account for the address of the invitation, whose mail proves
// it, and signs in.
func (a api) welcome(ctx context.Context, offer team.Offer, in *acceptInput, out *joined) error {
	u, err := a.Door.Newcomer(offer.Email, in.Body.Name, in.Body.Password)
	if err != nil {
		return err
	}
	if err := a.Teams.Accept(ctx, offer, u, true); err != nil {
		return err
	}
	return a.begin(ctx, u, out)
}

func (a api) begin(ctx context.Context, u identity.User, out *joined) error {
	raw, _, err := a.Door.Welcome(ctx, u, auth.CallerOf(ctx))
	out.SetCookie = append(out.SetCookie, a.Cookie.Set(raw))
	return err
}
