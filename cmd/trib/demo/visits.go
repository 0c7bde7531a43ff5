package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// distribution is what stands before the redirect in the demo, and proves
// itself with this.
const distribution = "demo"

// visitor is somebody with a browser.
type visitor struct{ address, agent, language, country string }

// planVisits plans a partner's visits of a day.
func (s *story) planVisits(p *partner, day int, midnight time.Time) {
	n := p.daily * (1 + (p.growth-1)*float64(day)/Days)
	if d := midnight.In(s.zone).Weekday(); d == time.Saturday || d == time.Sunday {
		n *= p.weekend
	}
	n *= 0.6 + 0.8*s.random.Float64()
	for range int(n + 0.5) {
		// Few people click at night, most in the evening.
		hour := 6 + 17*max(s.random.Float64(), s.random.Float64())
		at := midnight.Add(time.Duration(hour * float64(time.Hour)))
		s.plan(at, func(ctx context.Context) error { return s.visit(ctx, p) })
	}
}

// visit opens one of the partner's links, and sometimes leads to an order.
func (s *story) visit(ctx context.Context, p *partner) error {
	v, human := s.someone(p)
	key := p.keys[0]
	if s.random.Float64() < 0.4 {
		key = p.keys[s.random.IntN(len(p.keys))]
	}
	q := url.Values{}
	if s.random.Float64() < 0.8 {
		q.Set("sub1", p.subs[s.random.IntN(len(p.subs))])
	}
	headers := map[string]string{
		"x-trib-origin-secret": distribution, "x-trib-host": "northwind.example", "x-trib-nav": "document;navigate;",
		"cloudfront-viewer-address": v.address + ":50443", "cloudfront-viewer-country": v.country,
		"user-agent": v.agent, "accept-language": v.language, "referer": p.referrer,
	}
	answer := s.redirect.Handle(ctx, trackapi.Request{
		Method: http.MethodGet, Key: key, Query: q.Encode(), Host: "northwind.example", Source: "127.0.0.1",
		Header: func(name string) string { return headers[name] },
	})
	if answer.Status != http.StatusFound {
		return fmt.Errorf("the link %s answers %d", key, answer.Status)
	}
	to, err := url.Parse(answer.Header["Location"])
	if err != nil {
		return err
	}
	if human && s.random.Float64() < p.converts {
		s.planOrder(p, to.Query().Get("click_id"))
	}
	return nil
}

// someone is a visitor: new, back again, or a bot.
func (s *story) someone(p *partner) (v visitor, human bool) {
	if r := s.random.Float64(); r < 0.03 {
		return visitor{address: s.address(), agent: pick(s, bots())}, false
	} else if r < 0.2 && len(p.visitors) > 0 {
		return p.visitors[s.random.IntN(len(p.visitors))], true
	}
	kinds := desktops()
	if s.random.Float64() < p.mobile {
		kinds = phones()
	}
	// The first country is the most frequent one.
	country := p.country1[min(s.random.IntN(len(p.country1)), s.random.IntN(len(p.country1)))]
	v = visitor{s.address(), pick(s, kinds), "en-GB,en;q=0.8", country}
	p.visitors = append(p.visitors, v)
	if len(p.visitors) > 60 {
		p.visitors = p.visitors[20:]
	}
	return v, true
}

func pick(s *story, from []string) string { return from[s.random.IntN(len(from))] }

func (s *story) address() string {
	return fmt.Sprintf("%d.%d.%d.%d", 31+s.random.IntN(140), s.random.IntN(256), s.random.IntN(256), 1+s.random.IntN(254))
}

