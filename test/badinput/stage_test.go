// Package badinput_test sends what nobody should send to everything that the
// world can reach: the answer is a problem or a verdict with its reason, never a
// failure of ours, and never a state that is written in part.
package badinput_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/test/stage"
)

// open sets up a stage with a partner, a sale on the books, and the partner of
// another program.
func open(t *testing.T) (s *stage.Stage, maya, rival stage.Partner) {
	t.Helper()
	s, err := stage.Open(t.Context())
	must(t, err)
	maya, err = s.Join(t.Context(), "maya")
	must(t, err)
	other, err := s.NewProgram(t.Context(), "rival")
	must(t, err)
	rival, err = s.JoinTo(t.Context(), other, "noah")
	must(t, err)
	c, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	if w := s.Sale(t.Context(), "SOLD", "100.00", c); w.Code != http.StatusOK {
		t.Fatalf("the first sale is answered with %d %s", w.Code, w.Body)
	}
	must(t, s.Settle(t.Context()))
	return s, maya, rival
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is what a problem or a verdict says.
type answer struct {
	Status    int
	Code      string   `json:"code"`
	RequestID string   `json:"request_id"`
	Verdict   string   `json:"verdict"`
	Reason    string   `json:"reason"`
	Errors    []detail `json:"errors"`
}

type detail struct {
	Location string `json:"location"`
	Message  string `json:"message"`
}

// refused sends a request that must be answered with that status and code, and
// change nothing at all.
func refused(t *testing.T, s *stage.Stage, h http.Handler, r *http.Request, status int, code string) {
	t.Helper()
	before := kept(t, s)
	a := send(t, h, r)
	if a.Status != status || a.Code != code {
		t.Errorf("answered with %d %s %+v, want %d %s", a.Status, a.Code, a.Errors, status, code)
	}
	must(t, s.Settle(t.Context()))
	if diff := cmp.Diff(before, kept(t, s)); diff != "" {
		t.Errorf("something was written:\n%s", diff)
	}
}

// kept is the whole table, but for the list of what was refused.
func kept(t *testing.T, s *stage.Stage) map[table.Key]table.Item {
	t.Helper()
	items, err := s.Dump(t.Context())
	must(t, err)
	maps.DeleteFunc(items, func(k table.Key, _ table.Item) bool { return strings.HasPrefix(k.PK, "REFUSED#") })
	return items
}

// send returns the answer, which must be one of ours.
func send(t *testing.T, h http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(t.Context()))
	a := answer{Status: w.Code}
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("answered with %d %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("answered with %d %q: %v", w.Code, w.Body, err)
	}
	kind := w.Header().Get("Content-Type")
	switch {
	case w.Code >= http.StatusBadRequest && a.Verdict == "":
		if !strings.HasPrefix(kind, "application/problem+json") || a.Code == "" || a.RequestID == "" {
			t.Errorf("answered with %d as %s: %s", w.Code, kind, w.Body)
		}
	case a.Verdict == "":
		t.Errorf("answered with %d and no verdict: %s", w.Code, w.Body)
	}
	return a
}

// nested is JSON as deep as that.
func nested(depth int) string {
	return strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth)
}
