package httpkit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	idempotencyHeader = "Idempotency-Key"
	maxKey            = 255
)

// answer is a response that is kept to be given again.
type answer struct {
	Status      int    `json:"status"`
	ContentType string `json:"content_type,omitempty"`
	Body        []byte `json:"body,omitempty"`
}

// Replays remembers answers by caller, route and key. Begin returns the kept
// answer, or nil when the caller shall go on; it is a Conflict while the first
// request runs, and Invalid when the fingerprint is another one's.
type Replays interface {
	Begin(ctx context.Context, scope, key, fingerprint string) ([]byte, error)
	Finish(ctx context.Context, scope, key string, answer []byte) error
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
// What failed on our side is not remembered, nor that the caller might not: it
// may after a sign-in or a second factor, and trying again is the point.
func (h *House) replay(w http.ResponseWriter, r *http.Request, body []byte, run func(http.ResponseWriter)) {
	ctx, key := r.Context(), r.Header.Get(idempotencyHeader)
	if len(key) > maxKey {
		WriteProblem(w, r, Unreadable(fault.New(fault.Invalid, "idempotency.bad_key", "The Idempotency-Key is longer than %d characters.", maxKey)))
		return
	}
	scope := callerOf(ctx) + " " + r.Method + " " + r.URL.Path
	sum := sha256.Sum256(append([]byte(r.URL.RawQuery+"\n"), body...))
	kept, err := h.Replays.Begin(ctx, scope, key, hex.EncodeToString(sum[:]))
	if fault.Is(err, fault.Conflict) {
		err = busy{err}
	}
	var first answer
	if err == nil && kept != nil {
		err = json.Unmarshal(kept, &first)
	}
	if err != nil {
		WriteProblem(w, r, err)
		return
	}
	if kept != nil {
		w.Header().Set("Idempotent-Replayed", "true")
		first.write(w)
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
	out.WriteHeader(http.StatusOK) // where nothing was written, as net/http does
	done = true
	a := answer{Status: out.status, ContentType: out.header.Get("Content-Type"), Body: out.body.Bytes()}
	if err := h.keep(ctx, scope, key, a); err != nil {
		note(ctx, fmt.Errorf("keep the answer: %w", err))
	}
	for k, v := range out.header {
		w.Header()[k] = v
	}
	a.write(w)
}

func (h *House) keep(ctx context.Context, scope, key string, a answer) error {
	switch {
	case a.Status >= http.StatusInternalServerError, a.Status == http.StatusTooManyRequests, a.Status == http.StatusUnauthorized, a.Status == http.StatusForbidden:
		return h.Replays.Forget(ctx, scope, key)
	}
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return h.Replays.Finish(ctx, scope, key, text)
}

func (a answer) write(w http.ResponseWriter) {
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

// busy is the fault of a second request whose first still runs.
type busy struct{ error }

// Unwrap returns the fault.
func (b busy) Unwrap() error { return b.error }

// RetryAfter tells the caller to come back in a second.
func (busy) RetryAfter() time.Duration { return time.Second }
