// Package redirect composes the one function that every visitor waits for. It
// is apart from package app for the size of its binary.
package redirect

import (
	"context"
	"io"
	"log/slog"

	"github.com/tributaryhq/tributary/shared/app/start"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Parts are what the handler stands on.
type Parts struct {
	Table        table.Table
	Queue        queue.Sender
	Keys         *click.Keys
	OriginSecret string
	Insecure     bool // cookies without Secure: for plain HTTP on loopback
	Clock        clock.Clock
	Entropy      io.Reader
	Log          *slog.Logger
}

// New returns the handler of tracking links.
func New(p Parts) *trackapi.Redirect {
	return &trackapi.Redirect{
		Links: link.NewResolver(store.Links{T: p.Table}, p.Clock), Salts: click.NewSalts(store.Clicks{T: p.Table}, p.Keys), Keys: p.Keys,
		Returns: store.Returns{T: p.Table}, Queue: p.Queue, Door: edge.Door{Secret: p.OriginSecret}, Insecure: p.Insecure, Clock: p.Clock, Entropy: p.Entropy, Log: p.Log,
	}
}

// Direct lets the handler take API Gateway's events as they are.
func Direct(h *trackapi.Redirect) func(context.Context, lambdarun.Request) lambdarun.Response {
	return func(ctx context.Context, in lambdarun.Request) lambdarun.Response {
		out := h.Handle(ctx, trackapi.Request{
			Method: in.Context.HTTP.Method, Key: in.Parameters["key"], Query: in.RawQuery, Host: in.Headers["host"],
			Source: in.Context.HTTP.SourceIP, Header: func(name string) string { return in.Headers[name] }, Cookies: in.Cookies,
		})
		answer := lambdarun.Response{Status: out.Status, Headers: out.Header, Body: out.Body}
		if out.Cookie != "" {
			answer.Cookies = []string{out.Cookie}
		}
		return answer
	}
}

// Function makes the handler of functions/redirect.
func Function(ctx context.Context, s start.Surroundings) (lambdarun.Handler, error) {
	k, err := start.Prepare(s, "CLICK_KEYS_SECRET", "CLICKS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	secret, err := k.OriginSecret(ctx)
	if err != nil {
		return nil, err
	}
	keys, watched, err := k.Keys(ctx)
	if err != nil {
		return nil, err
	}
	h := New(Parts{
		Table: k.Table, Queue: k.Queues(), Keys: keys, OriginSecret: secret, Insecure: k.Config.Local(),
		Clock: k.Clock, Entropy: k.Entropy, Log: k.Logger,
	})
	h.Salts.Of(ctx, k.Clock.Now()) // so that the first visitor waits for one read only, and for no handshake with the table
	return watched(k.Run.Direct(Direct(h))), nil
}
