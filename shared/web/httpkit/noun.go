package httpkit

import (
	"net/http"
	"sync"
)

// Noun is everything that one audience may do with one noun. Patterns are
// ServeMux paths without method; whatever lies below them belongs to it too.
type Noun struct {
	Name     string
	Patterns []string
	Register func(*API)
}

// Serve returns the handler of the nouns. Nothing is registered until the
// first request to one of a noun's patterns.
func (h *House) Serve(guard Guard, nouns ...Noun) http.Handler {
	mux := http.NewServeMux()
	for _, n := range nouns {
		handler := h.lazy(guard, n)
		for _, p := range n.Patterns {
			mux.Handle(p, handler)
			mux.Handle(p+"/{below...}", handler)
		}
	}
	return h.Wrap(problems(mux))
}

func (h *House) lazy(guard Guard, n Noun) http.Handler {
	build := sync.OnceValue(func() http.Handler {
		api := newAPI(h, guard)
		api.noun = n.Name
		n.Register(api)
		return problems(api.mux)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { build().ServeHTTP(w, r) })
}

// problems serves a mux whose own refusals (no such path, wrong method) are
// problems like every other.
func problems(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refusal, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &captured{header: http.Header{}}
		refusal.ServeHTTP(probe, r)
		if probe.status != http.StatusMethodNotAllowed {
			WriteProblem(w, r, errNoRoute())
			return
		}
		w.Header().Set("Allow", probe.header.Get("Allow"))
		WriteProblem(w, r, refused(http.StatusMethodNotAllowed, "route.method", "This address does not take that method."))
	})
}
