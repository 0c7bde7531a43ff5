package local

import (
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Edge is the distribution before everything: it runs the viewer-request
// function, adds the security headers that an answer does not set itself, and
// serves the portal's files.
type Edge struct {
	API     http.Handler
	Portal  string            // folder of the portal's files
	Headers map[string]string // of the response headers policy
}

// ServeHTTP serves one request.
func (e Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range e.Headers {
		w.Header().Set(name, value)
	}
	if IsAPI(r.URL.Path) {
		ViewerRequest(r)
		e.API.ServeHTTP(w, r)
		return
	}
	ViewerRequest(r)
	e.file(w, r)
}

// file serves a file of the portal. The names of assets hold their hash, so
// they never change; everything else is asked for again.
func (e Edge) file(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		refuse(w, http.StatusMethodNotAllowed, "route.method")
		return
	}
	name := filepath.Join(e.Portal, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
	f, err := os.Open(name) //nolint:gosec // cleaned, so it lies below the portal's folder
	if err != nil {
		refuse(w, http.StatusNotFound, "route.not_found")
		return
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		refuse(w, http.StatusNotFound, "route.not_found")
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	if strings.HasPrefix(r.URL.Path, "/assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, name, info.ModTime(), f)
}

var (
	apiPath  = regexp.MustCompile(`^/(r|api|v1|webhooks)/|^/postback$`)
	filePath = regexp.MustCompile(`\.[A-Za-z0-9]+$`)
)

// IsAPI tells whether the distribution sends a path to the functions.
func IsAPI(path string) bool { return apiPath.MatchString(path) }

// ViewerRequest does what infra/edge/viewer-request.js does; one table of
// cases holds both.
func ViewerRequest(r *http.Request) {
	purpose := r.Header.Get("Sec-Purpose")
	if purpose == "" {
		purpose = r.Header.Get("Purpose")
	}
	mode := r.Header.Get("Sec-Fetch-Mode")
	if r.Header.Get("Sec-Gpc") == "1" || r.Header.Get("Dnt") == "1" {
		mode += ",refused"
	}
	r.Header.Set("X-Trib-Host", r.Host)
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		address = r.RemoteAddr
	}
	r.Header.Set("X-Trib-Address", address)
	r.Header.Set("X-Trib-Nav", strings.Join([]string{r.Header.Get("Sec-Fetch-Dest"), mode, purpose}, ";"))
	if !IsAPI(r.URL.Path) && !filePath.MatchString(r.URL.Path) {
		r.URL.Path = "/index.html"
	}
}
