package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/app/large"
	"github.com/tributaryhq/tributary/test/stage"
)

// How large the program is whose lists are read, and how often each is.
const (
	listPartners = 5_000
	listReads    = 30

	listsPassword = "a password of the lists"
)

// lists measures the first page of the large lists on the memory table: request
// units, which are the same everywhere, and the server's own time.
func lists(ctx context.Context, commissions int) ([]Row, error) {
	s, err := stage.Open(ctx)
	if err != nil {
		return nil, err
	}
	p, first, err := large.Make(ctx, large.Options{
		On: s.Backends, Clock: s.Manual, Now: stage.Start(), Partners: listPartners, Commissions: commissions, Password: listsPassword, Say: io.Discard,
	})
	if err != nil {
		return nil, err
	}
	boss, err := cookies(ctx, s, large.Owner)
	if err != nil {
		return nil, err
	}
	partner, err := cookies(ctx, s, large.Partner)
	if err != nil {
		return nil, err
	}
	manage := "/api/m/" + string(p.ID)
	mine := "/api/p/" + string(first) + "/programs/" + string(p.ID)
	var out []Row
	for _, l := range []struct{ name, path string }{
		{"partners", manage + "/partners"},
		{"partners by name", manage + "/partners?q=partner+4999"},
		{"commissions", manage + "/commissions"},
		{"commissions by state", manage + "/commissions?status=pending"},
		{"conversions", manage + "/conversions"},
		{"customers", manage + "/customers"},
		{"a partner's commissions", mine + "/commissions"},
		{"a partner's commissions by customer", mine + "/commissions?q=nobody"},
	} {
		rows, err := listed(ctx, s, l.name, l.path, boss, partner)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

func cookies(ctx context.Context, s *stage.Stage, email string) ([]*http.Cookie, error) {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/api/auth/login", strings.NewReader(`{"email":"`+email+`","password":"`+listsPassword+`"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.Portal.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return nil, fmt.Errorf("%s cannot sign in: %d %s", email, w.Code, w.Body)
	}
	return w.Result().Cookies(), nil
}

// listed reads a page some times.
func listed(ctx context.Context, s *stage.Stage, name, path string, boss, partner []*http.Cookie) ([]Row, error) {
	handler, who := s.Portal, partner
	if strings.HasPrefix(path, "/api/m/") {
		handler, who = s.Manager, boss
	}
	var took []time.Duration
	units := 0.0
	for range listReads {
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, http.NoBody)
		for _, c := range who {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		s.Meter.Reset()
		begin := time.Now()
		handler.ServeHTTP(w, r)
		took = append(took, time.Since(begin))
		units = s.Meter.Snapshot().RRU
		if w.Code != http.StatusOK {
			return nil, fmt.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	slices.Sort(took)
	return []Row{
		{Name: "first page: " + name, Value: int64(units + 0.5), Unit: "RRU"},
		{Name: "first page: " + name, Value: took[len(took)*95/100].Microseconds(), Unit: "µs, p95", Goal: 300_000, Timed: true},
	}, nil
}
