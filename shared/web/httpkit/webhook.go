package httpkit

import (
	"io"
	"net/http"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Webhook reads what a provider tells of the program in the path, of so many
// bytes at most, and answers for what came of it: {"received":true}, or the
// fault. Deciding is for whoever takes it from a queue.
func Webhook(w http.ResponseWriter, r *http.Request, most int, take func(*http.Request, id.Program, []byte) error) {
	if err := webhook(r, most, take); err != nil {
		WriteProblem(w, r, Unreadable(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"received":true}`) //nolint:errcheck // the caller hung up
}

func webhook(r *http.Request, most int, take func(*http.Request, id.Program, []byte) error) error {
	p, err := id.Parse[id.Program](r.PathValue("program"))
	if err != nil {
		return fault.New(fault.NotFound, "route.not_found", "There is nothing at this address.")
	}
	body, err := io.ReadAll(r.Body)
	if err != nil || len(body) > most {
		return fault.New(fault.Invalid, "request.too_large", "The body cannot be read, or is larger than %d KiB.", most>>10)
	}
	return take(r, p, body)
}
