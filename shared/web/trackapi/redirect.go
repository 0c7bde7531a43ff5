package trackapi

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

// Limits of what a visitor's browser sends.
const (
	maxQuery = 8 << 10
	maxKey   = 100 // old tokens are as long
	maxAgent = 512
)

// sendTime is how long a visitor waits for the queue at most; after it the
// click goes to the log.
const sendTime = 800 * time.Millisecond

// KeptInLog is the log message of a click that the queue could not take; its
// attribute "click" is what housekeeping unseals and sends on.
const KeptInLog = click.KeptInLog

// Redirect serves tracking links: one read, not even that for a minute after,
// one message to the queue, and the visitor is on the way. It works on requests
// of its own shape, because the click is what everything else waits for and an
// HTTP adapter is not free.
type Redirect struct {
	Links    *link.Resolver
	Salts    *click.Salts
	Keys     *click.Keys
	Queue    queue.Sender
	Door     edge.Door
	Returns  Returns
	Insecure bool // cookies without Secure: for plain HTTP on loopback
	Clock    clock.Clock
	Entropy  io.Reader
	Log      *slog.Logger
}

// Request is a visitor's request, whatever it came by.
type Request struct {
	Method  string
	Key     string // the path behind /r/, unescaped
	Query   string // raw
	Host    string
	Source  string                   // address of the connection, with or without a port
	Header  func(name string) string // name in lower case
	Cookies []string                 // each name=value, or several joined by "; "
}

// Response is the answer.
type Response struct {
	Status int
	Header map[string]string
	Cookie string // of Set-Cookie, or empty
	Body   string
}

// Handle answers one request. Whoever may be visiting is redirected, whatever
// fails behind; only a link that does not exist, or that nobody can look up, is
// answered with a page.
func (h *Redirect) Handle(ctx context.Context, r Request) Response {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return page(http.StatusMethodNotAllowed)
	}
	if len(r.Key) > maxKey || len(r.Query) > maxQuery {
		return page(http.StatusNotFound)
	}
	v := h.Door.Read(r.Header, r.Host, r.Source)
	if program, ok := strings.CutPrefix(r.Key, returnPath); ok {
		return h.comeBack(ctx, r, v, program)
	}
	l, err := h.Links.Resolve(ctx, v.Host, strings.ToLower(r.Key))
	if err != nil {
		return h.missing(ctx, err)
	}
	p := parseParams(r.Query)
	visit := h.visit(ctx, r, v, l, p)
	facts := visit.message.Facts
	target, err := l.Target(p.to, link.Viewer{Country: facts.Country, Device: string(facts.Device), Visitor: visit.visitor, At: h.Clock.Now()})
	if err != nil {
		return h.missing(ctx, err)
	}
	if visit.message.ID != "" {
		h.send(ctx, visit.message)
	}
	subs, shown := facts.Subs, string(visit.message.ID)
	if visit.message.Cause == click.Embedded {
		shown = "" // whoever plants a link in an image or a frame earns nothing by it
	}
	if l.Kind == link.Marketplace {
		subs, shown = link.Subs{}, "" // an app store hands nothing on
	}
	return found(l.Location(target, subs, shown), visit.cookie)
}

// found sends the visitor on.
func found(location, cookie string) Response {
	return Response{Status: http.StatusFound, Cookie: cookie, Header: map[string]string{
		"Location":        location,
		"Cache-Control":   "no-store",
		"Referrer-Policy": "strict-origin-when-cross-origin",
		"X-Robots-Tag":    "noindex, nofollow",
	}}
}

// missing answers for a link that is not there, or cannot be looked up.
func (h *Redirect) missing(ctx context.Context, err error) Response {
	if fault.Is(err, fault.NotFound) {
		return page(http.StatusNotFound)
	}
	h.Log.ErrorContext(ctx, "link cannot be resolved", "error", err.Error())
	return page(http.StatusServiceUnavailable)
}

// send puts the click on the queue; what the queue cannot take goes to the log,
// signed, and is not lost.
func (h *Redirect) send(ctx context.Context, m click.Message) {
	body, err := m.Encode()
	if err == nil {
		limited, cancel := context.WithTimeout(ctx, sendTime)
		err = h.Queue.Send(limited, queue.Clicks, queue.Message{Body: body})
		cancel()
	}
	if err != nil {
		h.Log.ErrorContext(ctx, KeptInLog, "click", h.Keys.Seal(body), "error", err.Error())
	}
}

// page is a neutral page: no redirect, no brand, nothing of the request.
func page(status int) Response {
	header := map[string]string{
		"Content-Type":            "text/html; charset=utf-8",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":  "nosniff",
		"Cache-Control":           "no-store",
		"X-Robots-Tag":            "noindex, nofollow",
	}
	text := "This link leads nowhere."
	switch status {
	case http.StatusMethodNotAllowed:
		header["Allow"] = "GET, HEAD"
		text = "This link can only be opened."
	case http.StatusServiceUnavailable:
		header["Retry-After"] = "5"
		text = "This link cannot be opened just now. Please try again."
	}
	return Response{Status: status, Header: header, Body: "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">" +
		"<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">" +
		"<title>Link</title><p>" + text + "</p></html>\n"}
}

// ServeHTTP answers an HTTP request below /r/.
func (h *Redirect) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := h.Handle(r.Context(), Request{
		Method: r.Method, Key: strings.TrimPrefix(r.URL.Path, "/r/"), Query: r.URL.RawQuery,
		Host: r.Host, Source: r.RemoteAddr, Header: r.Header.Get, Cookies: r.Header.Values("Cookie"),
	})
	for name, v := range a.Header {
		w.Header().Set(name, v)
	}
	if a.Cookie != "" {
		w.Header().Set("Set-Cookie", a.Cookie)
	}
	w.WriteHeader(a.Status)
	if r.Method != http.MethodHead {
		io.WriteString(w, a.Body) //nolint:errcheck // nobody is left to be told
	}
}

var _ http.Handler = (*Redirect)(nil)
