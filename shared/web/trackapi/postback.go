package trackapi

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// names are the parameters of a postback, each with the words that other
// networks use for it; the first word that is given wins.
var names = struct {
	click, transaction, order, amount, secret []string
}{
	click:       []string{"click_id", "clickid", "cid"},
	transaction: []string{"transaction_id", "txn_id", "txid", "tid"},
	order:       []string{"order_id"},
	amount:      []string{"amount", "revenue", "sum"},
	secret:      []string{"key", "secret"},
}

// Postback serves GET and POST /postback: parameters in the query, a form, or a
// flat JSON object. X-Postback-Secret wins over key and secret.
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
		w.WriteHeader(statusOf(v))
		json.NewEncoder(w).Encode(viewOf(v, httpkit.RequestID(r.Context()))) //nolint:errcheck // the caller hung up
	}))
}

func (i Intake) postback(r *http.Request) (conversion.Verdict, error) {
	q, err := parameters(r)
	if err != nil {
		return conversion.Verdict{}, err
	}
	secret := r.Header.Get("X-Postback-Secret")
	if secret == "" {
		secret = first(q, names.secret...)
	}
	p, err := i.Secrets.Program(r.Context(), secret)
	if err != nil {
		return conversion.Verdict{}, err
	}
	in := raw{
		event: q.Get("event"), transaction: first(q, names.transaction...), order: first(q, names.order...), clicks: first(q, names.click...),
		amount: first(q, names.amount...), currency: q.Get("currency"), status: strings.ToLower(q.Get("status")),
		reason: q.Get("reason"), occurred: q.Get("occurred_at"), customer: q.Get("customer_id"), email: q.Get("customer_email"),
	}
	if in.transaction == "" {
		in.transaction = in.order // an order's id is enough where there is one sale an order
	}
	return i.decide(r.Context(), p, conversion.Postback, in)
}

// parameters reads the query and, for a POST, a form or a flat JSON object; the
// body wins.
func parameters(r *http.Request) (url.Values, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, httpkit.Unreadable(unreadable("query", "cannot be read"))
	}
	if r.Method == http.MethodPost {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, bodyFault(err)
		}
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
	q := url.Values{}
	for k, v := range flat {
		switch t := v.(type) {
		case string:
			q.Set(k, t)
		case json.Number:
			q.Set(k, t.String())
		case nil:
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

func first(q url.Values, words ...string) string {
	for _, w := range words {
		if v := q.Get(w); v != "" {
			return v
		}
	}
	return ""
}

// parseTime reads RFC 3339; empty is the zero time, which means now.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, unreadable("occurred_at", "must be a time such as 2026-11-21T09:30:00Z")
	}
	return t, nil
}

func messageOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message
	}
	return "cannot be read"
}
