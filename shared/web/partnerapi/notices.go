package partnerapi

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const noticesBase = partnerBase + "/notices"

func (a api) notices() httpkit.Noun {
	return httpkit.Noun{Name: "Partner notices", Patterns: []string{noticesBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-notices", Method: http.MethodGet, Path: noticesBase, Access: user,
			Summary: "What you were told, newest first",
		}, ofPartner(a.listNotices))
		httpkit.Register(r, httpkit.Op{
			ID: "get-unread", Method: http.MethodGet, Path: noticesBase + "/unread", Access: user,
			Summary: "How many notices you have not read", Description: "Cheap to poll: answers 304 to the ETag of the answer before.",
		}, ofPartner(a.getUnread))
		httpkit.Register(r, httpkit.Op{
			ID: "read-notices", Method: http.MethodPost, Path: noticesBase + "/read", Access: user,
			Summary: "Mark notices as read, all when none is named",
		}, ofPartner(a.readNotices))
	}}
}

type listNoticesInput struct {
	PartnerPath
	httpkit.PageQuery
}

func (a api) listNotices(ctx context.Context, c auth.Actor, in *listNoticesInput) (*httpkit.Body[httpkit.List[Notice]], error) {
	p, err := a.Inbox.List(ctx, c.User, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, noticeOf)), nil
}

type unreadInput struct {
	PartnerPath
	IfNoneMatch string `header:"If-None-Match"`
}

type unreadOutput struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Unread
}

func (a api) getUnread(ctx context.Context, c auth.Actor, in *unreadInput) (*unreadOutput, error) {
	box, err := a.Inbox.Inbox(ctx, c.User)
	if err != nil {
		return nil, err
	}
	tag := `"` + strconv.FormatInt(box.Unread, 10) + "-" + string(box.ReadUntil) + `"`
	if in.IfNoneMatch == tag {
		return &unreadOutput{Status: http.StatusNotModified, ETag: tag}, nil
	}
	return &unreadOutput{Status: http.StatusOK, ETag: tag, Body: Unread{Count: box.Unread}}, nil
}

type readNoticesInput struct {
	PartnerPath
	Body ReadNotices
}

func (a api) readNotices(ctx context.Context, c auth.Actor, in *readNoticesInput) (*httpkit.Body[Unread], error) {
	if len(in.Body.IDs) == 0 {
		if err := a.readAll(ctx, c); err != nil {
			return nil, err
		}
	}
	for _, text := range in.Body.IDs {
		n, err := parse[id.Notice](text, "notice")
		if err != nil {
			return nil, err
		}
		if err := a.Inbox.Read(ctx, c.User, n); err != nil {
			return nil, err
		}
	}
	box, err := a.Inbox.Inbox(ctx, c.User)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(Unread{Count: box.Unread}), nil
}

// readAll reads up to the newest notice that there is now.
func (a api) readAll(ctx context.Context, c auth.Actor) error {
	newest, err := a.Inbox.List(ctx, c.User, page.Request{Limit: 1})
	if err != nil || len(newest.Data) == 0 {
		return err
	}
	return a.Inbox.ReadAll(ctx, c.User, newest.Data[0].ID)
}

// Notice is one thing that you were told.
type Notice struct {
	ID        string         `json:"id"`
	Type      string         `json:"type" doc:"Stable word such as commission_approved"`
	At        time.Time      `json:"at"`
	Read      bool           `json:"read"`
	Title     string         `json:"title" doc:"In English; type, amount and count say the same in data"`
	ProgramID string         `json:"program_id"`
	Subject   string         `json:"subject" doc:"Id of what it is about"`
	Amount    *httpkit.Money `json:"amount,omitempty"`
	Count     int64          `json:"count" doc:"How many it is about"`
	Reason    string         `json:"reason,omitempty"`
}

func noticeOf(n notice.Notice) Notice {
	sent := n.Kind == notice.PayoutSent || n.Kind == notice.PayoutFailed
	return Notice{
		ID: string(n.ID), Type: string(n.Kind), At: n.At, Read: n.Read, Title: n.Title, ProgramID: string(n.Program), Subject: n.Subject,
		Amount: worth(n.Data, sent), Count: count(n.Data), Reason: n.Data[event.Reason],
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
