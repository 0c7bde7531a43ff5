package trackapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Tracking is what the snippet, and others like it, tell from a shop's pages.
func (p Pages) Tracking() httpkit.Noun {
	const path = "/v1/track"
	op := func(id, verb, summary, about string, scope apikey.Scope) httpkit.Op {
		return httpkit.Op{ID: id, Method: http.MethodPost, Path: path + "/" + verb, Summary: summary, Description: about, Access: Page, Scope: string(scope)}
	}
	return httpkit.Noun{Name: "Tracking", Patterns: []string{path}, Register: func(api *httpkit.API) {
		httpkit.Register(api, op("track-click", "click", "Count a visit that came by a token, and get its click id",
			"For landing pages with ?via=, ?ref=, ?fpr= or ?pid=. Visits by our own links have a click id already.", apikey.ClicksWrite), p.click)
		httpkit.Register(api, op("track-lead", "lead", "Tell of a lead or signup from a page",
			"Decided like any other report.", apikey.ConversionsWrite), p.lead)
		httpkit.Register(api, op("track-sale", "sale", "Claim a sale from a page",
			"A page can be made to say anything, so the verdict is claimed: it is kept and shown to managers, and earns when the server, the shop or the payment provider reports the same transaction.", apikey.ConversionsWrite), p.sale)
	}}
}

// KeyQuery is the key of a page's request.
type KeyQuery struct {
	Key string `query:"key" doc:"The publishable key; servers send a secret key as their bearer token instead"`
}

// Visit is a visit as a landing page tells it.
type Visit struct {
	Token    string `json:"token,omitempty" maxLength:"100" doc:"What the landing page's parameter said"`
	Link     string `json:"link,omitempty" maxLength:"500" doc:"A link's address or key, instead of a token"`
	URL      string `json:"url,omitempty" maxLength:"2048" doc:"The landing page; sub1 to sub5 are read from its query"`
	Referrer string `json:"referrer,omitempty" maxLength:"2048" doc:"Where the visitor came from; only its host is kept"`
}

// CountedVisit is a visit's click.
type CountedVisit struct {
	ClickID    string `json:"click_id" doc:"Goes with every report of what this visitor does"`
	WindowDays int    `json:"window_days" doc:"For how long it earns"`
}

type clickInput struct {
	KeyQuery
	Body Visit
}

func (p Pages) click(ctx context.Context, in *clickInput) (*httpkit.Body[CountedVisit], error) {
	c, token := callerOf(ctx), in.Body.Token
	if token == "" {
		token = in.Body.Link[strings.LastIndexByte(strings.TrimSuffix(in.Body.Link, "/"), '/')+1:]
	}
	if token == "" {
		return nil, fault.New(fault.Invalid, "track.no_token", "Say by which token or link the visitor came.").
			With(fault.Field{Location: "body.token", Message: "is missing"})
	}
	l, err := p.Tokens.ByToken(ctx, c.program.ID, token)
	if err != nil {
		return nil, err
	}
	click, err := p.mint(ctx, c.request, l, in.Body)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(CountedVisit{ClickID: click, WindowDays: c.program.Attribution.WindowDays}), nil
}

// mint makes and sends the click of a visit. The visitor's cookie belongs to
// another site here, so it is counted without one.
func (p Pages) mint(ctx context.Context, r *http.Request, l link.Link, b Visit) (string, error) {
	landing, err := url.Parse(b.URL)
	if err != nil {
		landing = &url.URL{}
	}
	about := parseParams(landing.RawQuery)
	about.consent, about.qr = "0", false
	viewer := p.Visits.Door.Request(r)
	viewer.Dest, viewer.Mode, viewer.Purpose = "document", "navigate", "" // the page itself was gone to
	visit := p.Visits.visit(ctx, Request{
		Method: http.MethodGet, Host: r.Host, Source: r.RemoteAddr,
		Header: func(name string) string {
			if name == "referer" {
				return b.Referrer
			}
			return r.Header.Get(name)
		},
	}, viewer, l, about)
	if visit.message.ID == "" {
		return "", fault.New(fault.Unavailable, "track.busy", "The visit cannot be counted just now.")
	}
	p.Visits.send(ctx, visit.message)
	return string(visit.message.ID), nil
}

