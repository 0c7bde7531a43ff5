package localhost

import (
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/local"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/openid/openidtest"
)

// handler is the one origin: the edge with portal and API, and the pages below
// /_local that only this machine has.
func (m *machine) handler() http.Handler {
	pages := http.NewServeMux()
	pages.HandleFunc("GET /_local/health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	pages.HandleFunc("GET /_local/mail", m.mails)
	pages.HandleFunc("GET /_local/mail/{id}", m.mail)
	pages.HandleFunc("/_local/run/{function}", m.runNow)
	if m.Provider {
		m.signIn(pages)
	}
	gateway := &local.Gateway{Routes: m.host.Routes(), Clock: clock.System(), Next: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusNotFound, map[string]any{"type": "about:blank", "title": "Not Found", "status": http.StatusNotFound, "code": "route.not_found"})
	})}
	edge := local.Edge{API: gateway, Portal: filepath.Join(m.Root, "portal", "dist"), Headers: m.headers}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !strings.HasPrefix(r.URL.Path, "/_local/"):
			edge.ServeHTTP(w, r)
		case !ours(r):
			answer(w, http.StatusForbidden, map[string]any{"status": http.StatusForbidden, "code": "local.elsewhere"})
		default:
			pages.ServeHTTP(w, r)
		}
	})
}

// standIn is where the stand-in for Google is.
const standIn = "/_local/openid"

// signIn serves an OpenID provider that believes everybody.
func (m *machine) signIn(pages *http.ServeMux) {
	p, err := openidtest.New(m.origin+standIn, "trib-local", "", clock.System())
	if err != nil {
		m.log.Error("no stand-in for Google", "error", err)
		return
	}
	pages.Handle(standIn+"/", http.StripPrefix(standIn, p))
}

// ours keeps other sites' pages away from /_local: neither a name that points
// here nor a request sent from elsewhere gets through.
func ours(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	return err == nil && (host == "127.0.0.1" || host == "localhost") && r.Header.Get("Sec-Fetch-Site") != "cross-site"
}

func answer(w http.ResponseWriter, status int, v any) {
	kind := "application/json"
	if status >= http.StatusBadRequest {
		kind = "application/problem+json"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// runNow fires a function's schedules, with its clock at a later time if asked.
func (m *machine) runNow(w http.ResponseWriter, r *http.Request) {
	var at time.Time
	if text := r.URL.Query().Get("at"); text != "" {
		var err error
		if at, err = time.Parse(time.RFC3339, text); err != nil {
			answer(w, http.StatusBadRequest, map[string]any{"status": http.StatusBadRequest, "code": "local.bad_time", "detail": "at must look like 2026-01-31T12:00:00Z"})
			return
		}
	}
	name := r.PathValue("function")
	if err := m.host.Run(r.Context(), name, at); err != nil {
		status := http.StatusInternalServerError
		switch {
		case fault.Is(err, fault.NotFound):
			status = http.StatusNotFound
		case fault.Is(err, fault.Invalid):
			status = http.StatusBadRequest
		}
		answer(w, status, map[string]any{"status": status, "code": fault.CodeOf(err), "detail": err.Error(), "functions": m.host.Scheduled()})
		return
	}
	done := map[string]any{"function": name}
	if !at.IsZero() {
		done["at"] = at
	}
	answer(w, http.StatusOK, done)
}
