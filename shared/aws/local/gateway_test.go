package local_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/local"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func sandbox(id string, f lambdarun.HandlerFunc) local.Sandbox {
	return local.Sandbox{ID: id, Handler: f, Timeout: time.Second, Log: slog.New(slog.DiscardHandler)}
}

// gateway has a function per route; each answers with its id and parameters.
func gateway(seen *events.APIGatewayV2HTTPRequest) *local.Gateway {
	g := &local.Gateway{Clock: clock.At(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)), Next: http.NotFoundHandler()}
	for id, route := range map[string][2]string{
		"redirect": {"ANY", "/r/{key}"}, "postback": {"ANY", "/postback"}, "conversions": {"POST", "/v1/conversions"},
		"rest": {"ANY", "/v1/{proxy+}"}, "partner": {"ANY", "/api/p/{proxy+}"},
	} {
		g.Routes = append(g.Routes, local.GatewayRoute{Method: route[0], Path: route[1], Sandbox: sandbox(id, func(_ context.Context, payload []byte) ([]byte, error) {
			var e events.APIGatewayV2HTTPRequest
			if err := json.Unmarshal(payload, &e); err != nil {
				return nil, err
			}
			*seen = e
			if e.RawQueryString == "fail" {
				return nil, errors.New("boom")
			}
			return json.Marshal(events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: "aWQ=", IsBase64Encoded: true, Headers: map[string]string{"X-Function": id}, Cookies: []string{"a=1", "b=2"}})
		})})
	}
	return g
}

func TestRequestsFindTheMostSpecificRoute(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ method, path, function, parameters string }{
		{"GET", "/r/summer", "redirect", "key=summer"},
		{"GET", "/r/a b", "redirect", "key=a b"},
		{"GET", "/r/", "", ""},
		{"GET", "/r/a/b", "", ""},
		{"POST", "/v1/conversions", "conversions", ""},
		{"GET", "/v1/conversions", "rest", "proxy=conversions"},
		{"GET", "/v1/a/b", "rest", "proxy=a/b"},
		{"GET", "/v1/", "", ""},
		{"GET", "/v1", "", ""},
		{"PUT", "/postback", "postback", ""},
		{"GET", "/api/p/ptr_1/links", "partner", "proxy=ptr_1/links"},
	} {
		t.Run(tc.method+" "+tc.path, func(t *testing.T) {
			t.Parallel()
			var e events.APIGatewayV2HTTPRequest
			r := httptest.NewRequest(tc.method, "/", nil)
			r.URL.Path = tc.path
			w := httptest.NewRecorder()
			gateway(&e).ServeHTTP(w, r)
			var got []string
			for k, v := range e.PathParameters {
				got = append(got, k+"="+v)
			}
			if w.Header().Get("X-Function") != tc.function || strings.Join(got, ",") != tc.parameters {
				t.Errorf("went to %q with %v, status %d", w.Header().Get("X-Function"), got, w.Code)
			}
		})
	}
}

func TestTheEventIsAPIGateways(t *testing.T) {
	t.Parallel()
	var e events.APIGatewayV2HTTPRequest
	r := httptest.NewRequest(http.MethodPost, "http://go.example/postback?a=1&a=2", strings.NewReader("k=v"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Add("X-Two", "1")
	r.Header.Add("X-Two", "2")
	r.Header.Set("Cookie", "c=1; d=2")
	w := httptest.NewRecorder()
	gateway(&e).ServeHTTP(w, r)
	if diff := cmp.Diff([]string{"c=1", "d=2"}, e.Cookies); diff != "" {
		t.Error(diff)
	}
	if e.Headers["x-two"] != "1,2" || e.Headers["host"] != "go.example" || e.QueryStringParameters["a"] != "1,2" || e.RawQueryString != "a=1&a=2" ||
		e.RequestContext.HTTP.SourceIP != "192.0.2.1" || e.RequestContext.HTTP.Method != "POST" || !e.IsBase64Encoded || e.Body != "az12" || e.Version != "2.0" {
		t.Errorf("event %+v", e)
	}
	if diff := cmp.Diff([]string{"a=1", "b=2"}, w.Header().Values("Set-Cookie")); diff != "" || w.Body.String() != "id" {
		t.Errorf("answer %q %s", w.Body, diff)
	}
}

func TestTheGatewayRefusesWhatTheRealOneRefuses(t *testing.T) {
	t.Parallel()
	var e events.APIGatewayV2HTTPRequest
	for _, tc := range []struct {
		name, path, body, header string
		status                   int
	}{
		{"a body of 10 MB", "/postback", strings.Repeat("x", 10<<20+1), "", 413},
		{"a body that the function cannot take", "/postback", strings.Repeat("x", 6<<20), "", 413},
		{"too many headers", "/postback", "", strings.Repeat("x", 11000), 431},
		{"a function that fails", "/postback?fail", "", "", 500},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			e := e
			r := httptest.NewRequest(http.MethodPost, tc.path, strings.NewReader(tc.body))
			r.Header.Set("X-Long", tc.header)
			w := httptest.NewRecorder()
			gateway(&e).ServeHTTP(w, r)
			body, err := io.ReadAll(w.Body)
			if w.Code != tc.status || w.Header().Get("Content-Type") != "application/problem+json" || err != nil {
				t.Errorf("%d %s", w.Code, body)
			}
		})
	}
}
