package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) viewing() httpkit.Noun {
	const path = base + "/partners/{partner}/view"
	return httpkit.Noun{Name: "Manager view", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "view-as-partner", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated,
			Summary:     "See the program as a partner does",
			Description: "For half an hour, in this session: the partner's pages of this program can be read and nothing can be changed (403 view.read_only). Accounts, the team, invoices, payouts and postbacks stay closed (403 view.closed). It stands in the audit log; the partner is not told.",
		}, in(a, a.viewAsPartner))
	}}
}

// PartnerView is a view that began.
type PartnerView struct {
	Partner PartnerRef `json:"partner"`
	Until   time.Time  `json:"until"`
}

type viewInput struct {
	ProgramPath
	Partner string `path:"partner" example:"ptr_01JD0000000000000000000000"`
}

func (a api) viewAsPartner(ctx context.Context, s staff, in *viewInput) (*httpkit.Body[PartnerView], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	e, err := a.Enrollments.Store.Load(ctx, s.Program.ID, o)
	if err != nil {
		return nil, err
	}
	if !e.Status.Entered() {
		return nil, unknown("partner")
	}
	of, err := a.name(ctx, o)
	if err != nil {
		return nil, err
	}
	v, err := a.Views.Begin(ctx, s.User, s.Session, s.Program.ID, o)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(PartnerView{Partner: of, Until: v.Until}), nil
}

// Views begins views with a partner's eyes.
type Views interface {
	Begin(ctx context.Context, u id.User, session string, p id.Program, o id.Partner) (viewing.View, error)
}

var _ Views = viewing.Desk{}
