package authapi

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/factview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// notices registers a person's inbox: one for all that they act for.
func (a api) notices(r *httpkit.API) {
	op := operation
	httpkit.Register(r, op("list-notices", http.MethodGet, "/notices", "What you were told, newest first", auth.SignedIn, http.StatusOK), a.listNotices)
	unread := op("get-unread", http.MethodGet, "/notices/unread", "How many notices you have not read", auth.SignedIn, http.StatusOK)
	unread.Description = "Cheap to poll: answers 304 to the ETag of the answer before."
	httpkit.Register(r, unread, a.getUnread)
	httpkit.Register(r, op("read-notices", http.MethodPost, "/notices/read", "Mark notices as read, all when none is named", auth.SignedIn, http.StatusOK), a.readNotices)
}

type listNoticesInput struct {
	httpkit.SearchQuery
	httpkit.PageQuery
}

func (a api) listNotices(ctx context.Context, in *listNoticesInput) (*httpkit.Body[httpkit.List[Notice]], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	p, err := a.Inbox.List(ctx, actor.User, in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, noticeOf)), nil
}

type unreadInput struct {
	IfNoneMatch string `header:"If-None-Match"`
}

type unreadOutput struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Unread
}

func (a api) getUnread(ctx context.Context, in *unreadInput) (*unreadOutput, error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	box, err := a.Inbox.Inbox(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	tag := `"` + strconv.FormatInt(box.Unread, 10) + "-" + string(box.ReadUntil) + `"`
	if in.IfNoneMatch == tag {
		return &unreadOutput{Status: http.StatusNotModified, ETag: tag}, nil
	}
	return &unreadOutput{Status: http.StatusOK, ETag: tag, Body: Unread{Count: box.Unread}}, nil
}

type readNoticesInput struct{ Body ReadNotices }

func (a api) readNotices(ctx context.Context, in *readNoticesInput) (*httpkit.Body[Unread], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	if len(in.Body.IDs) == 0 {
		if err := a.readAll(ctx, actor.User); err != nil {
			return nil, err
		}
	}
	for _, text := range in.Body.IDs {
		n, err := id.Parse[id.Notice](text)
		if err != nil {
			return nil, fault.Wrap(err, fault.NotFound, "notice.not_found", "There is no such notice.")
		}
		if err := a.Inbox.Read(ctx, actor.User, n); err != nil {
			return nil, err
		}
	}
	box, err := a.Inbox.Inbox(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(Unread{Count: box.Unread}), nil
}

// readAll reads up to the newest notice that there is now.
func (a api) readAll(ctx context.Context, u id.User) error {
	newest, err := a.Inbox.List(ctx, u, page.Request{Limit: 1})
	if err != nil || len(newest.Data) == 0 {
		return err
	}
	return a.Inbox.ReadAll(ctx, u, newest.Data[0].ID)
}

// Notice is one thing that you were told.
type Notice struct {
	ID        string         `json:"id"`
	Type      string         `json:"type" doc:"Stable word such as commission_approved"`
	At        time.Time      `json:"at"`
	Read      bool           `json:"read"`
	Title     string         `json:"title" doc:"In your language; type, amount and count say the same in data"`
	ProgramID string         `json:"program_id"`
	PartnerID string         `json:"partner_id" doc:"The organisation that it is about; empty: the program itself"`
	Subject   string         `json:"subject" doc:"Id of what it is about"`
	Amount    *httpkit.Money `json:"amount,omitempty"`
	Count     int64          `json:"count" doc:"How many it is about"`
	Reason    string         `json:"reason,omitempty"`
	Name      string         `json:"name,omitempty" doc:"Of the offer, sale, tier or month that it is about"`
}

func noticeOf(n notice.Notice) Notice {
	sent := n.Kind == notice.PayoutSent || n.Kind == notice.PayoutFailed
	return Notice{
		ID: string(n.ID), Type: string(n.Kind), At: n.At, Read: n.Read, Title: n.Title, ProgramID: string(n.Program), PartnerID: string(n.Partner), Subject: n.Subject,
		Amount: factview.Worth(n.Data, sent), Count: factview.Count(n.Data), Reason: n.Data[event.Reason], Name: nameOf(n),
	}
}

// Unread is how many notices were not read.
type Unread struct {
	Count int64 `json:"count"`
}

// ReadNotices names notices; none means all.
type ReadNotices struct {
	IDs []string `json:"ids,omitempty" maxItems:"200"`
}

// nameOf is the name of what some kinds are about.
func nameOf(n notice.Notice) string {
	switch n.Kind { //nolint:exhaustive // the others are about nothing that has a name
	case notice.NewOffer:
		return n.Data[event.OfferName]
	case notice.NewPromotion, notice.NewAgreement:
		return n.Data[event.Name]
	case notice.TierChanged:
		return n.Data[event.TierName]
	case notice.MonthlySummary:
		return n.Data[event.Month]
	}
	return ""
}
