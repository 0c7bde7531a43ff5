package httpkit

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Problem is the one shape of an error, RFC 9457 with a stable code, the
// request's id and the wrong inputs.
type Problem struct { //nolint:errname // RFC 9457 calls it so
	Type      string         `json:"type" doc:"Always about:blank; code says which problem it is" example:"about:blank"`
	Title     string         `json:"title" doc:"What the status means" example:"Not Found"`
	Status    int            `json:"status" doc:"The HTTP status" example:"404"`
	Detail    string         `json:"detail" doc:"What went wrong, for a person" example:"There is no such link."`
	Code      string         `json:"code" doc:"Stable word for programs" example:"link.not_found"`
	RequestID string         `json:"request_id" doc:"Quote it when asking for help" example:"req_01JD0000000000000000000000"`
	Errors    []ProblemField `json:"errors,omitempty" doc:"Which inputs are wrong"`

	after time.Duration
}

// ProblemField names one wrong input.
type ProblemField struct {
	Location string `json:"location" doc:"Path of the input" example:"body.amount"`
	Message  string `json:"message" doc:"What is wrong with it" example:"must not be negative"`
}

// Error gives the code and the detail.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType marks the body as a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells the caller when to come back.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(int((p.after+time.Second-1)/time.Second)))
	}
	return h
}

var (
	_ huma.StatusError       = (*Problem)(nil)
	_ huma.ContentTypeFilter = (*Problem)(nil)
	_ huma.HeadersError      = (*Problem)(nil)
)

// statusOf is the one table from a fault's kind to a status.
func statusOf(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Gone:
		return http.StatusGone
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusInternalServerError
}

// unreadable marks an Invalid fault as a request that could not be read.
type unreadable struct{ error }

// Unwrap returns the fault.
func (u unreadable) Unwrap() error { return u.error }

// Unreadable makes an Invalid fault answer 400 instead of 422: the request
// could not be read, let alone judged.
func Unreadable(err error) error { return unreadable{err} }

// ProblemOf is the answer to an error. A fault shows its message; anything else
// is internal and shows nothing. An error in the chain that has a method
// RetryAfter() time.Duration sets the header of that name.
func ProblemOf(err error, requestID string) *Problem {
	p := &Problem{
		Type: "about:blank", Status: http.StatusInternalServerError, Code: "internal", RequestID: requestID,
		Detail: "Something went wrong on our side. Nothing was lost; please try again.",
	}
	var ready *Problem
	if errors.As(err, &ready) {
		c := *ready
		c.RequestID, c.Title = requestID, http.StatusText(c.Status)
		return &c
	}
	var f *fault.Error
	if errors.As(err, &f) && f.Kind != fault.Internal {
		p.Status, p.Code, p.Detail = statusOf(f.Kind), f.Code, f.Message
		for _, x := range f.Fields {
			p.Errors = append(p.Errors, ProblemField(x))
		}
	}
	if u := (unreadable{}); errors.As(err, &u) && p.Status == http.StatusUnprocessableEntity {
		p.Status = http.StatusBadRequest
	}
	var later interface{ RetryAfter() time.Duration }
	switch {
	case errors.As(err, &later):
		p.after = later.RetryAfter()
	case p.Status == http.StatusServiceUnavailable:
		p.after = time.Second
	}
	p.Title = http.StatusText(p.Status)
	return p
}

// WriteProblem answers a request that no operation serves: handlers outside
// the API use it too, so that an error looks the same everywhere.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	note(r.Context(), err)
	ProblemOf(err, RequestID(r.Context())).write(w)
}

func (p *Problem) write(w http.ResponseWriter) {
	for k, v := range p.GetHeaders() {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	body, err := json.Marshal(p)
	if err == nil {
		_, _ = w.Write(body) // the client may be gone; there is nobody left to tell
	}
}

// refused is a problem of the transport's own, whose status no fault has.
func refused(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Status: status, Title: http.StatusText(status), Code: code, Detail: detail}
}

// fromHuma turns the framework's own refusals (a body that is no JSON, an
// input against its schema) into a problem. Values are not echoed.
func fromHuma(m *huma.ErrorModel, requestID string) *Problem {
	p := refused(m.Status, "request.invalid", "Some of what was sent is not valid.")
	p.RequestID = requestID
	switch m.Status {
	case http.StatusBadRequest:
		p.Code, p.Detail = "request.unreadable", "The request could not be read."
	case http.StatusRequestEntityTooLarge:
		p.Code, p.Detail = "request.too_large", "The request is too large."
	case http.StatusUnsupportedMediaType:
		p.Code, p.Detail = "request.media_type", "Send the body as application/json."
	}
	for _, e := range m.Errors {
		if e != nil {
			p.Errors = append(p.Errors, ProblemField{Location: e.Location, Message: e.Message})
		}
	}
	return p
}
