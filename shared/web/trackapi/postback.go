package trackapi

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Postback serves GET and POST /postback: parameters in the query, a form, or a
// flat JSON object. X-Postback-Secret wins over key and secret; where neither
// is sent, the query's sig or the body's signature proves the program.
func (i Intake) Postback(house *httpkit.House) http.Handler {
	return house.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodPost {
			w.Header().Set("Allow", "GET, POST")
			httpkit.WriteProblem(w, r, fault.New(fault.Invalid, "route.method", "A postback is a GET or a POST."))
			return
		}
		v, err := i.postback(r)
		if err != nil {
			httpkit.WriteProblem(w, r, httpkit.Unreadable(err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(v.status)
		json.NewEncoder(w).Encode(v) //nolint:errcheck // the caller hung up
	}))
}

func (i Intake) postback(r *http.Request) (Verdict, error) {
	body, err := readAll(r)
	if err != nil {
		return Verdict{}, err
	}
	q, err := parameters(r, body)
	if err != nil {
		return Verdict{}, err
	}
	p, err := i.sender(r, q)
	if err != nil {
		return Verdict{}, err
	}
	requestID := httpkit.RequestID(r.Context())
	in, unfilled := ReadParameters(q)
	if len(unfilled) > 0 {
		i.unfilled(r.Context(), p, conversion.Postback, in, unfilled)
		return refusedMacros(unfilled, requestID), nil
	}
	v, err := i.decide(r.Context(), p, conversion.Postback, in)
	return viewOf(v, requestID), err
}

// sender proves the program.
func (i Intake) sender(r *http.Request, q url.Values) (id.Program, error) {
	secret := r.Header.Get("X-Postback-Secret")
	if secret == "" {
		_, secret = first(q, "key", "secret")
	}
	switch {
	case secret != "":
	case q.Get("sig") != "":
		return i.querySigner(r)
	case r.Header.Get("Webhook-Signature") != "":
		return i.signer(r)
	}
	return i.Secrets.Program(r.Context(), secret)
}

// refusedMacros is the verdict on a report whose sender did not fill in what it
// is about. Nothing of it is kept.
func refusedMacros(names []string, requestID string) Verdict {
	v := Verdict{Verdict: string(conversion.Rejected), Reason: "macro_not_replaced", Commissions: []VerdictCommission{}, Trace: requestID, status: http.StatusOK}
	for _, n := range names {
		v.Errors = append(v.Errors, httpkit.ProblemField{Location: n, Message: "is a macro that was not replaced by its value"})
	}
	return v
}

func readAll(r *http.Request) ([]byte, error) {
	if r.Method != http.MethodPost {
		return nil, nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	return body, nil
}

// parameters reads the query and, for a POST, a form or a flat JSON object; the
// body wins.
func parameters(r *http.Request, body []byte) (url.Values, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, httpkit.Unreadable(unreadable("query", "cannot be read"))
	}
	if len(body) > 0 {
		given, err := form(r.Header.Get("Content-Type"), body)
		if err != nil {
			return nil, err
		}
		for k, v := range given {
			q[k] = v
		}
	}
	for k, vs := range q {
		for _, v := range vs {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return nil, httpkit.Unreadable(unreadable(k, "must be valid UTF-8"))
			}
		}
	}
	return q, nil
}

func form(contentType string, body []byte) (url.Values, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil && contentType != "" {
		return nil, httpkit.Unreadable(unreadable("content-type", "cannot be read"))
	}
	if kind != "application/json" {
		q, err := url.ParseQuery(string(body))
		if err != nil {
			return nil, httpkit.Unreadable(unreadable("body", "is not a form"))
		}
		return q, nil
	}
	var flat map[string]any
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	if err := d.Decode(&flat); err != nil || d.More() {
		return nil, httpkit.Unreadable(unreadable("body", "is not one JSON object"))
	}
	return flatten(flat)
}

// flatten writes an object as parameters; metadata may be an object of its own.
func flatten(flat map[string]any) (url.Values, error) {
	q := url.Values{}
	for k, v := range flat {
		switch t := v.(type) {
		case string:
			q.Set(k, t)
		case json.Number:
			q.Set(k, t.String())
		case bool:
			if t {
				q.Set(k, "true")
			} else {
				q.Set(k, "false")
			}
		case nil:
		case map[string]any:
			if k != "metadata" {
				return nil, unreadable("body."+k, "must be text or a number")
			}
			inner, err := flatten(t)
			if err != nil {
				return nil, err
			}
			for name := range inner {
				q.Set("metadata."+name, inner.Get(name))
			}
		default:
			return nil, unreadable("body."+k, "must be text or a number")
		}
	}
	return q, nil
}

func bodyFault(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fault.New(fault.Invalid, "request.too_large", "The body is larger than 256 KiB.")
	}
	return httpkit.Unreadable(unreadable("body", "cannot be read"))
}