// Lead is a lead or signup as a page tells it.
type Lead struct {
	Event         string            `json:"event,omitempty" enum:"lead,signup" doc:"A signup when left out"`
	TransactionID string            `json:"transaction_id,omitempty" maxLength:"255" doc:"Names the event; made of event and customer when left out"`
	ClickID       string            `json:"click_id,omitempty" maxLength:"255"`
	CustomerID    string            `json:"customer_id,omitempty" maxLength:"255"`
	CustomerEmail string            `json:"customer_email,omitempty" maxLength:"254"`
	CustomerName  string            `json:"customer_name,omitempty" maxLength:"120"`
	CouponCodes   []string          `json:"coupon_codes,omitempty" maxItems:"10"`
	Metadata      map[string]string `json:"metadata,omitempty"`
}

type leadInput struct {
	KeyQuery
	Body Lead
}

func (p Pages) lead(ctx context.Context, in *leadInput) (*verdictOutput, error) {
	b := in.Body
	f := Fields{
		Event: b.Event, Transaction: b.TransactionID, Clicks: b.ClickID, Customer: b.CustomerID, Email: b.CustomerEmail, Name: b.CustomerName,
		Coupons: b.CouponCodes, Metadata: b.Metadata,
	}
	if f.Event == "" {
		f.Event = string(conversion.Signup)
	}
	if f.Transaction == "" {
		f.Transaction = onceOf(f)
	}
	return p.tell(ctx, f)
}

// onceOf names a customer's only event of its kind.
func onceOf(f Fields) string {
	switch {
	case f.Customer != "":
		return f.Event + ":" + f.Customer
	case f.Email != "":
		return f.Event + ":" + customer.HashEmail(f.Email)
	}
	return ""
}

// Claim is a sale as a page tells it.
type Claim struct {
	TransactionID string            `json:"transaction_id" minLength:"1" maxLength:"255" doc:"The same that the server will report"`
	OrderID       string            `json:"order_id,omitempty" maxLength:"255"`
	Amount        *httpkit.Money    `json:"amount,omitempty"`
	ClickID       string            `json:"click_id,omitempty" maxLength:"255"`
	CustomerID    string            `json:"customer_id,omitempty" maxLength:"255"`
	CustomerEmail string            `json:"customer_email,omitempty" maxLength:"254"`
	CouponCodes   []string          `json:"coupon_codes,omitempty" maxItems:"10"`
	Metadata      map[string]string `json:"metadata,omitempty"`
}

type claimInput struct {
	KeyQuery
	Body Claim
}

func (p Pages) sale(ctx context.Context, in *claimInput) (*verdictOutput, error) {
	b := in.Body
	f := Fields{
		Event: string(conversion.Sale), Transaction: b.TransactionID, Order: b.OrderID, Clicks: b.ClickID,
		Customer: b.CustomerID, Email: b.CustomerEmail, Coupons: b.CouponCodes, Metadata: b.Metadata,
	}
	if b.Amount != nil {
		f.Minor, f.Currency = &b.Amount.Amount, b.Amount.Currency
	}
	return p.tell(ctx, f)
}

func (p Pages) tell(ctx context.Context, f Fields) (*verdictOutput, error) {
	v, err := p.take(ctx, callerOf(ctx).program.ID, conversion.Browser, f)
	return &verdictOutput{Status: v.status, Body: v.forPages()}, err
}

// forPages is what anybody who can open the page's tools may see of a verdict:
// not what a partner earns, nor the amount on record.
func (v Verdict) forPages() Verdict {
	v.Commissions, v.Recorded = []VerdictCommission{}, nil
	return v
}
