package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) registerRecord(r *httpkit.API, path string) {
	httpkit.Register(r, httpkit.Op{
		ID: "list-partner-payouts", Method: http.MethodGet, Path: path + "/{partner}/payouts", Access: viewer,
		Summary: "A partner's payouts from this program, newest first", Description: "A page may be short, or empty, and have more: what other programs paid is left out.",
	}, in(a, a.listPartnerPayouts))
	httpkit.Register(r, httpkit.Op{
		ID: "list-partner-activity", Method: http.MethodGet, Path: path + "/{partner}/activity", Access: viewer,
		Summary: "What happened lately with a partner, newest first",
	}, in(a, a.listPartnerActivity))
}

type partnerPageInput struct {
	PartnerPath
	httpkit.PageQuery
}

// ofProgram reads the id of a partner of the program.
func (a api) ofProgram(ctx context.Context, s staff, text string) (id.Partner, error) {
	o, err := parse[id.Partner](text, "partner")
	if err != nil {
		return "", err
	}
	_, err = a.Enrollments.Store.Load(ctx, s.Program.ID, o)
	return o, err
}

func (a api) listPartnerPayouts(ctx context.Context, s staff, in *partnerPageInput) (*httpkit.Body[httpkit.List[Payout]], error) {
	o, err := a.ofProgram(ctx, s, in.Partner)
	if err != nil {
		return nil, err
	}
	all, err := a.Batches.OfPartner(ctx, o, in.Request())
	if err != nil {
		return nil, err
	}
	own := page.Of[payout.Payout]{Next: all.Next}
	for _, p := range all.Data {
		if p.Account.Program == s.Program.ID {
			own.Data = append(own.Data, p)
		}
	}
	names, err := a.names(ctx, []id.Partner{o})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(own, func(p payout.Payout) Payout { return payoutOf(p, names[o]) })), nil
}

func (a api) listPartnerActivity(ctx context.Context, s staff, in *partnerPageInput) (*httpkit.Body[httpkit.List[Activity]], error) {
	o, err := a.ofProgram(ctx, s, in.Partner)
	if err != nil {
		return nil, err
	}
	recent, err := a.Activity.Recent(ctx, s.Program.ID, o, in.Request())
	if err != nil {
		return nil, err
	}
	names, err := a.names(ctx, []id.Partner{o})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(recent, func(e event.Event) Activity { return activityOf(e, names) })), nil
}