// planOrder plans what a visitor does who was convinced: mostly an order within
// the hour, sometimes days later, sometimes an enquiry.
func (s *story) planOrder(p *partner, clickID string) {
	wait := time.Duration(3+s.random.IntN(50)) * time.Minute
	if s.random.Float64() < 0.3 {
		wait = time.Duration(4+s.random.IntN(90)) * time.Hour
	}
	s.orders++
	o := order{
		partner: p, click: clickID, number: "NW-" + strconv.Itoa(10000+s.orders), customer: "cust-" + strconv.Itoa(4000+s.orders),
		minor: p.basket/3 + s.random.IntN(p.basket) + s.random.IntN(p.basket/2),
	}
	p.last = clickID
	if other := s.partners[s.random.IntN(len(s.partners))]; other != p && other.last != "" && s.random.Float64() < 0.2 {
		o.click = other.last + o.click // the customer had come through another partner before
	}
	if other := s.partners[s.random.IntN(len(s.partners))]; s.random.Float64() < 0.15 {
		o.code = other.code
	}
	at := s.Clock.Now().Add(wait)
	if s.random.Float64() < 0.12 {
		s.plan(at, func(ctx context.Context) error { return s.report(ctx, o, "lead", o.number, 0, nil) })
		return
	}
	s.plan(at, func(ctx context.Context) error { return s.sale(ctx, o) })
}

// mailOf is where a customer is written to.
func mailOf(customer string) string {
	names, houses := []string{"hanna", "otto", "lea", "bruno", "ida", "karl", "nora"}, []string{"fernhill.example", "postkorb.example", "brightside.example"}
	n := shardOf(customer)
	return names[n%len(names)] + "." + customer + "@" + houses[n%len(houses)]
}

// shardOf is a small number that follows from a text.
func shardOf(text string) (n int) {
	for _, b := range []byte(text) {
		n = (n*31 + int(b)) % 10_007
	}
	return n
}

// order is what a customer buys.
type order struct {
	partner                       *partner
	click, number, customer, code string
	minor                         int
}

// sale reports an order and plans what becomes of it.
func (s *story) sale(ctx context.Context, o order) error {
	more := url.Values{}
	if s.random.Float64() < 0.03 {
		more.Set("status", "pending") // the merchant is not sure: the commission is held
	}
	if err := s.report(ctx, o, "sale", o.number, o.minor, more); err != nil {
		return err
	}
	now := s.Clock.Now()
	for days, state := range map[int]string{1: "fulfilled", 4: "delivered"} {
		at := now.AddDate(0, 0, days)
		s.plan(at, func(ctx context.Context) error { return s.Orders().Set(ctx, s.program.ID, o.number, state, at) })
	}
	switch r := s.random.Float64(); {
	case r < 0.05: // all of it comes back, before or after the holdback
		s.plan(now.AddDate(0, 0, 2+s.random.IntN(40)), func(ctx context.Context) error {
			return s.report(ctx, o, "refund", o.number+"-r", o.minor, url.Values{"reason": {"returned"}})
		})
	case r < 0.09: // a part of it
		s.plan(now.AddDate(0, 0, 3+s.random.IntN(12)), func(ctx context.Context) error {
			return s.report(ctx, o, "refund", o.number+"-p", o.minor*(20+s.random.IntN(50))/100, url.Values{"reason": {"one item returned"}})
		})
	case r < 0.2: // a subscription
		for month := 1; month <= 2; month++ {
			at, name := now.AddDate(0, 0, 30*month), o.number+"-s"+strconv.Itoa(month)
			s.plan(at, func(ctx context.Context) error { return s.report(ctx, o, "recurring", name, o.minor, nil) })
		}
	case r < 0.24: // merchants' systems send things twice
		s.plan(now.Add(2*time.Minute), func(ctx context.Context) error { return s.report(ctx, o, "sale", o.number, o.minor, more) })
	}
	return nil
}

// report sends a postback. Clicks are counted before, as they would be.
func (s *story) report(ctx context.Context, o order, event, transaction string, minor int, more url.Values) error {
	if err := s.Settle(ctx); err != nil {
		return err
	}
	q := url.Values{"key": {s.postbackSecret}, "event": {event}, "transaction_id": {transaction}, "customer_id": {o.customer}, "customer_email": {mailOf(o.customer)}}
	switch event {
	case "refund":
		q.Set("order_id", o.number)
	case "recurring":
	default:
		q.Set("order_id", o.number)
		q.Set("click_id", o.click)
		if o.code != "" {
			q.Set("coupon_code", o.code)
		}
	}
	if minor > 0 {
		q.Set("amount", fmt.Sprintf("%d.%02d", minor/100, minor%100))
		q.Set("currency", currencyOf(o.customer))
	}
	for k, v := range more {
		q[k] = v
	}
	_, err := get(ctx, s.postback, s.Origin+"/postback", q)
	return err
}
