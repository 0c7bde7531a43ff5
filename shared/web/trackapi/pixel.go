package trackapi

import (
	"net/http"
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// PixelPath is where the pixel is.
const PixelPath = "/v1/track/pixel.gif"

// gif is one transparent dot.
const gif = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

// Pixel serves the image that old shops put on their thank-you page: always the
// same dot, whatever was made of the parameters, which are those of a postback
// with the publishable key. Like every word of a page a sale is a claim only.
// What was made of it stands in X-Verdict, for people who try it.
func (p Pages) Pixel(house *httpkit.House) http.Handler {
	return house.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		word := p.dot(r)
		h := w.Header()
		h.Set("X-Verdict", word)
		h.Set("Content-Type", "image/gif")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.WriteHeader(http.StatusOK)
		if r.Method != http.MethodHead {
			_, _ = w.Write([]byte(gif)) // whoever hung up saw nothing anyway
		}
	}))
}

// dot takes what the pixel says and tells what became of it.
func (p Pages) dot(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "route.method"
	}
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "request.unreadable"
	}
	k, err := p.Keys.Authenticate(r.Context(), q.Get("key"))
	if err != nil || k.Kind != apikey.Publishable || k.Owner.Partner != "" {
		return "key.unknown"
	}
	rules, err := p.Programs.Rules(r.Context(), k.Owner.Program)
	if err != nil {
		return fault.CodeOf(err)
	}
	if from, err := url.Parse(r.Header.Get("Referer")); err == nil && from.Host != "" && !hostOf(rules.Program, from.Hostname()) {
		return "track.origin"
	}
	if err := p.bound(r, k.Owner.Program); err != nil {
		return fault.CodeOf(err)
	}
	in, unfilled := ReadParameters(q)
	if len(unfilled) > 0 {
		return "macro_not_replaced"
	}
	v, err := p.decide(r.Context(), k.Owner.Program, conversion.Browser, in)
	if err != nil {
		return fault.CodeOf(err)
	}
	return string(v.Result)
}
