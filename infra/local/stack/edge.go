package stack

import (
	"net/http"
	"net/http/httputil"
	"net/url"

	"github.com/tributaryhq/tributary/shared/aws/local"
)

// Edge stands for the distribution: one origin, the portal's files and the API
// behind it, and infra/edge/viewer-request.js.
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
		r.Out.Host = r.In.Host
		local.ViewerRequest(r.Out)
		r.SetXForwarded()
		if local.IsAPI(r.In.URL.Path) {
			r.SetURL(api)
			return
		}
		r.Out.URL.RawPath, r.Out.URL.RawQuery = "", ""
		r.Out.Header.Del("Authorization")
		r.SetURL(files)
	}}, nil
}
