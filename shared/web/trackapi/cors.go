package trackapi

import (
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// CORS lets the program's own pages, and no others, call what next serves: the
// exact origin is named, never a wildcard, and credentials are not allowed. The
// key that tells the program must stand in the query, because a browser asks
// ahead without its headers.
func (p Pages) CORS(house *httpkit.House, next http.Handler) http.Handler {
	ahead := house.Wrap(http.HandlerFunc(p.ahead))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		if r.Method == http.MethodOptions {
			ahead.ServeHTTP(w, r)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" {
			if prog, err := p.page(r, apikey.ClicksWrite); err == nil && p.ownPage(prog, origin) {
				w.Header().Set("Access-Control-Allow-Origin", origin)
				w.Header().Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
			}
		}
		next.ServeHTTP(w, r)
	})
}

// ahead answers what a browser asks before it sends.
func (p Pages) ahead(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	prog, err := p.page(r, apikey.ClicksWrite)
	if err == nil && !p.ownPage(prog, origin) {
		err = fault.New(fault.Forbidden, "track.origin", "The page does not lie on one of the program's hosts.")
	}
	if err != nil {
		httpkit.WriteProblem(w, r, err)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Methods", "POST")
	w.Header().Set("Access-Control-Allow-Headers", "content-type")
	w.Header().Set("Access-Control-Max-Age", "7200")
	w.WriteHeader(http.StatusNoContent)
}
