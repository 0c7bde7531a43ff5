package authapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Views knows whose eyes a session sees with.
type Views interface {
	Current(ctx context.Context, u id.User, session string) (viewing.View, bool, error)
	End(ctx context.Context, u id.User, session string) error
}

var _ Views = viewing.Desk{}

func (a api) views(r *httpkit.API) {
	httpkit.Register(r, operation("end-view", http.MethodDelete, "/view", "See with one's own eyes again", auth.SignedIn, http.StatusNoContent), a.endView)
}

func (a api) endView(ctx context.Context, _ *struct{}) (*httpkit.None, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Views.End(ctx, actor.User, actor.Session)
}

// SessionViewing says that somebody who runs a program sees it as this partner.
type SessionViewing struct {
	Program string    `json:"program_id"`
	Until   time.Time `json:"until"`
}

// viewed adds the organisation whose eyes the session sees with, in the one
// program of the view.
func (a api) viewed(ctx context.Context, p identity.Principal, ms []identity.Membership, s *Session) error {
	if !slices.ContainsFunc(ms, func(m identity.Membership) bool { return m.Role == identity.Owner || m.Role == identity.Manager }) {
		return nil
	}
	v, on, err := a.Views.Current(ctx, p.User, p.Session)
	if err != nil || !on || slices.ContainsFunc(s.Partners, func(o SessionPartner) bool { return o.ID == string(v.Partner) }) {
		return err
	}
	orgs, err := a.Partners.Load(ctx, v.Partner)
	if err != nil {
		return err
	}
	all, err := a.Enrollments.OfPartner(ctx, v.Partner)
	if err != nil {
		return err
	}
	programs, err := a.Programs.Load(ctx, v.Program)
	if err != nil || len(orgs) == 0 || len(programs) == 0 {
		return err
	}
	shown := SessionPartner{
		ID: string(v.Partner), Name: orgs[0].Name, Role: string(identity.Member), LogoURL: orgs[0].LogoPath(), Programs: []SessionEnrollment{},
		Viewing: &SessionViewing{Program: string(v.Program), Until: v.Until},
	}
	for _, e := range all {
		if e.Program == v.Program {
			shown.Programs = append(shown.Programs, enrolledIn(programs[0], e))
		}
	}
	s.Partners = append(s.Partners, shown)
	return nil
}

func enrolledIn(prg program.Program, e enrollment.Enrollment) SessionEnrollment {
	return SessionEnrollment{
		ID: string(prg.ID), Slug: prg.Slug, Name: prg.Name, Brand: brandOf(prg),
		Currency: string(prg.Currency), Zone: prg.Zone, Style: prg.SummaryStyle, Status: statusOf(e.Status), Features: featuresOf(prg),
		Navigation: navigationOf(prg, e),
	}
}
