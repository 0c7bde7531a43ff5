package httpkit_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

type thing struct {
	Name  string        `json:"name" maxLength:"10"`
	Price httpkit.Money `json:"price"`
}

type makeInput struct {
	Body thing
}

type listInput struct {
	httpkit.PageQuery
	State string `query:"state" enum:"on,off"`
}

type stage struct {
	made  int
	lists []page.Request
	fail  error
	built int

	inside func()
}

func (s *stage) noun() httpkit.Noun {
	return httpkit.Noun{Name: "Things", Patterns: []string{"/api/things"}, Register: func(api *httpkit.API) {
		s.built++
		httpkit.Register(api, httpkit.Op{
			ID: "make-thing", Method: http.MethodPost, Path: "/api/things", Summary: "Make a thing",
			Access: httpkit.Public, Status: http.StatusCreated, Idempotent: true,
		},
			func(_ context.Context, in *makeInput) (*httpkit.Body[thing], error) {
				if s.inside != nil {
					s.inside()
				}
				if s.fail != nil {
					return nil, s.fail
				}
				if in.Body.Name == "panic" {
					panic("secret words")
				}
				s.made++
				return httpkit.OK(in.Body), nil
			})
		httpkit.Register(api, httpkit.Op{ID: "list-things", Method: http.MethodGet, Path: "/api/things", Summary: "List things", Access: "member"},
			func(_ context.Context, in *listInput) (*httpkit.Body[httpkit.List[thing]], error) {
				s.lists = append(s.lists, in.Request())
				p := page.Of[string]{Data: []string{"a"}, Next: "raw#key"}
				return httpkit.OK(httpkit.ListOf(p, func(n string) thing { return thing{Name: n} })), nil
			})
	}}
}

// replays is a map with the same promises as the table's.
type replays struct {
	mu   sync.Mutex
	kept map[string][]byte
	seen map[string]string
}

func (r *replays) Begin(_ context.Context, scope, key, print string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := scope + "|" + key
	if old, ok := r.seen[k]; ok {
		if old != print {
			return nil, fault.New(fault.Invalid, "idempotency.mismatch", "other request")
		}
		if r.kept[k] == nil {
			return nil, fault.New(fault.Conflict, "idempotency.in_flight", "still running")
		}
		return r.kept[k], nil
	}
	r.seen[k] = print
	return nil, nil
}

func (r *replays) Finish(_ context.Context, scope, key string, a []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept[scope+"|"+key] = a
	return nil
}

func (r *replays) Forget(_ context.Context, scope, key string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.seen, scope+"|"+key)
	return nil
}

func house(log io.Writer) *httpkit.House {
	return &httpkit.House{
		Clock: clock.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)), Entropy: rand.Reader, Secure: true,
		Log:       slog.New(slog.NewJSONHandler(log, nil)),
		CursorKey: func(context.Context) ([]byte, error) { return []byte("0123456789abcdef"), nil },
		Replays:   &replays{kept: map[string][]byte{}, seen: map[string]string{}},
	}
}

func guard(r *http.Request, op httpkit.Op) (context.Context, error) {
	if op.Access == httpkit.Public || r.Header.Get("Authorization") != "" {
		return httpkit.WithCaller(r.Context(), "usr_1"), nil
	}
	return nil, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
}

func call(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func problem(t *testing.T, w *httptest.ResponseRecorder) httpkit.Problem {
	t.Helper()
	var p httpkit.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("no problem in %q: %v", w.Body, err)
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
	if p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") || !strings.HasPrefix(p.RequestID, "req_") {
		t.Errorf("request id %q, header %q", p.RequestID, w.Header().Get("X-Request-Id"))
	}
	if p.Status != w.Code || p.Title == "" || p.Detail == "" {
		t.Errorf("status %d answered as %d, title %q, detail %q", p.Status, w.Code, p.Title, p.Detail)
	}
	return p
}

const good = `{"name":"a","price":{"amount":1,"currency":"EUR"}}`

