package railhook

import (
	"io"
	"net/http"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// serve reads an event for its program and answers for what came of it.
func serve(w http.ResponseWriter, r *http.Request, take func(*http.Request, id.Program, []byte) error) {
	if err := read(r, take); err != nil {
		httpkit.WriteProblem(w, r, httpkit.Unreadable(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"received":true}`) //nolint:errcheck // the caller hung up
}

func read(r *http.Request, take func(*http.Request, id.Program, []byte) error) error {
	p, err := id.Parse[id.Program](r.PathValue("program"))
	if err != nil {
		return fault.New(fault.NotFound, "route.not_found", "There is nothing at this address.")
	}
	payload, err := io.ReadAll(r.Body)
	if err != nil || len(payload) > httpkit.MaxBody {
		return fault.New(fault.Invalid, "request.too_large", "The body cannot be read, or is larger than 256 KiB.")
	}
	return take(r, p, payload)
}
