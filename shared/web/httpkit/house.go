package httpkit

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MaxBody is the largest request body that is read, where no other is named.
const MaxBody = 256 << 10

// House is what every route of a function shares.
type House struct {
	Clock   clock.Clock
	Entropy io.Reader // safe for concurrent use
	Log     *slog.Logger
	Secure  bool // the public origin is https: answers carry HSTS
	// Body is the largest request body that is read; MaxBody when zero.
	Body int64
	// Admit tells whether a request came by the front door; nil admits all.
	Admit func(*http.Request) bool
	// CursorKey returns the key that seals cursors, at least 16 bytes.
	CursorKey func(context.Context) ([]byte, error)
	// Replays keeps the answers to requests with an Idempotency-Key.
	Replays Replays
}

type recordKey struct{}

// record is what the summary line of a request tells.
type record struct {
	id     string
	caller string
	route  string
	err    error
}

func recordOf(ctx context.Context) *record {
	r, _ := ctx.Value(recordKey{}).(*record)
	return r
}

func note(ctx context.Context, err error) {
	if r := recordOf(ctx); r != nil && err != nil {
		r.err = err
	}
}

// RequestID returns the id of the request that the context belongs to.
func RequestID(ctx context.Context) string {
	if r := recordOf(ctx); r != nil {
		return r.id
	}
	return ""
}

// Wrap gives every answer of next its request id and security headers, bounds
// the body, turns a panic into a problem and writes one summary line.
func (h *House) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := h.Clock.Now()
		rec := &record{id: h.requestID(start)}
		r = r.WithContext(context.WithValue(r.Context(), recordKey{}, rec))
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, cmp.Or(h.Body, MaxBody))
		}
		out := &watched{ResponseWriter: w}
		h.headers(w.Header(), rec.id)
		defer func() { //nolint:contextcheck // the request carries it
			if p := recover(); p != nil {
				rec.err = fmt.Errorf("panic: %v", p)
				if out.status == 0 {
					ProblemOf(rec.err, rec.id).write(out)
				}
			}
			h.summary(r.Context(), r.Method, rec, out.status, h.Clock.Now().Sub(start))
		}()
		if h.Admit != nil && !h.Admit(r) {
			WriteProblem(out, r, fault.New(fault.Forbidden, "origin.bypassed", "This address is not for the public."))
			return
		}
		if r.URL.Path != path.Clean(r.URL.Path) {
			WriteProblem(out, r, errNoRoute())
			return
		}
		next.ServeHTTP(out, r)
	})
}

// requestID reuses the one maker of ULIDs under the prefix of requests.
func (h *House) requestID(now time.Time) string {
	e, err := id.New[id.Event](now, h.Entropy)
	if err != nil {
		return "req_" + strings.Repeat("0", 26)
	}
	return "req_" + strings.TrimPrefix(string(e), "evt_")
}

func (h *House) headers(to http.Header, requestID string) {
	to.Set("X-Request-Id", requestID)
	to.Set("X-Content-Type-Options", "nosniff")
	to.Set("Cache-Control", "no-store")
	to.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	to.Set("Referrer-Policy", "no-referrer")
	to.Set("Cross-Origin-Opener-Policy", "same-origin")
	to.Set("Cross-Origin-Resource-Policy", "same-origin")
	to.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if h.Secure {
		to.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

func (h *House) summary(ctx context.Context, method string, rec *record, status int, took time.Duration) {
	attrs := []slog.Attr{
		slog.String("request_id", rec.id), slog.String("method", method), slog.String("route", rec.route),
		slog.Int("status", status), slog.Int64("duration_ms", took.Milliseconds()),
	}
	if rec.caller != "" {
		attrs = append(attrs, slog.String("caller", rec.caller))
	}
	level := slog.LevelInfo
	if rec.err != nil {
		attrs = append(attrs, slog.String("fault_kind", fault.KindOf(rec.err).String()), slog.String("fault_code", fault.CodeOf(rec.err)))
		if status >= http.StatusInternalServerError {
			level = slog.LevelError
			attrs = append(attrs, slog.String("error", rec.err.Error()))
		}
	}
	h.Log.LogAttrs(ctx, level, "request", attrs...)
}

// watched remembers the status that was written.
type watched struct {
	http.ResponseWriter
	status int
}

// WriteHeader remembers the first status.
func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write is an implicit 200 when nothing was written before.
func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func errNoRoute() error {
	return fault.New(fault.NotFound, "route.not_found", "There is nothing at this address.")
}
