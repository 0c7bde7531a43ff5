package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// browser calls the portal's APIs as a signed-in person does.
type browser struct {
	origin          string
	portal, manager http.Handler
	email, password string
	cookie          string
}

// signIn begins a session: every act of the demo has a fresh one, since days
// pass between them.
func (b *browser) signIn(ctx context.Context) error {
	b.cookie = ""
	return b.call(ctx, http.MethodPost, "/api/auth/login", map[string]string{"email": b.email, "password": b.password}, nil)
}

// call sends JSON and reads JSON; out may be nil. Any answer but a success is
// an error.
func (b *browser) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, b.origin+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = "127.0.0.1:1"
	if b.cookie != "" {
		r.Header.Set("Cookie", b.cookie)
	}
	handler := b.portal
	if strings.HasPrefix(path, "/api/m/") {
		handler = b.manager
	}
	w := &recorder{header: http.Header{}}
	handler.ServeHTTP(w, r)
	if w.status >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %d %s", method, path, w.status, w.body.String())
	}
	if set := w.header.Get("Set-Cookie"); set != "" {
		b.cookie, _, _ = strings.Cut(set, ";")
	}
	if out == nil || w.body.Len() == 0 {
		return nil
	}
	if text, ok := out.(*string); ok {
		*text = w.body.String()
		return nil
	}
	return json.Unmarshal(w.body.Bytes(), out)
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the answer's headers.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader keeps the first status.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write keeps the body.
func (w *recorder) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

// get sends a postback as a merchant's server does.
func get(ctx context.Context, h http.Handler, target string, q url.Values) (map[string]any, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target+"?"+q.Encode(), nil)
	if err != nil {
		return nil, err
	}
	w := &recorder{header: http.Header{}}
	h.ServeHTTP(w, r)
	var answer map[string]any
	if err := json.Unmarshal(w.body.Bytes(), &answer); err != nil || w.status >= http.StatusBadRequest {
		return nil, fmt.Errorf("postback: %d %s", w.status, w.body.String())
	}
	return answer, nil
}

var _ http.ResponseWriter = (*recorder)(nil)
