package httpkit

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// maxDepth is how deep JSON may nest.
const maxDepth = 32

// adapter puts an operation on the mux behind guard, body checks, cursor and
// idempotency, in that order: who is not allowed learns nothing else.
type adapter struct{ api *API }

var _ huma.Adapter = adapter{}

// ServeHTTP serves the mux.
func (a adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.api.mux.ServeHTTP(w, r) }

// Handle registers one operation.
func (a adapter) Handle(o *huma.Operation, handler func(huma.Context)) {
	op := a.api.ops[o.OperationID]
	a.api.mux.HandleFunc(o.Method+" "+o.Path, func(w http.ResponseWriter, r *http.Request) {
		if rec := recordOf(r.Context()); rec != nil {
			rec.route = o.Path
		}
		ctx, err := a.api.guard(r, op)
		if err != nil {
			WriteProblem(w, r, err)
			return
		}
		r = r.WithContext(ctx) //nolint:contextcheck // the guard made it of the request's
		if op.AnyBody {
			r.Body = http.NoBody
		}
		body, err := readBody(r)
		if err != nil {
			WriteProblem(w, r, err)
			return
		}
		if r, err = a.api.house.openCursor(r); err != nil {
			WriteProblem(w, r, err)
			return
		}
		run := func(w http.ResponseWriter) { handler(humago.NewContext(o, r, w)) }
		if op.Idempotent && r.Header.Get(idempotencyHeader) != "" {
			a.api.house.replay(w, r, body, run)
			return
		}
		run(w)
	})
}

// readBody reads the body once, refuses what is not well-formed UTF-8 JSON of
// modest depth, and leaves it to be read again.
func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(r.Body)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) || len(body) > MaxBody {
		return nil, refused(http.StatusRequestEntityTooLarge, "request.too_large", "The request is too large.")
	}
	if err != nil {
		return nil, Unreadable(fault.Wrap(err, fault.Invalid, "request.unreadable", "The request could not be read."))
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(body) == 0 {
		return body, nil
	}
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		return nil, refused(http.StatusUnsupportedMediaType, "request.media_type", "Send the body as application/json.")
	}
	if !utf8.Valid(body) {
		return nil, Unreadable(fault.New(fault.Invalid, "request.encoding", "The body is not valid UTF-8."))
	}
	if tooDeep(body) {
		return nil, Unreadable(fault.New(fault.Invalid, "request.too_deep", "The JSON nests too deeply."))
	}
	return body, nil
}

// tooDeep counts brackets outside strings, without parsing.
func tooDeep(body []byte) bool {
	depth, inString := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
