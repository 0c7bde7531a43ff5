package trackapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

// cookieName and cookieAge: the visitor's cookie helps to count once, and is
// never needed to attribute a sale.
const (
	cookieName = "trib_v"
	cookieAge  = "7776000" // 90 days
)

// params is what a tracking link's query may say.
type params struct {
	to      string
	subs    link.Subs
	qr      bool
	consent string // "1" or "0" where the visitor was asked
}

// parseParams reads the query; the first of a repeated parameter counts, sub1
// and s1 are one, and what else stands there is ignored.
func parseParams(raw string) params {
	var p params
	for raw != "" {
		var pair string
		pair, raw, _ = strings.Cut(raw, "&")
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			continue
		}
		text, err := url.QueryUnescape(value)
		if err != nil {
			continue
		}
		digit, isSub := strings.CutPrefix(name, "sub")
		if !isSub {
			digit, isSub = strings.CutPrefix(name, "s")
		}
		switch {
		case isSub && len(digit) == 1 && digit[0] >= '1' && digit[0] <= '5':
			if at := &p.subs[digit[0]-'1']; *at == "" {
				*at = text
			}
		case name == "to" && p.to == "":
			p.to = text
		case name == "qr":
			p.qr = true
		case name == "consent":
			p.consent = text
		}
	}
	return p
}

// visited is what a request makes: the click, whose it is, and the cookie that
// tells the visitor's next one.
type visited struct {
	message click.Message
	visitor click.Visitor
	cookie  string
}

func (h *Redirect) visit(ctx context.Context, r Request, v edge.Viewer, l link.Link, p params) visited {
	now, seen := h.Clock.Now(), seenOf(r, v)
	salt := h.Salts.Of(ctx, now)
	out := visited{message: click.Message{
		Program: l.Program, Partner: l.Partner, Link: l.ID, Offer: l.Terms.Offer, Holdout: l.Kind == link.Holdout, Zone: l.Terms.Zone, Window: l.Terms.WindowDays,
		Cause: seen.Cause(), From: salt.From(v.Address, l.Program), Facts: seen.Facts(),
	}}
	out.message.Facts.Subs = p.subs.Clean().Or(l.Subs).Clean()
	out.message.Facts.Paid = click.PaidBy(r.Query)
	browser, known := h.Keys.Known(cookie(r.Cookies))
	asked := l.Terms.Consent && (p.consent != "1" || v.Refuses)
	cookieless := l.Terms.Cookieless || p.consent == "0" || asked || out.message.Cause != ""
	if !known || cookieless {
		browser, known = salt.Fingerprint(v.Address, seen.Agent, seen.Languages), false
	}
	if !known && !cookieless {
		out.cookie = h.cookie(h.Keys.Cookie(browser))
	}
	out.visitor = h.Keys.Visitor(browser, l.Program)
	touch := click.Touch{At: now, LinkRef: l.Ref, EnrollmentRef: l.Terms.EnrollmentRef, Visitor: out.visitor}
	if cookieless {
		touch.Flags |= click.Cookieless
	}
	if p.qr {
		touch.Flags |= click.QR
	}
	touch, err := h.Keys.Mint(h.Entropy, l.Program, touch)
	if err != nil {
		h.Log.ErrorContext(ctx, "click cannot be named", "error", err.Error())
		return out
	}
	out.message.ID = touch.ID
	return out
}

// seenOf reads what a click is judged by.
func seenOf(r Request, v edge.Viewer) click.Seen {
	agent := r.Header("user-agent")
	return click.Seen{
		Head: r.Method == http.MethodHead, Agent: agent[:min(len(agent), maxAgent)], Languages: r.Header("accept-language"), Referrer: r.Header("referer"),
		Country: v.Country, Network: v.Network, Navigation: v.Navigation(), Says: v.Dest != "" || v.Mode != "", Prefetch: v.Prefetch(),
	}
}

// cookie finds the visitor's cookie.
func cookie(cookies []string) string {
	for _, line := range cookies {
		for line != "" {
			var one string
			one, line, _ = strings.Cut(line, ";")
			if name, value, _ := strings.Cut(strings.TrimSpace(one), "="); name == cookieName {
				return value
			}
		}
	}
	return ""
}

func (h *Redirect) cookie(value string) string {
	c := cookieName + "=" + value + "; Path=/r; Max-Age=" + cookieAge + "; HttpOnly; SameSite=Lax"
	if h.Insecure {
		return c
	}
	return c + "; Secure"
}
