package lambdarun_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func runtime(log io.Writer) lambdarun.Runtime {
	return lambdarun.Runtime{Log: lambdarun.Logger(log, "Test", "info"), Clock: clock.At(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))}
}

func call(t *testing.T, h http.HandlerFunc, e events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, string) {
	t.Helper()
	if e.RequestContext.HTTP.Method == "" {
		e.RequestContext.HTTP.Method = http.MethodGet
	}
	e.RequestContext.RequestID = "req-1"
	payload, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	out, err := runtime(&log).HTTP(h).Invoke(context.Background(), payload)
	if err != nil {
		t.Fatal(err)
	}
	var answer events.APIGatewayV2HTTPResponse
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer, log.String()
}

func TestHeadersArriveWhole(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"stripe-signature":  "t=1,v1=a,v1=b",
		"webhook-signature": "v1,abc= v1,def=",
		"accept-language":   "de,en;q=0.5",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			call(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Values(name) },
				events.APIGatewayV2HTTPRequest{RawPath: "/x", Headers: map[string]string{name: value}})
			if diff := cmp.Diff([]string{value}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRequestIsTheCallers(t *testing.T) {
	t.Parallel()
	e := events.APIGatewayV2HTTPRequest{
		RawPath: "/r/a b%3?c", RawQueryString: "sub1=x%20y&sub1=z", Cookies: []string{"a=1", "b=2"},
		Headers: map[string]string{"host": "go.example"}, Body: base64.StdEncoding.EncodeToString([]byte{0, 1}), IsBase64Encoded: true,
	}
	e.RequestContext.HTTP.SourceIP = "203.0.113.9"
	answer, _ := call(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		b, berr := r.Cookie("b")
		if err != nil || berr != nil || b.Value != "2" || r.Header.Get("Cookie") != "a=1; b=2" || !bytes.Equal(body, []byte{0, 1}) ||
			r.URL.Path != "/r/a b%3?c" || r.URL.Query()["sub1"][1] != "z" || r.Host != "go.example" || r.RemoteAddr != "203.0.113.9:0" {
			t.Errorf("got %s %s %q from %s, cookies %q, body %v", r.Host, r.URL.Path, r.URL.RawQuery, r.RemoteAddr, r.Header.Get("Cookie"), body)
		}
		http.SetCookie(w, &http.Cookie{Name: "one", Value: "1"})
		http.SetCookie(w, &http.Cookie{Name: "two", Value: "2"})
		w.WriteHeader(http.StatusNoContent)
	}, e)
	if diff := cmp.Diff([]string{"one=1", "two=2"}, answer.Cookies); diff != "" || answer.StatusCode != http.StatusNoContent {
		t.Errorf("status %d, cookies %s", answer.StatusCode, diff)
	}
}

func TestAnswersOfOddHandlers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		handler http.HandlerFunc
		event   events.APIGatewayV2HTTPRequest
		status  int
		body    string
		logged  int
	}{
		{"a handler that writes nothing answers 200", func(http.ResponseWriter, *http.Request) {}, events.APIGatewayV2HTTPRequest{RawPath: "/"}, 200, "", 0},
		{"a panic is a problem, not a dead process", func(http.ResponseWriter, *http.Request) { panic("boom") }, events.APIGatewayV2HTTPRequest{RawPath: "/"}, 500, `"code":"internal"`, 1},
		{"a body that is no base64 is the caller's fault", func(http.ResponseWriter, *http.Request) {}, events.APIGatewayV2HTTPRequest{RawPath: "/", Body: "%", IsBase64Encoded: true}, 400, `"code":"request.unreadable"`, 1},
		{"a query that is no URL is the caller's fault", func(http.ResponseWriter, *http.Request) {}, events.APIGatewayV2HTTPRequest{RawPath: "/", RawQueryString: "a=\x7f"}, 400, `"request_id":"req-1"`, 1},
		{"control signs in a path are only odd", func(http.ResponseWriter, *http.Request) {}, events.APIGatewayV2HTTPRequest{RawPath: "/\x01"}, 200, "", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			answer, log := call(t, tc.handler, tc.event)
			if answer.StatusCode != tc.status || !strings.Contains(answer.Body, tc.body) {
				t.Errorf("status %d, body %q", answer.StatusCode, answer.Body)
			}
			if strings.Count(log, "\n") != tc.logged {
				t.Errorf("want %d lines, got %s", tc.logged, log)
			}
		})
	}
}

func TestLongTextIsCompressedWhereTheCallerTakesIt(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("tributary ", 200)
	for _, tc := range []struct {
		name, accept, kind string
		want               bool
	}{
		{"JSON for a browser", "gzip, br", "application/json", true},
		{"a problem for a browser", "gzip", "application/problem+json", true},
		{"a caller without gzip", "identity", "application/json", false},
		{"an image", "gzip", "image/png", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			answer, _ := call(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tc.kind)
				_, _ = io.WriteString(w, text)
			}, events.APIGatewayV2HTTPRequest{RawPath: "/", Headers: map[string]string{"accept-encoding": tc.accept}})
			if answer.IsBase64Encoded != tc.want || (answer.Headers["Content-Encoding"] == "gzip") != tc.want {
				t.Fatalf("compressed %v, want %v", answer.IsBase64Encoded, tc.want)
			}
			if !tc.want {
				return
			}
			z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(answer.Body)))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(z)
			if err != nil || string(got) != text {
				t.Errorf("%d bytes came back, %v", len(got), err)
			}
		})
	}
}