func TestBadRequestsAreProblems(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)
	for _, c := range []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		code                       string
	}{
		{name: "an unknown path", method: "GET", target: "/api/nothing", status: 404, code: "route.not_found"},
		{name: "an unclean path", method: "GET", target: "/api//things", status: 404, code: "route.not_found"},
		{name: "a wrong method", method: "DELETE", target: "/api/things", status: 405, code: "route.method"},
		{name: "no sign-in", method: "GET", target: "/api/things", status: 401, code: "auth.required"},
		{name: "an unknown parameter", method: "GET", target: "/api/things?x=1", headers: []string{"Authorization", "k"}, status: 422, code: "request.invalid"},
		{name: "a page too large", method: "GET", target: "/api/things?limit=201", headers: []string{"Authorization", "k"}, status: 422, code: "request.invalid"},
		{name: "a forged cursor", method: "GET", target: "/api/things?cursor=AAAA", headers: []string{"Authorization", "k"}, status: 400, code: "page.bad_cursor"},
		{name: "no JSON", method: "POST", target: "/api/things", body: "{", status: 400, code: "request.unreadable"},
		{name: "an empty body", method: "POST", target: "/api/things", status: 400, code: "request.unreadable"},
		{name: "an unknown field", method: "POST", target: "/api/things", body: `{"name":"a","price":{"amount":1,"currency":"EUR"},"admin":true}`, status: 422, code: "request.invalid"},
		{name: "an amount with decimals", method: "POST", target: "/api/things", body: `{"name":"a","price":{"amount":1.5,"currency":"EUR"}}`, status: 422, code: "request.invalid"},
		{name: "an amount of 10^30", method: "POST", target: "/api/things", body: `{"name":"a","price":{"amount":1e30,"currency":"EUR"}}`, status: 422, code: "request.invalid"},
		{name: "a form", method: "POST", target: "/api/things", body: "a=b", headers: []string{"Content-Type", "application/x-www-form-urlencoded"}, status: 415, code: "request.media_type"},
		{name: "no content type", method: "POST", target: "/api/things", body: good, headers: []string{"Content-Type", ""}, status: 415, code: "request.media_type"},
		{name: "JSON nested 10,000 deep", method: "POST", target: "/api/things", body: deep, status: 400, code: "request.too_deep"},
		{name: "bad UTF-8", method: "POST", target: "/api/things", body: "{\"name\":\"\xff\"}", status: 400, code: "request.encoding"},
		{name: "10 MB", method: "POST", target: "/api/things", body: strings.Repeat(" ", 10<<20), status: 413, code: "request.too_large"},
		{name: "a key of 300 characters", method: "POST", target: "/api/things", body: good, headers: []string{"Idempotency-Key", strings.Repeat("k", 300)}, status: 400, code: "idempotency.bad_key"},
		{name: "a panic", method: "POST", target: "/api/things", body: `{"name":"panic","price":{"amount":1,"currency":"EUR"}}`, status: 500, code: "internal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			w := call(house(&log).Serve(guard, (&stage{}).noun()), c.method, c.target, c.body, c.headers...)
			p := problem(t, w)
			if w.Code != c.status || p.Code != c.code {
				t.Errorf("got %d %s, want %d %s: %s", w.Code, p.Code, c.status, c.code, w.Body)
			}
			if strings.Contains(w.Body.String(), "secret") {
				t.Errorf("the answer tells internals: %s", w.Body)
			}
			if n := strings.Count(log.String(), "\n"); n != 1 {
				t.Errorf("%d log lines, want 1: %s", n, &log)
			}
		})
	}
}

func TestFaultsBecomeStatuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		err    error
		status int
		code   string
		retry  string
	}{
		{"invalid", fault.New(fault.Invalid, "a.b", "no").With(fault.Field{Location: "body.name", Message: "taken"}), 422, "a.b", ""},
		{"unreadable", httpkit.Unreadable(fault.New(fault.Invalid, "a.b", "no")), 400, "a.b", ""},
		{"not found", fault.New(fault.NotFound, "a.b", "no"), 404, "a.b", ""},
		{"forbidden", fault.New(fault.Forbidden, "a.b", "no"), 403, "a.b", ""},
		{"conflict", fault.New(fault.Conflict, "a.b", "no"), 409, "a.b", ""},
		{"gone", fault.New(fault.Gone, "a.b", "no"), 410, "a.b", ""},
		{"too many", fault.New(fault.TooMany, "a.b", "no"), 429, "a.b", ""},
		{"unavailable", fault.New(fault.Unavailable, "a.b", "no"), 503, "a.b", "1"},
		{"an internal fault", fault.New(fault.Internal, "a.b", "secret"), 500, "internal", ""},
		{"no fault at all", errors.New("secret"), 500, "internal", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := call(house(io.Discard).Serve(guard, (&stage{fail: c.err}).noun()), "POST", "/api/things", good)
			p := problem(t, w)
			if w.Code != c.status || p.Code != c.code || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("got %d %s retry %q, want %d %s %q", w.Code, p.Code, w.Header().Get("Retry-After"), c.status, c.code, c.retry)
			}
			if strings.Contains(w.Body.String(), "secret") {
				t.Errorf("the answer tells internals: %s", w.Body)
			}
		})
	}
}

