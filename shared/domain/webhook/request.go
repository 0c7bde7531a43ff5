package webhook

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// request is the call that tells a delivery to a hook now.
func (b *batch) request(ctx context.Context, del Delivery, h Hook, now time.Time) (Request, error) {
	r := Request{Method: "GET", URL: Expand(h.URL, del.values()), Header: map[string]string{"User-Agent": userAgent}}
	switch h.Form {
	case Get:
		return r, nil
	case JSON:
	}
	secrets, err := b.signing(ctx, h, now)
	if err != nil {
		return Request{}, err
	}
	r.Method = "POST"
	if r.Body, err = del.body(); err != nil {
		return Request{}, err
	}
	headers, err := sign(string(del.Ref.Delivery), now, r.Body, secrets...)
	if err != nil {
		return Request{}, err
	}
	r.Header["Content-Type"] = "application/json"
	for name, value := range headers {
		r.Header[name] = value
	}
	return r, nil
}

// signing returns the secrets that sign at a time, opened once a batch.
func (b *batch) signing(ctx context.Context, h Hook, now time.Time) ([]string, error) {
	at := Ref{Program: h.Program, Partner: h.Partner, Hook: h.ID}
	if known := b.secrets[at]; known != nil {
		return known, nil
	}
	sealed := [][]byte{h.Secret}
	if len(h.OldSecret) > 0 && now.Before(h.OldUntil) {
		sealed = append(sealed, h.OldSecret)
	}
	var out []string
	for _, s := range sealed {
		plain, err := b.Sealer.Open(ctx, string(h.ID), s)
		if err != nil {
			return nil, fmt.Errorf("open the secret of %s: %w", h.ID, err)
		}
		out = append(out, string(plain))
	}
	b.secrets[at] = out
	return out, nil
}

// Request returns the last call as it went out to a hook of this form; nothing
// when there was none. Its body is made anew from the event.
func (d Delivery) Request(f Form) (Request, error) {
	if len(d.Attempts) == 0 {
		return Request{}, nil
	}
	r := Request{Method: "GET", URL: d.Sent.URL, Header: map[string]string{"User-Agent": userAgent}}
	switch f {
	case Get:
		return r, nil
	case JSON:
	}
	body, err := d.body()
	r.Method, r.Body = "POST", body
	r.Header["Content-Type"] = "application/json"
	r.Header[idHeader] = string(d.Ref.Delivery)
	r.Header[timeHeader] = strconv.FormatInt(d.Attempts[len(d.Attempts)-1].At.Unix(), 10)
	r.Header[signatureHeader] = d.Sent.Signature
	return r, err
}
