package local_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/local"
)

// TestTheEdgeFunctionIsTheOneThatIsDeployed holds the local host's viewer
// request against the cases that the deployed script is tested with.
func TestTheEdgeFunctionIsTheOneThatIsDeployed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../infra/edge/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	type seen struct{ URI, Host, Nav string }
	var cases []struct {
		Name, URI string
		Headers   map[string]string
		Want      seen
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, tc := range cases {
		t.Run(tc.Name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodGet, tc.URI, nil)
			r.Host = ""
			for name, value := range tc.Headers {
				r.Header.Set(name, value)
				if name == "host" {
					r.Host = value
				}
			}
			local.ViewerRequest(r)
			got := seen{r.URL.Path, r.Header.Get("X-Trib-Host"), r.Header.Get("X-Trib-Nav")}
			if diff := cmp.Diff(tc.Want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestThePortalIsServedWithTheTemplatesHeaders(t *testing.T) {
	t.Parallel()
	portal := t.TempDir()
	for name, text := range map[string]string{"index.html": "<p>portal", "assets/a-1.js": "x", "../secret": "s"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(portal, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(portal, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e := local.Edge{Portal: portal, Headers: map[string]string{"Content-Security-Policy": "default-src 'self'"}, API: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		_, _ = io.WriteString(w, "api")
	})}
	for _, tc := range []struct {
		name, method, path string
		status             int
		body, cache, csp   string
	}{
		{"a page is the portal", "GET", "/programs/prg_1", 200, "<p>portal", "no-cache", "default-src 'self'"},
		{"an asset never changes", "GET", "/assets/a-1.js", 200, "x", "public, max-age=31536000, immutable", "default-src 'self'"},
		{"a missing file is not the portal", "GET", "/assets/b-2.js", 404, "", "no-store", "default-src 'self'"},
		{"no path leaves the folder", "GET", "/../secret.txt", 404, "", "no-store", "default-src 'self'"},
		{"files are only read", "POST", "/index.html", 405, "", "no-store", "default-src 'self'"},
		{"an API path is the API's, with its own headers", "GET", "/api/p/x", 200, "api", "", "default-src 'none'"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(tc.method, "/", nil)
			r.URL.Path = tc.path
			w := httptest.NewRecorder()
			e.ServeHTTP(w, r)
			h := w.Header()
			if w.Code != tc.status || (tc.body != "" && w.Body.String() != tc.body) || h.Get("Cache-Control") != tc.cache || h.Get("Content-Security-Policy") != tc.csp {
				t.Errorf("%d %q, %v", w.Code, w.Body, h)
			}
		})
	}
}
