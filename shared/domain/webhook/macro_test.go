package webhook_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

func values() map[string]string {
	return map[string]string{
		"click_id": "CLICK", "transaction_id": "order 1/2", "event": "sale", "status": "pending", "payout": "12.50", "currency": "EUR",
		"amount": "50.00", "offer_id": "off_1", "offer_name": "10 % & more", "link_id": "lnk_1", "partner_id": "ptr_1",
		"sub1": "a+b", "sub2": "ü", "sub3": "x=1&payout=999", "sub4": "..", "sub5": "", "country": "DE", "device": "mobile",
		"timestamp": "1795262400", "random": "c0ffee",
	}
}

func TestMacrosAreFilledIn(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ template, want string }{
		"every macro": {
			"https://t.test/p?a={click_id}&b={transaction_id}&c={event}&d={status}&e={payout}&f={currency}&g={amount}&h={offer_id}&i={offer_name}&j={link_id}&k={partner_id}&l={sub1}{sub2}{sub3}{sub4}{sub5}&m={country}&n={device}&o={timestamp}&p={random}",
			"https://t.test/p?a=CLICK&b=order%201%2F2&c=sale&d=pending&e=12.50&f=EUR&g=50.00&h=off_1&i=10%20%25%20%26%20more&j=lnk_1&k=ptr_1&l=a%2Bb%C3%BCx%3D1%26payout%3D999..&m=DE&n=mobile&o=1795262400&p=c0ffee",
		},
		"the names of other networks":       {"https://t.test/?1={aff_sub}&2={aff_sub2}&3={aff_sub3}&5={aff_sub5}&s={subid}&t={tid}", "https://t.test/?1=a%2Bb&2=%C3%BC&3=x%3D1%26payout%3D999&5=&s=a%2Bb&t=order%201%2F2"},
		"a value cannot become a parameter": {"https://t.test/?s={sub3}", "https://t.test/?s=x%3D1%26payout%3D999"},
		"a value cannot become a path":      {"https://t.test/{transaction_id}/x", "https://t.test/order%201%2F2/x"},
		"dots cannot climb in a path":       {"https://t.test/a/{sub4}/b", "https://t.test/a//b"},
		"no macro at all":                   {"https://t.test/x?y=z", "https://t.test/x?y=z"},
		"written escapes stay":              {"https://t.test/x?y=%7Bclick%7D", "https://t.test/x?y=%7Bclick%7D"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if problems := (webhook.Rules{}).Lint(tc.template); len(problems) > 0 {
				t.Fatal(problems)
			}
			if d := cmp.Diff(tc.want, webhook.Expand(tc.template, values())); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestATemplateIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ template, reason string }{
		"an unknown macro":             {"https://t.test/?x={email}", "{email}"},
		"an empty macro":               {"https://t.test/?x={}", "{}"},
		"a macro with a blank":         {"https://t.test/?x={ click_id }", "percent"},
		"a macro in capitals":          {"https://t.test/?x={CLICK_ID}", "{CLICK_ID}"},
		"an open brace":                {"https://t.test/?x={click_id", "brace"},
		"a closing brace":              {"https://t.test/?x=click_id}", "brace"},
		"a brace in a brace":           {"https://t.test/?x={click_{sub1}}", "brace"},
		"plain http":                   {"http://t.test/?x={click_id}", "https"},
		"another scheme":               {"javascript:alert(1)", "URL"},
		"no scheme":                    {"t.test/?x={click_id}", "https"},
		"a scheme by macro":            {"{sub1}://t.test/", "URL"},
		"a host by macro":              {"https://{sub1}/", "host"},
		"a part of the host by macro":  {"https://{sub1}.t.test/", "host"},
		"a host that goes on":          {"https://t.test{sub1}/", "host"},
		"no host":                      {"https:///x", "host"},
		"a user and password":          {"https://u:p@t.test/", "password"},
		"a user by macro":              {"https://{sub1}@t.test/", "host"},
		"a port of something else":     {"https://t.test:25/", "ports"},
		"a fragment":                   {"https://t.test/#{click_id}", "#"},
		"a line break":                 {"https://t.test/\r\nHost: x", "percent"},
		"a blank":                      {"https://t.test/a b", "percent"},
		"a backslash":                  {`https://t.test\@evil.test/`, "percent"},
		"bad UTF-8":                    {"https://t.test/\xff", "percent"},
		"a host in letters of its own": {"https://tést.test/", "percent"},
		"a raw angle bracket":          {"https://t.test/<{sub1}", "percent"},
		"an address of IPv6":           {"https://[2001:db8::1]/", "percent"},
		"nothing":                      {"", "https"},
		"a novel":                      {"https://t.test/" + strings.Repeat("x", 2000), "longer"},
		"the own machine":              {"http://127.0.0.1:9001/", "https"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			problems := (webhook.Rules{}).Lint(tc.template)
			if len(problems) == 0 || !strings.Contains(strings.Join(problems, ";"), tc.reason) {
				t.Errorf("got %q, want something about %q", problems, tc.reason)
			}
		})
	}
}

func TestDevelopmentMayCallTheOwnMachine(t *testing.T) {
	t.Parallel()
	local := webhook.Rules{Local: true}
	if problems := local.Lint("http://127.0.0.1:8099/hook?c={click_id}"); len(problems) > 0 {
		t.Error(problems)
	}
	if problems := local.Lint("http://t.test/"); len(problems) == 0 {
		t.Error("http to anybody else is fine")
	}
}

// FuzzExpand holds that no value, whatever it is, changes where a template
// that passed the checks leads to, or adds a parameter.
func FuzzExpand(f *testing.F) {
	f.Add("https://t.test/a/{click_id}?x={sub1}&y={tid}", "v")
	f.Add("https://t.test:8443/?x={sub3}", "a&b=c#d")
	f.Add("https://t.test/{sub1}/{sub2}", "../..")
	f.Add("https://t.test/{sub1}", "@evil.test")
	f.Add("https://t.test?x={aff_sub}", "\r\nHost: evil.test")
	f.Add("https://t.test/?{sub1}={sub2}", "%00%zz\xff")
	f.Fuzz(func(t *testing.T, template, value string) {
		if len((webhook.Rules{}).Lint(template)) > 0 {
			return
		}
		vs := values()
		for k := range vs {
			vs[k] = value
		}
		empty, err := url.Parse(webhook.Expand(template, nil))
		if err != nil {
			t.Fatalf("%q passed and cannot be read: %v", template, err)
		}
		text := webhook.Expand(template, vs)
		u, err := url.Parse(text)
		if err != nil {
			t.Fatalf("%q with %q: %v", template, value, err)
		}
		if u.Scheme != "https" || u.Host != empty.Host || u.Host == "" || u.User != nil || u.Fragment != "" {
			t.Errorf("%q with %q leads to %q", template, value, text)
		}
		if strings.Count(u.RawQuery, "&") != strings.Count(empty.RawQuery, "&") || strings.Count(u.EscapedPath(), "/") != strings.Count(empty.EscapedPath(), "/") {
			t.Errorf("%q with %q has another shape: %q", template, value, text)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\n\t \x00") {
			t.Errorf("%q cannot stand in a request", text)
		}
	})
}