func TestACursorWorksOnlyForItsList(t *testing.T) {
	t.Parallel()
	s := &stage{}
	h := house(io.Discard).Serve(guard, s.noun())
	w := call(h, "GET", "/api/things?state=on", "", "Authorization", "k")
	var l httpkit.List[thing]
	if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || !l.HasMore || l.NextCursor == "" {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if strings.Contains(w.Body.String(), "raw") {
		t.Errorf("the cursor shows the key: %s", w.Body)
	}
	if link := w.Header().Get("Link"); !strings.Contains(link, `rel="next"`) || !strings.Contains(link, l.NextCursor) {
		t.Errorf("link %q", link)
	}
	if got := call(h, "GET", "/api/things?limit=7&state=on&cursor="+l.NextCursor, "", "Authorization", "k").Code; got != 200 {
		t.Errorf("the next page is %d", got)
	}
	want := []page.Request{{Limit: 25}, {Limit: 7, Cursor: "raw#key"}}
	if diff := cmp.Diff(want, s.lists); diff != "" {
		t.Error(diff)
	}
	if got := call(h, "GET", "/api/things?state=off&cursor="+l.NextCursor, "", "Authorization", "k").Code; got != 400 {
		t.Errorf("another filter takes the cursor: %d", got)
	}
}

func TestARepeatedKeyGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	s := &stage{}
	h := house(io.Discard).Serve(guard, s.noun())
	first := call(h, "POST", "/api/things", good, "Idempotency-Key", "k1")
	second := call(h, "POST", "/api/things", good, "Idempotency-Key", "k1")
	if first.Code != 201 || second.Code != 201 || !bytes.Equal(first.Body.Bytes(), second.Body.Bytes()) || s.made != 1 {
		t.Errorf("%d then %d, made %d times", first.Code, second.Code, s.made)
	}
	if second.Header().Get("Idempotent-Replayed") != "true" {
		t.Error("the replay does not say so")
	}
	other := call(h, "POST", "/api/things", strings.Replace(good, `"a"`, `"b"`, 1), "Idempotency-Key", "k1")
	if p := problem(t, other); other.Code != 422 || p.Code != "idempotency.mismatch" {
		t.Errorf("another body under the key: %d %s", other.Code, p.Code)
	}
	s.inside = func() {
		again := call(h, "POST", "/api/things", good, "Idempotency-Key", "k3")
		if p := problem(t, again); again.Code != 409 || p.Code != "idempotency.in_flight" || again.Header().Get("Retry-After") != "1" {
			t.Errorf("while the first runs: %d %s", again.Code, p.Code)
		}
	}
	call(h, "POST", "/api/things", good, "Idempotency-Key", "k3")
	s.inside, s.fail = nil, errors.New("down")
	if got := call(h, "POST", "/api/things", good, "Idempotency-Key", "k2").Code; got != 500 {
		t.Fatal(got)
	}
	s.fail = fault.New(fault.Forbidden, "proof.required", "Show first who you are.")
	if got := call(h, "POST", "/api/things", good, "Idempotency-Key", "k2").Code; got != 403 {
		t.Fatal(got)
	}
	s.fail = nil
	if got := call(h, "POST", "/api/things", good, "Idempotency-Key", "k2").Code; got != 201 {
		t.Errorf("a failure or a refusal was remembered: %d", got)
	}
}

func TestNothingIsRegisteredBeforeTheFirstRequest(t *testing.T) {
	t.Parallel()
	s := &stage{}
	h := house(io.Discard).Serve(guard, s.noun())
	call(h, "GET", "/api/other", "")
	if s.built != 0 {
		t.Fatal("built too early")
	}
	call(h, "POST", "/api/things", good)
	call(h, "POST", "/api/things", good)
	if s.built != 1 {
		t.Errorf("built %d times", s.built)
	}
}

func TestAnswersCarryTheSecurityHeaders(t *testing.T) {
	t.Parallel()
	w := call(house(io.Discard).Serve(guard, (&stage{}).noun()), "POST", "/api/things", good)
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

type hidden struct {
	Name string `path:"name"`
}

func TestAPathNobodyReadsDoesNotRegister(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("an input that is never filled went unnoticed")
		}
	}()
	httpkit.Document(httpkit.Noun{Name: "Things", Register: func(api *httpkit.API) {
		httpkit.Register(api, httpkit.Op{ID: "get-thing", Method: http.MethodGet, Path: "/api/things/{name}", Summary: "Get", Access: httpkit.Public},
			func(context.Context, *struct{ hidden }) (*httpkit.None, error) { return &httpkit.None{}, nil })
	}})
}
