package surface_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// call makes a request as a user.
func (w *world) call(as id.User, method, path, body string) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.callWith(string(as), method, path, body, nil)
}

func (w *world) callWith(cookie, method, path, body string, header map[string]string) *httptest.ResponseRecorder {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.ctx, method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-trib_session", Value: cookie})
	}
	rec := httptest.NewRecorder()
	w.api.ServeHTTP(rec, r)
	return rec
}

// do makes a request that must have the status, and reads its JSON answer.
func (w *world) do(as id.User, method, path, body string, status int) answer {
	w.t.Helper()
	rec := w.call(as, method, fill(path, w.acme, w.maya.partner, w.maya), fill(body, w.acme, w.maya.partner, w.maya))
	if rec.Code != status {
		w.t.Fatalf("%s %s: %d, not %d: %s", method, path, rec.Code, status, rec.Body)
	}
	out := answer{t: w.t}
	if rec.Body.Len() > 0 {
		w.read(rec.Body.Bytes(), &out.value)
	}
	return out
}

// answer is a part of a JSON answer.
type answer struct {
	t     *testing.T
	value any
}

// at goes down by names and positions: "data.0.amount.amount".
func (a answer) at(path string) answer {
	a.t.Helper()
	v := a.value
	for part := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(x) {
				a.t.Fatalf("there is no %s of %s", part, path)
			}
			v = x[i]
		default:
			a.t.Fatalf("there is no %s of %s", part, path)
		}
	}
	return answer{a.t, v}
}

// is fails the test unless the part reads like that, numbers without a point.
func (a answer) is(path, want string) {
	a.t.Helper()
	if got := a.at(path).String(); got != want {
		a.t.Errorf("%s is %s, not %s", path, got, want)
	}
}

// String is how the part reads.
func (a answer) String() string {
	if n, ok := a.value.(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(a.value)
}

// size is how many things a list holds.
func (a answer) size(path string) int {
	a.t.Helper()
	list, _ := a.at(path).value.([]any)
	return len(list)
}
