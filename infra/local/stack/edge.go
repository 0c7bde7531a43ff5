package stack

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
)

// Edge stands for the distribution: one origin, the portal's files and the API
// behind it, and infra/edge/viewer-request.js, of which it is the Go twin.
func (s *Stack) Edge() (http.Handler, error) {
	api, err := url.Parse(s.API)
	if err != nil {
		return nil, err
	}
	files, err := url.Parse(s.AWS + "/" + s.Bucket)
	if err != nil {
		return nil, err
	}
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		viewer := viewerRequest(r.In)
		r.Out.Header.Set("X-Trib-Host", viewer.host)
		r.Out.Header.Set("X-Trib-Nav", viewer.nav)
		r.SetXForwarded()
		if viewer.api {
			r.SetURL(api)
			return
		}
		r.Out.URL.Path, r.Out.URL.RawPath, r.Out.URL.RawQuery = viewer.path, "", ""
		r.Out.Header.Del("Authorization")
		r.SetURL(files)
	}}, nil
}

type viewer struct {
	path, host, nav string
	api             bool
}

func viewerRequest(r *http.Request) viewer {
	purpose := r.Header.Get("Sec-Purpose")
	if purpose == "" {
		purpose = r.Header.Get("Purpose")
	}
	v := viewer{path: r.URL.Path, host: r.Host, nav: strings.Join([]string{r.Header.Get("Sec-Fetch-Dest"), r.Header.Get("Sec-Fetch-Mode"), purpose}, ";")}
	v.api = apiPath.MatchString(v.path)
	if !v.api && !filePath.MatchString(v.path) {
		v.path = "/index.html"
	}
	return v
}

var (
	apiPath  = regexp.MustCompile(`^/(r|api|v1|webhooks)/|^/postback$`)
	filePath = regexp.MustCompile(`\.[A-Za-z0-9]+$`)
)
