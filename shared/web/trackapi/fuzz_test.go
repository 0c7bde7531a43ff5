package trackapi_test

import (
	"net/url"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Whatever a query says, it is read or refused as Invalid.
func FuzzParameters(f *testing.F) {
	f.Add("transaction_id=T&amount=19.90&currency=EUR&click_id=x&adv1=a&metadata.b=c&coupon=A,B&new_customer=true&country=de")
	f.Add("tid=%7Border%7D&sum=1e9&status=maybe&occurred_at=yesterday")
	p := program.New("acme", "Acme", "https://shop.test", "EUR")
	f.Fuzz(func(t *testing.T, query string) {
		q, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		in, _ := trackapi.ReadParameters(q)
		r, err := in.Report(p, conversion.Postback)
		if err == nil {
			_, err = r.Normalise(time.Unix(1_800_000_000, 0))
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", query, err)
		}
	})
}

// Whatever a file holds, it is read or refused as Invalid.
func FuzzLines(f *testing.F) {
	f.Add("transaction_id,amount\nT,1\n")
	f.Add("\ufefftid;sum\r\n\"=\"\"1\"\"\";'=2\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines, _, err := trackapi.ReadLines(text)
		if err != nil && !fault.Is(err, fault.Invalid) || len(lines) > 100 {
			t.Errorf("%q: %d lines, %v", text, len(lines), err)
		}
	})
}
