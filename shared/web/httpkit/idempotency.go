package httpkit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	idempotencyHeader = "Idempotency-Key"
	maxKey            = 255
)

// Answer is a response that is kept to be given again.
type Answer struct {
	Status      int
	ContentType string
	Body        []byte
}

// Replays remembers answers by caller, route and key. Begin returns the kept
// answer, or nil when the caller shall go on; it is a Conflict while the first
// request runs, and Invalid when the fingerprint is another one's.
type Replays interface {
	Begin(ctx context.Context, scope, key, fingerprint string) (*Answer, error)
	Finish(ctx context.Context, scope, key string, a Answer) error
	Forget(ctx context.Context, scope, key string) error
}

type callerKey struct{}

// WithCaller names who calls, for idempotency and the log. Guards set it.
func WithCaller(ctx context.Context, caller string) context.Context {
	if rec := recordOf(ctx); rec != nil {
		rec.caller = caller
	}
	return context.WithValue(ctx, callerKey{}, caller)
}

func callerOf(ctx context.Context) string {
	c, _ := ctx.Value(callerKey{}).(string)
	return c
}

// replay answers from memory, or runs the operation and remembers its answer.
// What failed on our side is not remembered: trying again is the point.
func (h *House) replay(w http.ResponseWriter, r *http.Request, body []byte, run func(http.ResponseWriter)) {
	ctx, key := r.Context(), r.Header.Get(idempotencyHeader)
	if len(key) > maxKey {
		WriteProblem(w, r, Unreadable(fault.New(fault.Invalid, "idempotency.bad_key", "The Idempotency-Key is longer than %d characters.", maxKey)))
		return
	}
	scope := callerOf(ctx) + " " + r.Method + " " + r.URL.Path
	sum := sha256.Sum256(append([]byte(r.URL.RawQuery+"\n"), body...))
	kept, err := h.Replays.Begin(ctx, scope, key, hex.EncodeToString(sum[:]))
	if err != nil {
		WriteProblem(w, r, err)
		return
	}
	if kept != nil {
		w.Header().Set("Idempotent-Replayed", "true")
		kept.write(w)
		return
	}
	out := &captured{header: http.Header{}}
	done := false
	defer func() {
		if !done { // it panicked: let the next try in
			note(ctx, h.Replays.Forget(context.WithoutCancel(ctx), scope, key))
		}
	}()
	run(out)
	done = true
	answer := Answer{Status: out.status, ContentType: out.header.Get("Content-Type"), Body: out.body.Bytes()}
	if out.status >= http.StatusInternalServerError || out.status == http.StatusTooManyRequests {
		err = h.Replays.Forget(ctx, scope, key)
	} else {
		err = h.Replays.Finish(ctx, scope, key, answer)
	}
	if err != nil {
		note(ctx, fmt.Errorf("keep the answer: %w", err))
	}
	for k, v := range out.header {
		w.Header()[k] = v
	}
	answer.write(w)
}

func (a Answer) write(w http.ResponseWriter) {
	if a.ContentType != "" {
		w.Header().Set("Content-Type", a.ContentType)
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // the client may be gone; the answer is kept
}

// captured is a response held back until it is remembered.
type captured struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the held headers.
func (c *captured) Header() http.Header { return c.header }

// WriteHeader holds the status.
func (c *captured) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

// Write holds the body.
func (c *captured) Write(b []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	return c.body.Write(b)
}

// InFlight is the fault of a second request whose first still runs.
func InFlight() error {
	return busy{fault.New(fault.Conflict, "idempotency.in_flight", "A request with this Idempotency-Key is still running.")}
}

type busy struct{ error }

// Unwrap returns the fault.
func (b busy) Unwrap() error { return b.error }

// RetryAfter tells the caller to come back in a second.
func (busy) RetryAfter() time.Duration { return time.Second }
